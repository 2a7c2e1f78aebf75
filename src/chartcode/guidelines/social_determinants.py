"""Social determinants of health: Guidelines I.C.21.c.17 and I.B.14."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import CodeAfterAll, Draft, NotCoded
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Reason, SectionKind
from chartcode.rules.kernel import rule, since

SOCIAL = tuple(f"Z{number}" for number in range(55, 66))
_ALONE = "Z60.2"
_PROBLEM = re.compile(
    r"\b(?:risk|unable|unsafe|isolat\w*|lonel\w*|no (?:one|help|support|caregiver|family)|without (?:help|support)"
    r"|falls?|concern\w*|problem\w*|difficult\w*|cannot|can't|barrier|struggl\w*)\b"
)
_WANTS = ("Z58", "Z59")
"""Want of a home, food, water, money or transport: a problem wherever it is told."""
_NOT_FROM = frozenset((SectionKind.FAMILY_HISTORY, SectionKind.INSTRUCTIONS, SectionKind.SIGNATURE))


@rule("social-determinants", citation="I.C.21.c.17", effective=since(2018, 10, 1))
def social_determinants(draft: Draft) -> Iterator[CodeAfterAll | NotCoded]:
    """Want of a home, food, money or transport is reported wherever the chart tells it, by whichever clinician.

    A circumstance that is no problem is not: living alone counts only where the chart ties a risk or a need to it.
    """
    for index, decision in enumerate(draft.decisions):
        if not decision.code.value.startswith(SOCIAL) or decision.assertion is not Assertion.PRESENT:
            continue
        if decision.code.value == _ALONE and not _PROBLEM.search(around(draft, decision.mention).sentence):
            if decision.coded:
                yield NotCoded(index, Reason.NOT_REPORTABLE, "living alone by itself is no problem or risk")
        elif decision.reason is Reason.NOT_REPORTABLE and _is_want(decision):
            yield CodeAfterAll(index, "a social problem or risk that the chart tells")


def _is_want(decision: Decision) -> bool:
    return decision.code.value.startswith(_WANTS) and decision.mention.section not in _NOT_FROM
