"""Links that the book presumes, and what in a chart unmakes them (Guidelines I.A.15)."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason

Found = list[tuple[int, Decision]]
"""Decisions with their places in the ledger."""

_APART = re.compile(
    r"\b(?:unrelated to|independent of|no relation to|(?:not|never|nor|unlikely)\b(?: [\w']+){0,4}? "
    r"(?:due|secondary|related|attributable|attributed|caused|because|from|consequence|complication|result)\b)"
)
_DUE = re.compile(r"\b(?:due to|secondary to|caused by|because of|attributed to|2/2|d/t|induced by|related to|from)\b")
_NEAR = 24
_WORDS = 3
"""How many words may stand between a condition and "due to"."""
_REACH = 60
"""How far, in characters, a cause may stand from the words that deny it."""


def coded_as(draft: Draft, *prefixes: str) -> Found:
    """The decisions that stand as coded under one of the dotted prefixes."""
    if not draft.has(*prefixes):
        return []  # most rules look for something a chart does not have, and its codes are remembered
    return [(index, decision) for index, decision in draft.coded() if decision.code.value.startswith(prefixes)]


def drop(found: Iterable[tuple[int, Decision]], reason: Reason, note: str) -> Iterator[NotCoded]:
    """None of them is coded, for this reason."""
    return (NotCoded(index, reason, note) for index, _ in found)


def kept_apart(draft: Draft, decision: Decision, cause: str) -> bool:
    """Whether the chart says that a condition has nothing to do with a cause: "CKD, not due to diabetes".

    `cause` is a pattern of the names of the cause in lower case.
    """
    said = around(draft, decision.mention)
    start = len(said.before)
    if _denied(cause).search(said.before[-_NEAR:] + said.words + said.after[:_REACH]):
        return True
    for match in _APART.finditer(said.sentence):
        named = said.sentence[match.end() : match.end() + _REACH]
        if match.start() >= start:
            if _names(cause).search(named) and _next_to(draft, decision, match.start() - start):
                return True
        elif _names(cause).search(said.sentence[: match.start()]) and start - match.end() < _REACH:
            return True
    return False


@cache
def _denied(cause: str) -> re.Pattern[str]:
    """ "Nondiabetic", "non-hypertensive", "due to alcohol, not hypertension"."""
    return re.compile(rf"\b(?:non-?\s?|not )(?:{cause})")


@cache
def _names(cause: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{cause})\b")


def of_another_cause(draft: Draft, decision: Decision, known: str) -> bool:
    """Whether the chart names a cause right after the condition that is none of those the pattern `known` matches."""
    after = around(draft, decision.mention).after[:_REACH]
    due = _DUE.search(after)
    if due is None:
        return False
    return len(after[: due.start()].split()) <= _WORDS and not _names(known).search(after[due.end() :])


def _next_to(draft: Draft, decision: Decision, offset: int) -> bool:
    """Whether no other condition is named between a mention and a place `offset` characters after its start."""
    here = decision.mention
    others = (d.mention.span.start for d in draft.decisions if d.mention.note_id == here.note_id)
    return not any(here.span.end <= start < here.span.start + offset for start in others)
