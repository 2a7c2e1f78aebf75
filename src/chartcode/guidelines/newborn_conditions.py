"""Conditions of the first 28 days of life: Guidelines I.C.16.a.5 and I.C.16.f."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.obstetric import is_newborn
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.guidelines.tables import pairs
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Reason
from chartcode.rules.kernel import rule, since

_ACQUIRED = re.compile(
    r"\bcommunity[- ]acquired\b|\bnosocomial\b|\bhospital[- ]acquired\b|\bsick contact|\bexposure to\b"
)
_NAMES_ORGANISM = {"P36.0": "B95.1", "P36.2": "B95.6", "P36.4": "B96.2", "P36.5": "B96.6"}
"""Newborn sepsis by organism, and the organism's own code, which it makes superfluous (I.C.16.f)."""


@cache
def _table() -> tuple[tuple[str, str], ...]:
    """(condition prefix, the perinatal code that says it of a newborn), the longest prefixes first."""
    return tuple(sorted(pairs("newborn_conditions"), key=lambda row: -len(row[0])))


@lru_cache(maxsize=1024)
def _perinatal(code: str) -> str:
    return next((to for prefix, to in _table() if code.startswith(prefix)), "")


@rule("newborn-conditions", citation="I.C.16.a.5, I.C.16.f", effective=since(2015, 10, 1))
def newborn_conditions(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A newborn's condition is due to the birth process unless the chart says that it was acquired after it.

    So its code is that of chapter 16. Sepsis of a newborn (P36) that names its organism has no B95-B96 code beside it.
    """
    if not is_newborn(draft.encounter):
        return
    for index, decision in draft.coded():
        code = _perinatal(decision.code.value)
        if code and decision.assertion is not Assertion.PAST and not _acquired(draft, decision):
            yield from instead(draft, index, code, "a condition of the newborn", Reason.ELSE)
    codes = draft.codes()
    for sepsis, organism in _NAMES_ORGANISM.items():
        if codes & {sepsis} and not draft.has("P39.3", "N39.0", "P23"):
            yield from drop(coded_as(draft, organism), Reason.COMBINATION, f"{sepsis} names it")


def _acquired(draft: Draft, decision: Decision) -> bool:
    return _ACQUIRED.search(around(draft, decision.mention).sentence) is not None
