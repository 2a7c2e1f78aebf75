"""Code first notes: Guidelines I.A.13, I.A.17 and I.B.7."""

from collections.abc import Iterator

from chartcode.codesets.icd10cm.conventions import Convention
from chartcode.edits.sheet import Facts, Remark, Sheet
from chartcode.model import Level, dotted
from chartcode.rules.kernel import rule, since


@rule("code-first-note", citation="Guidelines I.A.13, I.B.7", effective=since(2015, 10, 1))
def code_first_note(sheet: Sheet) -> Iterator[Remark]:
    """A code with a code first note follows a code that the note names.

    A cause that is reported after it is out of order; one that the note demands and that is missing is asked for. Notes
    that say "if applicable", "any associated" or "such as" demand nothing.
    """
    for position, facts in enumerate(sheet.facts, 1):
        for note in facts.notes.code_first:
            named = places(sheet, note, facts)
            if not named and note.demands:
                message = f"{facts.code} needs another code before it: {_at(note)}, “{note.text}”"
                yield Remark(Level.QUERY, message, (position,))
            elif named and named[0] > position:
                first = sheet.facts[named[0] - 1]
                message = f"{facts.code} stands before {first.code}: {_at(note)}, “{note.naming(first.bare)}”"
                yield Remark(Level.WARNING, message, (position, named[0]))


def places(sheet: Sheet, note: Convention, facts: Facts) -> list[int]:
    """The positions, from 1, of the other codes that a note names."""
    return [
        position
        for position, other in enumerate(sheet.facts, 1)
        if note.number in other.notes.named_by and other is not facts
    ]


def _at(note: Convention) -> str:
    return f"code first at {dotted(note.at)}"
