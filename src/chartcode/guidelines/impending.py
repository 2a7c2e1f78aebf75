"""Impending and threatened conditions: Guidelines I.B.11."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason
from chartcode.rules.kernel import rule, since

_NOT_YET = re.compile(r"\b(?:impending|threatened|threatening|imminent)(?: \w+){0,2} $")
_ENTRY = re.compile(r"\b(?:impending|threatened|threat|unstable)\b")


@rule("impending", citation="I.B.11", effective=since(2015, 10, 1))
def impending(draft: Draft) -> Iterator[NotCoded]:
    """A condition called impending or threatened that did not occur is not coded as if it had.

    Where the book has an entry for it (threatened abortion, impending infarction) that entry is the code; else the
    condition that is there is. Where it did occur, the chart says so in other words, and those are coded.
    """
    for index, decision in draft.coded():
        if not _ENTRY.search(decision.mention.concept.lower()) and _is_impending(draft, decision):
            yield NotCoded(index, Reason.NOT_STATED, "impending or threatened, not said to have occurred")


def _is_impending(draft: Draft, decision: Decision) -> bool:
    said = around(draft, decision.mention)
    return _NOT_YET.search(f"{said.before.rstrip()} ") is not None or said.words.startswith(("impending", "threatened"))
