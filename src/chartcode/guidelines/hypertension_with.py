"""Hypertension with heart or kidney disease: Guidelines I.C.9.a.1 to I.C.9.a.3."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_HEART = ("I50", "I51.4", "I51.5", "I51.7", "I51.81", "I51.89", "I51.9")
_SIMPLER = ("I10", "I11.0", "I11.9", "I12.0", "I12.9", "I13.10", "I13.11", "I13.0")
_END_STAGE = ("N18.5", "N18.6")


@rule("hypertension-with", citation="I.C.9.a", effective=since(2016, 10, 1))
def hypertension_with(draft: Draft) -> Iterator[NotCoded | AlsoCode]:
    """Hypertension with heart failure or chronic kidney disease is one combination code: the link is presumed.

    I11 with heart disease (I50.- follows), I12 with chronic kidney disease (N18.- follows), I13 with both.
    """
    essential = [index for index, decision in draft.coded() if decision.code.value in _SIMPLER]
    if not essential:
        return
    failing = draft.has("I50")
    heart = failing or draft.has(*_HEART)
    kidney = draft.has("N18")
    code = _combination(heart=heart, failing=failing, kidney=kidney, end_stage=draft.has(*_END_STAGE))
    if code is None:
        return
    for index in essential:
        if draft.decisions[index].code.value != code:
            yield NotCoded(index, Reason.COMBINATION, f"covered by {code}")
    if not draft.has(code):
        yield AlsoCode(essential[0], code, "hypertension with heart or kidney disease")


def _combination(*, heart: bool, failing: bool, kidney: bool, end_stage: bool) -> str | None:
    if heart and kidney:
        return ("I13.2" if end_stage else "I13.0") if failing else ("I13.11" if end_stage else "I13.10")
    if heart:
        return "I11.0" if failing else "I11.9"
    if kidney:
        return "I12.0" if end_stage else "I12.9"
    return None
