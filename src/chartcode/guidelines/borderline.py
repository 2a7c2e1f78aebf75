"""Borderline diagnoses: Guidelines I.B.17."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Finding, Level
from chartcode.rules.kernel import rule, since

_WORD = "borderline"


@rule("borderline", citation="I.B.17", effective=since(2015, 10, 1))
def borderline(draft: Draft) -> Iterator[Finding]:
    """A borderline diagnosis is coded as confirmed unless the book has an entry for its borderline form.

    Borderline diabetes, hypertension, glaucoma and personality have one. Of any other a person is asked whether the
    provider means the disease.
    """
    asked: set[str] = set()
    for _, decision in draft.coded():
        code = decision.code.value
        if code not in asked and _is_borderline(draft, decision):
            asked.add(code)
            message = f"{code} is called borderline: does the provider mean the disease itself?"
            yield Finding("borderline", Level.QUERY, message, (decision.code,))


def _is_borderline(draft: Draft, decision: Decision) -> bool:
    if decision.assertion is not Assertion.PRESENT or _WORD in decision.mention.concept.lower():
        return False
    said = around(draft, decision.mention)
    return said.before.rstrip().endswith(_WORD) or said.words.startswith(_WORD)
