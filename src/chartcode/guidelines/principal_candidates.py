"""Two diagnoses that meet the definition of principal alike: Guidelines II.B, II.C and II.D."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import Draft
from chartcode.guidelines.linked import between
from chartcode.guidelines.reasons import arose_later
from chartcode.model import Assertion, Decision, Finding, Level, SectionKind, Setting
from chartcode.rules.kernel import rule, since

_NAMED = frozenset(
    (
        SectionKind.PRINCIPAL_DIAGNOSIS, SectionKind.DISCHARGE_DIAGNOSIS, SectionKind.ASSESSMENT,
        SectionKind.ASSESSMENT_AND_PLAN, SectionKind.IMPRESSION,
    )
)  # fmt: skip
_ALIKE = re.compile(r"^[ ,]*(?:and|&|as well as|together with|both)\b")
_AGAINST = re.compile(r"\b(?:versus|vs\.?|or|compared with)(?:\W|$)")


@rule("principal-candidates", citation="II.B, II.C, II.D", effective=since(2015, 10, 1))
def principal_candidates(draft: Draft) -> Iterator[Finding]:
    """Where two diagnoses are named together as the reason for a stay, either may be principal: a person chooses.

    The order of the chart stands meanwhile. Both are named and neither is preferred; payment has no say.
    """
    if draft.encounter.setting is not Setting.INPATIENT or len(draft.order) < 2:
        return
    first, second = (_named(draft, code) for code in draft.order[:2])
    if first is None or second is None:
        return
    words = between(draft, first.mention, second.mention)
    if not words:
        return
    against = _AGAINST.search(words)
    if against or _ALIKE.search(words):
        how = "as contrasting diagnoses (II.D)" if against else "together (II.B, II.C)"
        message = f"{first.code} and {second.code} are named {how}: which one occasioned the admission, after study?"
        yield Finding("principal-candidates", Level.QUERY, message, (first.code, second.code))


def _named(draft: Draft, code: str) -> Decision | None:
    """The place where a diagnosis that was there on admission is named as one of the stay."""
    if code[0] in "RVWXYZ" or arose_later(draft, code):
        return None
    return next(
        (
            d
            for _, d in draft.coded()
            if d.code.value == code
            and d.mention.section in _NAMED
            and d.assertion in {Assertion.PRESENT, Assertion.POSSIBLE}
        ),
        None,
    )
