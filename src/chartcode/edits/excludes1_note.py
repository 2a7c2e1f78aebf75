"""Excludes1 notes: Guidelines I.A.12.a."""

from collections.abc import Callable, Iterator

from chartcode.codesets.icd10cm.conventions import Convention
from chartcode.edits.sheet import Facts, Remark, Sheet
from chartcode.model import Level, dotted
from chartcode.rules.kernel import rule, since


@rule("excludes1-note", citation="Guidelines I.A.12.a", effective=since(2015, 10, 1))
def excludes1_note(sheet: Sheet) -> Iterator[Remark]:
    """Two codes are not reported together where an Excludes1 note over one of them names the other.

    The note may stand at any level: code, category, block or chapter. Conditions that are clearly unrelated are the one
    exception, which is for a person to see: so this warns and does not refuse.
    """
    for (one, other), note in pairs(sheet, lambda facts: facts.notes.excludes1):
        message = (
            f"{one.code} with {other.code}: Excludes1 at {dotted(note.at)} names it, “{note.text}”."
            " Both only where the two conditions are clearly unrelated"
        )
        yield Remark(Level.WARNING, message, (sheet.position(one), sheet.position(other)))


def pairs(
    sheet: Sheet, notes_over: Callable[[Facts], frozenset[int]]
) -> Iterator[tuple[tuple[Facts, Facts], Convention]]:
    """Each pair of different codes of which one stands under a note that names the other, once.

    `notes_over` gives the numbers of the notes of a kind over a code. Of several the nearest is given.
    """
    seen: set[frozenset[str]] = set()
    for facts in sheet.facts:
        hits = notes_over(facts) & sheet.named
        for number in sorted(hits, reverse=True) if hits else ():
            for other in (one for one in sheet.facts if number in one.notes.named_by and one is not facts):
                pair = frozenset((facts.bare, other.bare))
                if pair not in seen:
                    seen.add(pair)
                    yield (facts, other), sheet.book.conventions.all[number]
