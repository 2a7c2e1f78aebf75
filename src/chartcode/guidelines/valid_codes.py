"""Codes valid on the date of service: 45 CFR 162.1002 and Guidelines I.A.2."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft
from chartcode.model import Assertion, Finding, Level, Reason
from chartcode.rules.kernel import rule, since


@rule("valid-codes", citation="I.A.2", effective=since(2015, 10, 1))
def valid_codes(draft: Draft) -> Iterator[Finding]:
    """A code that is not valid on the date of service is never reported: a person chooses what came in its place."""
    told: set[str] = set()
    for decision in draft.decisions:
        code = decision.code.value
        asked = decision.reason is Reason.NOT_VALID and decision.assertion in {Assertion.PRESENT, Assertion.PAST}
        if asked and code not in told:
            told.add(code)
            message = f"{code} is not valid on {draft.releases.day}: {decision.note}"
            yield Finding("valid-codes", Level.WARNING, message, (decision.code,))
