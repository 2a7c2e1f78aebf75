"""The order of obstetric codes: Guidelines I.C.15.a.1, I.C.15.b.4 and I.C.15.p."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import Before, Draft, InOrder
from chartcode.coding.places import STAYS
from chartcode.guidelines.linked import between
from chartcode.model import Assertion
from chartcode.rules.kernel import rule, since

_SEQUELA = "O94"
_CESAREAN = "O82"
_ROUTINE, _RISK = "Z34", "O09"
_REASON = re.compile(
    r"^(?:(?:section|delivery|csection|c/s) )?(?:performed |done )?(?:for|due to|secondary to|because of|2/2)\b"
)


@rule("obstetric-order", citation="I.C.15.a.1, I.C.15.b.4, I.C.15.p", effective=since(2015, 10, 1))
def obstetric_order(draft: Draft) -> Iterator[InOrder | Before]:
    """Chapter 15 codes come before those of every other chapter, and among them first the reason for a cesarean.

    The sequela of an obstetric complication (O94) follows the condition that it led to.
    """
    codes = draft.order
    first = [code for code in codes if code[0] == "O" and code != _SEQUELA]
    if first:
        yield InOrder((*first, *(code for code in codes if code not in first)))
        reason = _cesarean_reason(draft, first) or _high_risk(draft, first)
        if reason:
            yield Before(reason)
    elif _SEQUELA in codes:
        others = tuple(code for code in codes if code != _SEQUELA and code[0] not in "VWXYZ")
        yield InOrder((*others, _SEQUELA, *(code for code in codes if code not in (*others, _SEQUELA))))


def _high_risk(draft: Draft, first: list[str]) -> str:
    """The high-risk pregnancy that a routine prenatal visit is for (I.C.15.b.2); empty where there is none."""
    visit = any(d.code.value.startswith(_ROUTINE) and d.assertion is Assertion.PRESENT for d in draft.decisions)
    office = draft.encounter.setting not in STAYS
    return next((code for code in first if code.startswith(_RISK)), "") if visit and office else ""


def _cesarean_reason(draft: Draft, first: list[str]) -> str:
    """The condition that the chart names as the reason for a cesarean; empty where it names none."""
    cesareans = [d.mention for d in draft.decisions if d.code.value == _CESAREAN]
    for cesarean in cesareans:
        for _, decision in draft.coded():
            if decision.code.value in first and decision.mention.span > cesarean.span:
                words = between(draft, cesarean, decision.mention)
                if words and _REASON.search(words):
                    return decision.code.value
    return ""
