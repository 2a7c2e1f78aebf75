"""Blindness and low vision: Guidelines I.C.7.b."""

import re
from collections.abc import Iterator, Mapping

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Reason
from chartcode.rules.kernel import rule, since

_OPEN = ("H54.3", "H54.6", "H54.7")
"""Visual loss whose category is not told."""
_LEGAL = "H54.8"
_BOTH = "both"
_EYES = {"right": "right", "od": "right", "left": "left", "os": "left", "both": _BOTH, "ou": _BOTH}
_EYE = r"(?P<eye>right|left|od|os|ou|both)"
_CATEGORY = r"category (?P<category>[1-5])"
_EYE_FIRST = re.compile(rf"\b{_EYE}(?: eyes?)?[ ,:-]{{1,3}}{_CATEGORY}\b")
_EYE_LAST = re.compile(rf"\b{_CATEGORY},? (?:blindness |low vision |visual impairment )?(?:in |of )?(?:the )?{_EYE}\b")
_LOW_VISION = 2
"""Categories 1 and 2 are low vision, 3 to 5 blindness."""


@rule("blindness", citation="I.C.7.b", effective=since(2017, 10, 1))
def blindness(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Visual loss is coded by eye and category; without a category it is H54.3 (both), H54.6- (one) or H54.7.

    Legal blindness (H54.8) stands only where no category is told.
    """
    found = [(i, d) for i, d in coded_as(draft, "H54") if d.code.value.startswith(_OPEN)]
    legal = coded_as(draft, _LEGAL)
    if not found:
        return
    categories: dict[str, int] = {}
    for decision in draft.decisions:
        if decision.code.value.startswith("H54") and decision.assertion is Assertion.PRESENT:
            categories |= _categories(around(draft, decision.mention).sentence)
    if legal and not categories:
        yield from drop(found, Reason.EXCLUDED, f"covered by {_LEGAL}")
        return
    code = _graded(categories) if categories else _ungraded({_eye(decision) for _, decision in found})
    others = [(i, d) for i, d in found if d.code.value != code]
    if len(others) == len(found):
        yield AlsoCode(found[0][0], code, "visual loss by eye and category")
    yield from drop(others, Reason.COMBINATION, f"covered by {code}")
    if categories:
        yield from drop(legal, Reason.EXCLUDED, f"covered by {code}")


def _categories(sentence: str) -> dict[str, int]:
    """Eye -> category of visual impairment told in a sentence."""
    matches = list(_EYE_FIRST.finditer(sentence)) or list(_EYE_LAST.finditer(sentence))
    told = {_EYES[match["eye"]]: int(match["category"]) for match in matches}
    both = told.pop(_BOTH, None)
    return {"right": both, "left": both} if both else told


def _graded(told: Mapping[str, int]) -> str:
    right, left = told.get("right", 0), told.get("left", 0)
    if right and left:
        if min(right, left) > _LOW_VISION:
            return f"H54.0X{right}{left}"
        if max(right, left) <= _LOW_VISION:
            return f"H54.2X{right}{left}"
        return f"H54.1{'1' if right > left else '2'}{right}{left}"
    if right:
        return f"H54.{'51' if right <= _LOW_VISION else '41'}{right}A"
    return f"H54.{'52A' if left <= _LOW_VISION else '42A'}{left}"


def _ungraded(eyes: set[str]) -> str:
    named = eyes - {""}
    if "bilateral" in named or len(named) > 1:
        return "H54.3"
    return {"right": "H54.61", "left": "H54.62"}.get("".join(named), "H54.7")


def _eye(decision: Decision) -> str:
    """right, left, bilateral or empty: the side said of the visual loss, or that of its code."""
    of_code = {"H54.3": "bilateral", "H54.61": "right", "H54.62": "left"}
    return of_code.get(decision.code.value, decision.mention.side)
