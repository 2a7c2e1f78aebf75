"""Acute respiratory failure as principal or secondary diagnosis: Guidelines I.C.10.b."""

from collections.abc import Iterator

from chartcode.coding.draft import After, Draft
from chartcode.guidelines.tables import pairs
from chartcode.model import Finding, Level, Setting, icd10cm
from chartcode.rules.kernel import rule, since

_FAILURE = ("J96.0", "J96.2")
_ADVERSE = "5"
"""The intent that T36-T50 tell of an adverse effect: the manifestation comes before it."""


@rule("respiratory-failure", citation="I.C.10.b, II.C", effective=since(2015, 10, 1))
def respiratory_failure(draft: Draft) -> Iterator[After | Finding]:
    """Acute respiratory failure may lead; where another acute condition meets the definition as well, a person chooses.

    Chapters with an order of their own come before it: sepsis, HIV, obstetrics, newborns, poisoning, COVID-19, vaping.
    Both candidates are named, neither is chosen; the chart's own order stands until then.
    """
    codes = draft.order
    failure = next((code for code in codes if code.startswith(_FAILURE)), None)
    if not failure or draft.encounter.setting is not Setting.INPATIENT:
        return
    first = tuple(code for code in codes if code.startswith(_of("first")) and not _adverse_effect(code))
    if first:
        yield After(failure, first[:1])
        return
    acute = tuple(code for code in codes[:4] if code.startswith(_of("acute")))
    if acute and codes[0] in (failure, *acute):
        message = f"{failure} or {acute[0]} as principal: which one, by the circumstances of admission (I.C.10.b.3)?"
        yield Finding("respiratory-failure", Level.QUERY, message, tuple(icd10cm(code) for code in (failure, *acute)))


def _of(kind: str) -> tuple[str, ...]:
    return tuple(cause for cause, of_kind in pairs("acute_causes") if of_kind == kind)


def _adverse_effect(code: str) -> bool:
    bare = code.replace(".", "")
    return "T36" <= bare[:3] <= "T50" and _ADVERSE in bare[4:6]
