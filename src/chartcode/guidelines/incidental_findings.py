"""What a test shows beside the question it was asked: Guidelines III.B and IV.K."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.integral_symptoms import INCIDENTAL, is_diagnosis
from chartcode.model import Reason, SectionKind
from chartcode.rules.kernel import rule, since

_TEST = frozenset((SectionKind.IMPRESSION, SectionKind.FINDINGS, SectionKind.IMAGING, SectionKind.RESULTS))
_FINDINGS = (*INCIDENTAL, "R91", "R93", "R94")


@rule("incidental-findings", citation="III.B, IV.K", effective=since(2015, 10, 1))
def incidental_findings(draft: Draft) -> Iterator[NotCoded]:
    """A finding that a test shows in passing is not reported beside the complaint or the diagnosis it was done for."""
    asked = any(
        is_diagnosis(decision) or decision.code.value[0] == "R"
        for _, decision in draft.coded()
        if not (decision.mention.section in _TEST and decision.code.value.startswith(_FINDINGS))
    )
    if asked:
        for index, decision in draft.coded():
            if decision.mention.section in _TEST and decision.code.value.startswith(_FINDINGS):
                yield NotCoded(index, Reason.NOT_REPORTABLE, "a finding in passing; its meaning is not stated")
