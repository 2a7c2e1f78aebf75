"""The order of a preoperative evaluation: Guidelines IV.M."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import Before, Draft
from chartcode.guidelines.words import around
from chartcode.model import Decision, SectionKind
from chartcode.rules.kernel import rule, since

_EVALUATION = "Z01.81"
_SURGERY = re.compile(
    r"\b(?:pre-?op\w*|surgery|surgical|operation|replacement|repair|undergo\w*|scheduled for|planned|clearance)\b"
    r"|\w+(?:ectomy|plasty|otomy|desis|scopy)\b"
)


@rule("preoperative-order", citation="IV.M", effective=since(2015, 10, 1))
def preoperative_order(draft: Draft) -> Iterator[Before]:
    """First the evaluation, then the condition that is the reason for the surgery, then what the evaluation finds."""
    evaluations = [code for code in draft.order if code.startswith(_EVALUATION)]
    if not evaluations:
        return
    reasons = {d.code.value for _, d in draft.coded() if _is_operated(draft, d)}
    first = next((code for code in draft.order if code in reasons), None)
    if first:
        yield Before(first)
    yield from (Before(code) for code in reversed(evaluations))


def _is_operated(draft: Draft, decision: Decision) -> bool:
    """Whether a condition is named with a surgery, or as the preoperative diagnosis."""
    if decision.code.value[0] in "RVWXYZ":
        return False
    if decision.mention.section is SectionKind.PREOPERATIVE_DIAGNOSIS:
        return True
    return _SURGERY.search(around(draft, decision.mention).sentence) is not None
