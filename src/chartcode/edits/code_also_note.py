"""Code also notes: Guidelines I.A.17."""

from collections.abc import Iterator

from chartcode.edits.code_first_note import places
from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, dotted
from chartcode.rules.kernel import rule, since


@rule("code-also-note", citation="Guidelines I.A.17", effective=since(2015, 10, 1))
def code_also_note(sheet: Sheet) -> Iterator[Remark]:
    """A code also note tells that two codes may be needed; which comes first depends on the encounter.

    Only a note that leaves nothing open is said, and only while no code that it names is there.
    """
    for position, facts in enumerate(sheet.facts, 1):
        for note in facts.notes.code_also:
            if note.demands and not places(sheet, note, facts):
                message = f"{facts.code} may need a second code: code also “{note.text}” (at {dotted(note.at)})"
                yield Remark(Level.INFO, message, (position,))
