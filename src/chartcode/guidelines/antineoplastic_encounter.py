"""Encounters for chemotherapy, immunotherapy or radiotherapy: Guidelines I.C.2.e."""

from collections.abc import Iterator

from chartcode.coding.draft import CodeAfterAll, Draft
from chartcode.coding.places import COMPLAINT
from chartcode.model import Assertion, Decision, Reason
from chartcode.rules.kernel import rule, since

ENCOUNTERS = ("Z51.0", "Z51.11", "Z51.12")
_TELLS = frozenset((Assertion.PRESENT, Assertion.PAST))
_LEFT_OUT = frozenset((Reason.NOT_REPORTABLE, Reason.PAST))


def is_malignant(code: str) -> bool:
    """Whether a dotted code is a malignancy: C00 to C96."""
    return code[0] == "C"


@rule("antineoplastic-encounter", citation="I.C.2.e", effective=since(2015, 10, 1))
def antineoplastic_encounter(draft: Draft) -> Iterator[CodeAfterAll]:
    """Whoever comes for antineoplastic therapy has the malignancy it treats, wherever in the chart it stands.

    The therapy may stand as the complaint only. A cancer that is treated is no history, though the chart tells it as
    the story so far.
    """
    why = [(i, d) for i, d in enumerate(draft.decisions) if d.code.value in ENCOUNTERS and _why_today(d)]
    yield from (CodeAfterAll(i, "the reason for the encounter") for i, d in why if not d.coded)
    if why and not any(is_malignant(d.code.value) for _, d in draft.coded()):
        told = (
            (index, decision)
            for index, decision in enumerate(draft.decisions)
            if is_malignant(decision.code.value) and decision.reason in _LEFT_OUT and decision.assertion in _TELLS
        )
        best = max(told, key=lambda entry: (entry[1].code.value[:3] != "C80", entry[1].confidence), default=None)
        if best:
            yield CodeAfterAll(best[0], "the malignancy that the therapy treats")


def _why_today(decision: Decision) -> bool:
    return decision.coded or (decision.reason is Reason.NOT_REPORTABLE and decision.mention.section in COMPLAINT)
