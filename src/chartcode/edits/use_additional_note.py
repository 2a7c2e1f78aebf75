"""Use additional code notes: Guidelines I.A.13, I.A.17 and I.B.7."""

import re
from collections.abc import Iterator

from chartcode.codesets.icd10cm.conventions import Convention
from chartcode.edits.code_first_note import places
from chartcode.edits.sheet import Facts, Remark, Sheet
from chartcode.model import Level, dotted
from chartcode.rules.kernel import rule, since

_ALWAYS_KNOWN = re.compile(
    r"to (?:identify|specify|indicate) (?:the )?"
    r"(?:stage|type|site|severity|extent|outcome|joint|heart failure|deep vein)"
)
"""What a chart with such a diagnosis has, so that a missing code is a question; an organism may never be found."""


@rule("use-additional-note", citation="Guidelines I.A.17, I.B.7", effective=since(2015, 10, 1))
def use_additional_note(sheet: Sheet) -> Iterator[Remark]:
    """A code whose note asks for another code to say it fully is followed by that code, if it is known.

    Notes that say "if applicable" or list things that may be there ask nothing of a claim.
    """
    for position, facts in enumerate(sheet.facts, 1):
        for note in facts.notes.use_additional:
            if not note.demands:
                continue
            named = places(sheet, note, facts)
            if not named and _ALWAYS_KNOWN.search(note.text):
                yield Remark(Level.QUERY, f"{facts.code} needs another code: {_at(note)}", (position,))
            elif not named:
                yield Remark(Level.INFO, f"{facts.code} may need another code: {_at(note)}", (position,))
            elif named[-1] < position and not _comes_first(facts, sheet.facts[named[-1] - 1]):
                other = sheet.facts[named[-1] - 1].code
                yield Remark(Level.INFO, f"{other} belongs after {facts.code}: {_at(note)}", (position, named[-1]))


def _comes_first(facts: Facts, other: Facts) -> bool:
    """Whether a code first note of the other code tells the order already."""
    return any(note.number in facts.notes.named_by for note in other.notes.code_first)


def _at(note: Convention) -> str:
    return f"use additional {note.text.removesuffix('.')} (at {dotted(note.at)})"
