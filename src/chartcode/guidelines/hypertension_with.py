"""Hypertension with heart or kidney disease: Guidelines I.C.9.a.1 to I.C.9.a.3."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop, kept_apart
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_HYPERTENSION = ("I10", "I11.0", "I11.9", "I12.0", "I12.9", "I13.10", "I13.11", "I13.0", "I13.2")
_FAILURE = ("I50",)
_HEART = ("I51.4", "I51.5", "I51.7", "I51.89", "I51.9")
"""I51.81 is not among them: a takotsubo syndrome has its own cause."""
_KIDNEY = ("N18",)
_END_STAGE = ("N18.5", "N18.6")
_WITH_FAILURE = ("I11.0", "I13.0", "I13.2")
_WITH_EARLY_KIDNEY = ("I12.9", "I13.0", "I13.10")
_NAMES = r"htn|hypertens\w*|high blood pressure"


@rule("hypertension-with", citation="I.C.9.a", effective=since(2016, 10, 1))
def hypertension_with(draft: Draft) -> Iterator[NotCoded | AlsoCode]:
    """Hypertension with heart or chronic kidney disease is one combination code: the link is presumed.

    I11 with heart disease (I50.- follows, I51.- is part of it), I12 with chronic kidney disease (N18.- follows), I13
    with both. Where the chart says that they are unrelated, each is coded alone.
    """
    hypertension = coded_as(draft, *_HYPERTENSION)
    if not hypertension:
        return
    failure, heart, kidney = (_linked(draft, *kind) for kind in (_FAILURE, _HEART, _KIDNEY))
    named = {decision.code.value for _, decision in hypertension}
    code = _combination(
        heart=bool(failure or heart) or _names(named, "I11", "I13"),
        failing=bool(failure) or _names(named, "I11.0", "I13.0", "I13.2"),
        kidney=bool(kidney) or _names(named, "I12", "I13"),
        end_stage=any(d.code.value in _END_STAGE for _, d in kidney) or _names(named, "I12.0", "I13.11", "I13.2"),
    )
    if code is None:
        return
    simpler = [(index, decision) for index, decision in hypertension if decision.code.value != code]
    yield from drop(simpler + heart, Reason.COMBINATION, f"covered by {code}")
    if code not in named:
        yield AlsoCode(hypertension[0][0], code, "hypertension with heart or kidney disease")
    if code in _WITH_FAILURE and not draft.has(*_FAILURE):
        yield AlsoCode(hypertension[0][0], "I50.9", "the heart failure that the combination code names")
    if code in _WITH_EARLY_KIDNEY and not draft.has(*_KIDNEY):
        yield AlsoCode(hypertension[0][0], "N18.9", "the kidney disease that the combination code names")


def _linked(draft: Draft, *prefixes: str) -> Found:
    """The coded conditions of a kind; none where the chart says anywhere that hypertension has no part in it."""
    found = coded_as(draft, *prefixes)
    told = (decision for decision in draft.decisions if found and decision.code.value.startswith(prefixes))
    return [] if any(kept_apart(draft, decision, _NAMES) for decision in told) else found


def _names(codes: set[str], *prefixes: str) -> bool:
    return any(code.startswith(prefixes) for code in codes)


def _combination(*, heart: bool, failing: bool, kidney: bool, end_stage: bool) -> str | None:
    if heart and kidney:
        return ("I13.2" if end_stage else "I13.0") if failing else ("I13.11" if end_stage else "I13.10")
    if heart:
        return "I11.0" if failing else "I11.9"
    if kidney:
        return "I12.0" if end_stage else "I12.9"
    return None
