"""Why the patient came: what the encounters of chapter 21 and the principal diagnosis turn on."""

from chartcode.coding.draft import Draft
from chartcode.guidelines.onset import Onset, told
from chartcode.guidelines.words import around
from chartcode.model import Decision, SectionKind

WHY = frozenset(
    (
        SectionKind.CHIEF_COMPLAINT, SectionKind.INDICATION, SectionKind.PREAMBLE, SectionKind.PROCEDURE,
        SectionKind.TECHNIQUE, SectionKind.PREOPERATIVE_DIAGNOSIS,
    )
)  # fmt: skip
"""Parts of a note that tell what the encounter is for."""


def is_reason(draft: Draft, decision: Decision) -> bool:
    """Whether a decision stands among the reasons for the encounter, or is the first problem that is listed."""
    if decision.mention.section in WHY:
        return True
    first = next((other for other in draft.decisions if other.mention.problem), None)
    return first is not None and first.mention.span == decision.mention.span


def arose_later(draft: Draft, code: str) -> bool:
    """Whether the chart says plainly that what has this dotted code was not there on admission (Appendix I)."""
    admit = draft.encounter.admit
    answers = (told(around(draft, d.mention), admit) for _, d in draft.coded() if d.code.value == code)
    return any(answer.plainly and answer.onset is Onset.AFTER for answer in answers)
