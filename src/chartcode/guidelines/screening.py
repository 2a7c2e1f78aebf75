"""Screening encounters: Guidelines I.C.21.c.5 and IV.Q."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import CodeAfterAll, Draft, NotCoded
from chartcode.guidelines.reasons import WHY, is_reason
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Reason
from chartcode.rules.kernel import rule, since

_SCREENING = ("Z11", "Z12", "Z13")
_SIGNS = ("R", "N63", "N64", "K62.5", "K92", "N95.0", "N93")
_DIAGNOSTIC = re.compile(r"\bdiagnostic (?:mammo\w*|bilateral mammo\w*|colonoscopy|evaluation|exam|study)\b")
_REFUSED = re.compile(r"\b(?:declin\w*|refus\w*|discuss\w*|next|due in|up to date|utd|current on)\b")
_NOT_YET = re.compile(r"\b(?:due for|order\w*|schedul\w*|refer\w*|recommend\w*|needs?|overdue|will|pending)\b")
_INHERENT = {"Z12.4": ("Z01.41",)}
"""A screening that is part of an examination, and the codes of that examination."""


@rule("screening", citation="I.C.21.c.5, IV.Q", effective=since(2015, 10, 1))
def screening(draft: Draft) -> Iterator[CodeAfterAll | NotCoded]:
    """A screening that is done is reported, whatever it finds; the finding follows it.

    A test for a sign or symptom is diagnostic and no screening. A screening that is declined, or planned in
    passing, is not reported; a Pap smear of a gynecologic examination is part of it.
    """
    found = [(i, d) for i, d in enumerate(draft.decisions) if d.code.value.startswith(_SCREENING)]
    if not found:
        return
    codes = draft.codes()
    for index, decision in found:
        against = _against(draft, decision, codes)
        if decision.coded and against:
            yield NotCoded(index, *against)
        elif decision.reason is Reason.NOT_REPORTABLE and not against and is_reason(draft, decision):
            yield CodeAfterAll(index, "the screening this encounter is for")


def _against(draft: Draft, decision: Decision, codes: frozenset[str]) -> tuple[Reason, str] | None:
    """Why a screening is not reported, None where nothing stands against it."""
    if any(
        code.startswith(_INHERENT.get(decision.code.value, ())) for code in codes if decision.code.value in _INHERENT
    ):
        return Reason.INTEGRAL, "part of the examination"
    sentence = around(draft, decision.mention).sentence
    if _DIAGNOSTIC.search(sentence) or _for_a_sign(draft, decision):
        return Reason.NOT_REPORTABLE, "a test for a sign or symptom is diagnostic"
    listed = decision.mention.problem or decision.mention.section in WHY
    if _REFUSED.search(sentence) or (not listed and _NOT_YET.search(sentence)):
        return Reason.PLANNED, "not done in this encounter"
    return None


def _for_a_sign(draft: Draft, decision: Decision) -> bool:
    """Whether a sign or symptom is named as the reason in the same part of the note."""
    here = decision.mention
    return here.section in WHY and any(
        d.assertion is Assertion.PRESENT
        and d.mention.section is here.section
        and d.mention.note_id == here.note_id
        and d.code.value.startswith(_SIGNS)
        and not d.mention.span.overlaps(here.span)
        for d in draft.decisions
    )
