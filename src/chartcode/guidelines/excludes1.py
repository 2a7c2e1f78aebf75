"""Excludes1 notes: Guidelines I.A.12.a."""

from collections.abc import Iterator

from chartcode.codesets.icd10cm.conventions import Convention, conventions
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.draft import Draft, NotCoded
from chartcode.model import Finding, Level, Reason, icd10cm
from chartcode.rules.kernel import rule, since

_COMBINATION = ("that with ", "with ", "that due to ")
"""How an Excludes1 note begins that sends a condition with another to the code for both."""


@rule("excludes1", citation="I.A.12.a", effective=since(2015, 10, 1))
def excludes1(draft: Draft) -> Iterator[NotCoded | Finding]:
    """Two codes that exclude each other are not reported together unless the conditions are unrelated.

    A note of the kind "that with hydronephrosis (N13.2)" names the code that says both: it stands. A symptom gives way
    to the diagnosis that excludes it. Of two other diagnoses neither is taken: the finding asks a person.
    """
    for code, other, note in _conflicts(draft.codes(), draft.releases.icd10cm):
        if note.text.startswith(_COMBINATION):
            yield from _drop(draft, code, Reason.COMBINATION, f"{other} says both (Excludes1 at {note.at})")
        elif (code[0] == "R") != (other[0] == "R"):
            symptom = code if code[0] == "R" else other
            yield from _drop(draft, symptom, Reason.EXCLUDED, f"Excludes1 note at {note.at}")
        else:
            yield Finding(
                "excludes1",
                Level.WARNING,
                f"{code} and {other} exclude each other (Excludes1 at {note.at}); both only if unrelated",
                (icd10cm(code), icd10cm(other)),
            )


def _conflicts(codes: frozenset[str], release: IcdCmRelease) -> Iterator[tuple[str, str, Convention]]:
    """(code, excluded code, note): dotted codes of which the first stands under a note that excludes the second.

    Of several notes over one code the nearest comes first.
    """
    book = conventions(release)
    notes = {code: book.of(code.replace(".", "")) for code in sorted(codes)}
    for code in notes:
        for number in sorted(notes[code].excludes1, reverse=True):
            for other in notes:
                if other != code and number in notes[other].named_by:
                    yield code, other, book.all[number]


def _drop(draft: Draft, code: str, reason: Reason, note: str) -> Iterator[NotCoded]:
    for index, decision in draft.coded():
        if decision.code.value == code:
            yield NotCoded(index, reason, note)
