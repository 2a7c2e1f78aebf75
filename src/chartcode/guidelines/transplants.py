"""Transplanted organs: Guidelines I.C.14.a.2 and I.C.19.g.3."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.guidelines.tables import pairs
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason
from chartcode.rules.kernel import rule, since

_UNNAMED = ("T86.10", "T86.19", "T86.20", "T86.40")
_SAYS_SO = re.compile(r"complicat|fail|reject|dysfunction|infect|loss|necros|stenosis|thrombos|leak")


@rule("transplants", citation="I.C.14.a.2, I.C.19.g.3", effective=since(2015, 10, 1))
def transplants(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A transplant is a status (Z94) until a provider documents that its function is affected: then it is T86 alone.

    Chronic kidney disease after a kidney transplant is no complication by itself: N18.- with Z94.0.
    """
    complications = coded_as(draft, "T86")
    if not complications:
        return
    stands = {decision.code.value for _, decision in complications}
    for index, decision in complications:
        status = next((z for t, z in pairs("transplants") if decision.code.value.startswith(t)), "")
        if decision.code.value in _UNNAMED and status and not _said(draft, decision):
            stands.discard(decision.code.value)
            yield from instead(draft, index, status, "no provider says that the transplant is affected", Reason.ELSE)
    for complication, status in pairs("transplants"):
        if any(code.startswith(complication) for code in stands):
            yield from drop(coded_as(draft, status), Reason.COMBINATION, "the complication of the transplant says it")


def _said(draft: Draft, decision: Decision) -> bool:
    return _SAYS_SO.search(around(draft, decision.mention).sentence) is not None
