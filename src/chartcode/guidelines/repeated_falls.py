"""Repeated falls and a history of falling: Guidelines I.C.18.d."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.replaced import instead
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Reason
from chartcode.rules.kernel import rule, since

_REPEATED, _HISTORY = "R29.6", "Z91.81"
_FORMER = re.compile(r"(?:history of|hx of|h/o|past|previous|prior)(?: [\w-]+){0,2} *$")
_RISK = re.compile(r"risk (?:for|of) (?:\w+ )?$|^ ?risk\b")


@rule("repeated-falls", citation="I.C.18.d", effective=since(2015, 10, 1))
def repeated_falls(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Repeated falls (R29.6) are recent ones whose reason is being looked for; falls of the past are Z91.81.

    Both may stand together where both are documented.
    """
    for index, decision in draft.coded():
        if decision.code.value == _REPEATED and _is_former(draft, decision):
            yield from instead(draft, index, _HISTORY, "falls of the past", Reason.PAST)


def _is_former(draft: Draft, decision: Decision) -> bool:
    said = around(draft, decision.mention)
    told = _FORMER.search(said.before) or _RISK.search(said.before) or _RISK.search(said.after)
    return decision.assertion is Assertion.PAST or told is not None
