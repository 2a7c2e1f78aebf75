"""What may be the principal diagnosis of a stay: Guidelines II, II.G, II.I and II.J."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import After, Before, Draft
from chartcode.guidelines.reasons import arose_later
from chartcode.guidelines.words import around
from chartcode.model import Decision, SectionKind, Setting
from chartcode.rules.kernel import rule, since

_COMPLICATIONS = (
    "T80",
    "T81",
    "T82",
    "T83",
    "T84",
    "T85",
    "T86",
    "T87",
    "T88",
    "K91",
    "K94",
    "K95",
    "J95",
    "I97",
    "N99",
)
_WHY = frozenset(
    (
        SectionKind.CHIEF_COMPLAINT, SectionKind.ADMITTING_DIAGNOSIS, SectionKind.HISTORY_OF_PRESENT_ILLNESS,
        SectionKind.INDICATION, SectionKind.PREAMBLE, SectionKind.HOSPITAL_COURSE,
    )
)  # fmt: skip
_ADMITTED = re.compile(
    r"\b(?:re-?)?admi(?:tted|ssion)\b[^.;]*\b(?:for|with|due to|because of|secondary to|treatment of)\b"
)


@rule("principal-diagnosis", citation="II, II.G, II.I, II.J", effective=since(2015, 10, 1))
def principal_diagnosis(draft: Draft) -> Iterator[Before | After]:
    """The principal diagnosis was there on admission; a complication of care that is why the patient came in leads.

    A condition that arose after the order to admit cannot occasion the admission, however grave it is. The same holds
    for an admission from observation or after outpatient surgery: its complication leads where it is the reason.
    """
    if draft.encounter.setting is not Setting.INPATIENT or not draft.order:
        return
    first = draft.order[0]
    conditions = tuple(code for code in draft.order if code[0] not in "VWXYZ")
    if first in conditions and arose_later(draft, first):
        yield After(first, conditions)
    reason = next((d.code.value for _, d in draft.coded() if _is_why(draft, d)), None)
    if reason:
        yield Before(reason, conditions)


def _is_why(draft: Draft, decision: Decision) -> bool:
    """Whether the chart says that the patient was admitted for this complication."""
    if not decision.code.value.startswith(_COMPLICATIONS) or decision.mention.section not in _WHY:
        return False
    if decision.mention.section is SectionKind.ADMITTING_DIAGNOSIS:
        return True
    said = around(draft, decision.mention)
    return _ADMITTED.search(said.before) is not None and not arose_later(draft, decision.code.value)
