"""Excludes2 notes: Guidelines I.A.12.b."""

from collections.abc import Iterator

from chartcode.edits.excludes1_note import pairs
from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, dotted
from chartcode.rules.kernel import rule, since


@rule("excludes2-note", citation="Guidelines I.A.12.b", effective=since(2015, 10, 1))
def excludes2_note(sheet: Sheet) -> Iterator[Remark]:
    """Two codes may stand together where an Excludes2 note over one names the other: the patient may have both.

    Said only where it answers a doubt: for two codes of one category.
    """
    for (one, other), note in pairs(sheet, lambda facts: facts.notes.excludes2):
        if one.bare[:3] == other.bare[:3]:
            message = f"{one.code} does not include {other.code}; both may be reported: Excludes2 at {dotted(note.at)}"
            yield Remark(Level.INFO, message, (sheet.position(one), sheet.position(other)))
