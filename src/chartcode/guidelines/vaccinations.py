"""Vaccinations given and not given: Guidelines I.C.21.c.2 and I.C.21.c.3."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import CodeAfterAll, Draft, NotCoded
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Reason, SectionKind
from chartcode.rules.kernel import rule, since

_GIVEN = re.compile(r"\b(?:given|administered|received today|today|injected)\b")
_NOT_GIVEN = re.compile(
    r"\b(?:declin\w*|refus\w*|not given|defer\w*|due|overdue|up to date|utd|will|recommend\w*|counsel\w*|held|hold"
    r"|last)\b"
)
_HERE = frozenset(
    (
        SectionKind.PLAN, SectionKind.ASSESSMENT, SectionKind.ASSESSMENT_AND_PLAN, SectionKind.CHIEF_COMPLAINT,
        SectionKind.HISTORY_OF_PRESENT_ILLNESS, SectionKind.PREAMBLE, SectionKind.INDICATION, SectionKind.PROCEDURE,
    )
)  # fmt: skip


@rule("vaccinations", citation="I.C.21.c.2", effective=since(2015, 10, 1))
def vaccinations(draft: Draft) -> Iterator[CodeAfterAll | NotCoded]:
    """A vaccine that is given in the encounter is Z23; one that is declined, deferred or only due is not."""
    for index, decision in enumerate(draft.decisions):
        if decision.code.value != "Z23" or decision.assertion is not Assertion.PRESENT:
            continue
        sentence = around(draft, decision.mention).sentence
        if decision.coded and (_NOT_GIVEN.search(sentence) and not _GIVEN.search(sentence)):
            yield NotCoded(index, Reason.PLANNED, "the vaccine is not given in this encounter")
        elif decision.reason is Reason.NOT_REPORTABLE and _is_given(decision, sentence):
            yield CodeAfterAll(index, "a vaccine given in this encounter")


def _is_given(decision: Decision, sentence: str) -> bool:
    given = _GIVEN.search(sentence) is not None and _NOT_GIVEN.search(sentence) is None
    return given and decision.mention.section in _HERE
