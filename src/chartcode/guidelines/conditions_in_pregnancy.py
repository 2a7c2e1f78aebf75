"""A condition of a pregnant patient complicates the pregnancy unless said otherwise: Guidelines I.C.15.a.1."""

from collections.abc import Iterator
from functools import cache, lru_cache

from chartcode.coding.draft import AlsoCode, CodeAfterAll, Draft, NotCoded
from chartcode.guidelines.obstetric import at_stage, is_pregnant, stage
from chartcode.guidelines.tables import pairs
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Reason
from chartcode.rules.kernel import rule, since

_SAID_WHOLE = ("I10", "N39.0", "Z22.330")
"""Conditions that the chapter 15 code says whole: essential hypertension, an infection of an unnamed urinary site,
a carrier of streptococcus B."""

_SAID_BY = {"O99.019": ("O90.81",)}
"""Codes that say the same of the puerperium by another title."""

_SUBCATEGORY = 6


@cache
def _table() -> tuple[tuple[str, str], ...]:
    """(condition prefix, the code of it complicating pregnancy, empty where none is), longest prefixes first."""
    return tuple(sorted(pairs("conditions_in_pregnancy"), key=lambda row: -len(row[0])))


@lru_cache(maxsize=4096)
def _complicating(code: str) -> str:
    return next((to for prefix, to in _table() if code.startswith(prefix)), "")


@rule("conditions-in-pregnancy", citation="I.C.15.a.1", effective=since(2015, 10, 1))
def conditions_in_pregnancy(draft: Draft) -> Iterator[AlsoCode | CodeAfterAll | NotCoded]:
    """A condition of a pregnant patient has a chapter 15 code, of the stage the chart tells, and its own code after it.

    Only where the provider calls the pregnancy incidental is it Z33.1 beside the condition.
    """
    if not is_pregnant(draft):
        return
    incidental = [i for i, d in enumerate(draft.decisions) if d.code.value == "Z33.1" and _is_incidental(draft, d)]
    if incidental:
        yield from _apart(draft, incidental[0])
        return
    when = stage(draft)
    said = {code[:_SUBCATEGORY] for code in draft.codes() if code[0] == "O"}
    for index, decision in draft.coded():
        code = _complicating(decision.code.value)
        if not code or decision.assertion is Assertion.PAST or draft.has(*_SAID_BY.get(code, ())):
            continue
        staged = at_stage(code, when, draft.releases.icd10cm)
        if staged[:_SUBCATEGORY] not in said:
            said.add(staged[:_SUBCATEGORY])
            yield AlsoCode(index, staged, "a condition of a pregnant patient complicates the pregnancy")
        if decision.code.value.startswith(_SAID_WHOLE):
            yield NotCoded(index, Reason.COMBINATION, f"covered by {staged}")


def _is_incidental(draft: Draft, decision: Decision) -> bool:
    sentence = around(draft, decision.mention).sentence
    return "incidental" in sentence and "not incidental" not in sentence


def _apart(draft: Draft, pregnancy: int) -> Iterator[CodeAfterAll | NotCoded]:
    """Z33.1, and no code of chapter 15."""
    if not draft.decisions[pregnancy].coded:
        yield CodeAfterAll(pregnancy, "the provider calls the pregnancy incidental")
    for index, decision in draft.coded():
        if decision.code.value[0] == "O":
            yield NotCoded(index, Reason.NOT_REPORTABLE, "the provider calls the pregnancy incidental")
