"""Aftercare: Guidelines I.C.21.c.7 and I.C.19.a."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason
from chartcode.rules.kernel import rule, since

_AFTERCARE = ("Z47", "Z48")
_OF_A_JOINT = "Z47.1"
_ARTHRITIS = ("M16", "M17", "M19.01", "M19.11")
_REPLACED = re.compile(r"\breplace(?:d|ment)\b|\barthroplasty\b|\bt[hks][ar]\b")
_COMING = re.compile(r"\b(?:await|schedul|plan|consider|candidate|needs?|will|prior to|before|pre-?op)\w*")


@rule("aftercare", citation="I.C.21.c.7", effective=since(2015, 10, 1))
def aftercare(draft: Draft) -> Iterator[NotCoded | AlsoCode]:
    """Aftercare of an injury is the injury's own code with its 7th character, never a Z code.

    Aftercare of a replaced joint (Z47.1) does not report the arthritis that the replacement ended.
    """
    found = coded_as(draft, *_AFTERCARE)
    if not found:
        return
    injuries = coded_as(draft, "S")
    if injuries:
        yield from drop(found, Reason.EXCLUDED, "aftercare of an injury is the injury's code with its 7th character")
        for index, decision in injuries:
            if decision.code.value.endswith("A") and len(decision.code.bare) == 7:
                yield from instead(draft, index, f"{decision.code.value[:-1]}D", "aftercare is a subsequent encounter")
        return
    if any(decision.code.value == _OF_A_JOINT for _, decision in found):
        ended = [(i, d) for i, d in coded_as(draft, *_ARTHRITIS) if _is_ended(draft, d)]
        yield from drop(ended, Reason.PAST, "the replacement ended it")


def _is_ended(draft: Draft, decision: Decision) -> bool:
    """Whether the chart names the arthritis as what the joint was replaced for."""
    sentence = around(draft, decision.mention).sentence
    return _REPLACED.search(sentence) is not None and _COMING.search(sentence) is None
