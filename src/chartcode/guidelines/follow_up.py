"""Follow-up after completed treatment: Guidelines I.C.21.c.8."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.coding.places import NAMED, STAYS
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.reasons import is_reason
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason
from chartcode.rules.kernel import rule, since

_AFTER_CANCER, _AFTER_OTHERS = "Z08", "Z09"
_VISIT = re.compile(r"\b(?:follow(?:ed|ing)?[- ]?up|f/u|surveillance|re-?check|check[- ]?up)\b")
_OVER = re.compile(
    r"\bno (?:evidence of |signs? of )?(?:recurren\w*|disease|residual)|\bned\b|\bcomplet\w+\b|\bresolved\b|\bcured\b"
    r"|\bhealed\b|\bs/p\b|\bremoved\b|\bresected\b"
)


@rule("follow-up", citation="I.C.21.c.8", effective=since(2015, 10, 1))
def follow_up(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A follow-up after completed treatment is Z08 (cancer) or Z09 with the history code; a recurrence replaces it.

    The words must tell both: that the visit follows up, and that the condition is treated and gone.
    """
    codes = draft.codes()
    recurred = any(code[0] == "C" and not code.startswith("C44") for code in codes)
    if recurred:
        yield from drop(coded_as(draft, _AFTER_CANCER), Reason.EXCLUDED, "the malignancy is still there, or again")
    if draft.encounter.setting in STAYS or codes & {_AFTER_CANCER, _AFTER_OTHERS}:
        return
    for prefix, code in (("Z85", _AFTER_CANCER), ("Z86", _AFTER_OTHERS), ("Z87", _AFTER_OTHERS)):
        followed = next((i for i, d in coded_as(draft, prefix) if _is_followed_up(draft, d)), None)
        if followed is not None and not (recurred and code == _AFTER_CANCER):
            yield AlsoCode(followed, code, "follow-up after completed treatment")
            return


def _is_followed_up(draft: Draft, decision: Decision) -> bool:
    """Whether a history is what the visit is for and the chart calls it treated and gone."""
    if decision.mention.section not in NAMED or not is_reason(draft, decision):
        return False
    text = draft.encounter.note(decision.mention.note_id).text
    near = text[max(0, decision.mention.span.start - 160) : decision.mention.span.end + 160].lower()
    return _VISIT.search(around(draft, decision.mention).sentence) is not None and _OVER.search(near) is not None
