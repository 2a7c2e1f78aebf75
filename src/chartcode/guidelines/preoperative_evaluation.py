"""Preoperative evaluations: Guidelines IV.M and I.C.21.c.13."""

from collections.abc import Iterator

from chartcode.coding.draft import CodeAfterAll, Draft
from chartcode.guidelines.reasons import WHY
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_EVALUATION = "Z01.81"


@rule("preoperative-evaluation", citation="IV.M", effective=since(2015, 10, 1))
def preoperative_evaluation(draft: Draft) -> Iterator[CodeAfterAll]:
    """A visit for preoperative evaluation reports it (Z01.81-), however little of it is listed as a problem."""
    for index, decision in enumerate(draft.decisions):
        left_out = decision.code.value.startswith(_EVALUATION) and decision.reason is Reason.NOT_REPORTABLE
        if left_out and decision.mention.section in WHY:
            yield CodeAfterAll(index, "the evaluation this encounter is for")
