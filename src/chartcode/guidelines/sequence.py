"""The order of the codes: Guidelines II, III, IV.G, I.A.13 and I.C.20."""

from collections.abc import Iterator

from chartcode.codesets.icd10cm.notes import codes_named, is_named
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.draft import Draft, InOrder
from chartcode.coding.places import NAMED, STAYS, TREATED
from chartcode.model import Decision, SectionKind, Span
from chartcode.rules.kernel import rule, since

_PRINCIPAL = (
    SectionKind.PRINCIPAL_DIAGNOSIS,
    SectionKind.DISCHARGE_DIAGNOSIS,
    SectionKind.POSTOPERATIVE_DIAGNOSIS,
    SectionKind.ASSESSMENT_AND_PLAN,
    SectionKind.ASSESSMENT,
    SectionKind.IMPRESSION,
)


@rule("sequence", citation="II, IV.G", effective=since(2015, 10, 1))
def sequence(draft: Draft) -> Iterator[InOrder]:
    """First what the chart names as the reason for the encounter, then the rest as the provider lists it.

    A diagnosis before a symptom that no provider listed, a condition before a status, an external cause last
    (I.C.20.a.6); a manifestation after its cause (I.A.13). Where two diagnoses meet the definition alike (II.B, II.C)
    the chart's own order stands.
    """
    release = draft.releases.icd10cm
    visit = draft.encounter.setting not in STAYS
    best: dict[str, tuple[int, ...]] = {}
    said: dict[tuple[str, Span], int] = {}  # a code that a rule added stands where the words stand that need it
    for index, decision in enumerate(draft.decisions):
        said.setdefault((decision.mention.note_id, decision.mention.span), index)
    for index, decision in draft.coded():
        code = decision.code.value
        title = (release.title(decision.code.bare) or "").lower()
        at = said[decision.mention.note_id, decision.mention.span]
        rank = (_group(code, title, listed=visit and decision.mention.problem), _place(decision), at, index)
        best[code] = min(best.get(code, rank), rank)
    yield InOrder(_causes_first(sorted(best, key=lambda code: best[code]), release))


def _causes_first(codes: list[str], release: IcdCmRelease) -> tuple[str, ...]:
    """The codes with those that a code's "code first" notes name moved before it (I.A.13, I.A.17)."""
    ordered = list(codes)
    for code in codes:
        ranges = tuple(
            named
            for note in release.instructions(code.replace(".", ""))
            if note.kind == "code first"
            for named in codes_named(note.text)
        )
        at = ordered.index(code)
        for cause in [other for other in ordered[at + 1 :] if is_named(other.replace(".", ""), ranges)]:
            ordered.remove(cause)
            ordered.insert(at, cause)
            at += 1
    return tuple(ordered)


def _group(code: str, title: str, *, listed: bool) -> int:
    if code[0] in "VWXY":
        return 4
    if code.startswith("Z38"):
        return -1  # the birth record begins with the birth (I.C.16.a.2)
    if code.startswith(("Z37", "Z79", "Z8", "Z9", "Z68", "Z66", "Z67", "Z72", "Z3A", "F17")):
        return 3
    if "in diseases classified elsewhere" in title:
        return 2
    return 1 if code[0] == "R" and not listed else 0


def _place(decision: Decision) -> int:
    section = decision.mention.section
    if section in _PRINCIPAL:
        return _PRINCIPAL.index(section)
    return len(_PRINCIPAL) + (0 if section in NAMED else 1 if section in TREATED else 2)
