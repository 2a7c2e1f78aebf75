"""The severity of dementia: Guidelines I.C.5.d."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason
from chartcode.rules.kernel import rule, since

_OPEN = "F03"
_TYPES = ("F01", "F02")
_UNSPECIFIED = {"F01": "5", "F02": "8", "F03": "9"}
_WITHOUT_BEHAVIOR = "0"
_DISTURBED = tuple(
    (re.compile(rf"\b(?:with|w/) (?:\w+ ){{0,2}}?(?:{words})"), tail)
    for words, tail in (
        ("agitation|aggress", "11"),
        ("behavior(?:al)? disturbance|wandering|sundown", "18"),
        ("psychotic disturbance|psychosis|hallucinations|delusions", "2"),
        ("mood disturbance", "3"),
        ("anxiety", "4"),
    )
)
"""Disturbances told in the sentence of a dementia, and the characters that name them."""
_DISEASES = ("G30", "G31.0", "G31.83", "G10", "G20", "A81.0", "B20")
"""Diseases whose dementia is F02 and no other."""


@rule("dementia", citation="I.C.5.d", effective=since(2022, 10, 1))
def dementia(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """One severity for the whole stay, the highest the chart tells, with every disturbance that it tells.

    Where the kind of dementia is known (F01, F02), what is told of "dementia" alone (F03) belongs to it.
    """
    found = coded_as(draft, *_TYPES, _OPEN)
    if not found:
        return
    category = _category(draft, found)
    of_it = [(i, d) for i, d in found if d.code.value.startswith((category, _OPEN))]
    severity = max((_severity(d) for _, d in of_it), default="")
    tails = {_behavior(d) for _, d in of_it} | {tail for _, d in of_it for tail in _told(draft, d)}
    told = tails - {_WITHOUT_BEHAVIOR} or tails
    right = {f"{category}.{severity or _UNSPECIFIED[category]}{tail}" for tail in told}
    standing = {d.code.value for _, d in of_it}
    for index, decision in of_it:
        if decision.code.value not in right:
            yield NotCoded(index, Reason.COMBINATION, f"covered by {min(right)}")
    for code in sorted(right - standing):
        index = next((i for i, d in of_it if _behavior(d) == code[5:]), of_it[0][0])
        yield AlsoCode(index, code, "the highest severity with the disturbances told")


def _category(draft: Draft, found: Found) -> str:
    """The one kind of dementia; F03 where the chart names none or several."""
    kinds = {decision.code.value[:3] for _, decision in found} - {_OPEN}
    if not kinds and draft.has(*_DISEASES):
        return "F02"
    return kinds.pop() if len(kinds) == 1 else _OPEN


def _severity(decision: Decision) -> str:
    """A mild, B moderate, C severe; empty where the code leaves it open."""
    return decision.code.value[4] if decision.code.value[4].isalpha() else ""


def _behavior(decision: Decision) -> str:
    """The characters after the severity: 0 none, 11 and 18 behavior, 2 psychosis, 3 mood, 4 anxiety."""
    return decision.code.value[5:]


def _told(draft: Draft, decision: Decision) -> Iterator[str]:
    """The characters of the disturbances told in the sentence of a dementia: "severe dementia w/ agitation"."""
    said = around(draft, decision.mention)
    return (tail for words, tail in _DISTURBED if words.search(said.words + said.after))
