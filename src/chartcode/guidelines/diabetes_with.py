"""Diabetes with its complications: Guidelines I.A.15 and I.C.4.a.

The conditions stand in `diabetes_with.csv`: what the Alphabetic Index lists under "Diabetes, with" (never its entries
"NEC", which need the provider's link), by the code they have alone; the words of the chart a row asks for, the
characters of the combination code, the endings of codes that say it already, the types of diabetes whose entry has it
(empty for all), and whether the condition's own code follows the combination code.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop, kept_apart, of_another_cause
from chartcode.guidelines.tables import rows
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason, SectionKind
from chartcode.rules.kernel import rule, since

_CATEGORIES = ("E08", "E09", "E10", "E11", "E13")
_HYPERTENSION = ("I10", "I11", "I12", "I13")
_DIABETES = r"t[12]?dm|dm|iddm|niddm|diabet\w*"
_CAUSES = rf"{_DIABETES}|htn|hypertens\w*|pad|pvd|periph\w*|neuropath\w*|hyperglyc\w*|uncontrolled"
"""Causes that leave the link with diabetes as it is: diabetes itself, and what stands between it and the condition."""
_VENOUS = re.compile(r"\b(?:venous|stasis|varicos\w*)\b")
_VENOUS_ULCER = ("I83.0", "I83.2", "I87.31", "I87.33")
_OPERATED = SectionKind.PAST_SURGICAL_HISTORY
"""Where "cataract" is one that was removed."""
_ULCERS = ("L97", "L98.4")


class _Row(NamedTuple):
    condition: str
    words: str
    ending: str
    said_by: tuple[str, ...]
    types: tuple[str, ...]
    kept: bool


@cache
def _table() -> tuple[_Row, ...]:
    return tuple(
        _Row(condition, words, ending, tuple(said_by.split()), tuple(types.split()), kept == "yes")
        for condition, words, ending, said_by, types, kept in rows("diabetes_with")
    )


@rule("diabetes-with", citation="I.A.15, I.C.4.a", effective=since(2016, 10, 1))
def diabetes_with(draft: Draft) -> Iterator[NotCoded | AlsoCode]:
    """Diabetes and a condition the Index lists under "with" are linked unless the chart says otherwise.

    The combination code takes the place of diabetes without complications; chronic kidney disease, ulcers and other
    conditions that say more keep their own code after it. An ulcer of the veins is none of diabetes.
    """
    diabetes = coded_as(draft, *_CATEGORIES)
    if not diabetes:
        return
    category = diabetes[0][1].code.value[:3]
    codes: dict[str, None] = {}
    for row, linked in _linked(draft, category):
        said = next((d.code.value for _, d in diabetes if d.code.value[4:].startswith(row.said_by)), "")
        code = said or f"{category}.{row.ending}"
        if not said:
            codes[code] = None
        if not row.kept:
            yield from drop(linked, Reason.COMBINATION, f"covered by {code}")
    if f"{category}.52" in codes:
        codes.pop(f"{category}.51", None)
    for code in codes:
        yield AlsoCode(diabetes[0][0], code, "diabetes with a condition presumed linked")
    if codes:
        plain = [(i, d) for i, d in diabetes if d.code.value in {f"{category}.9", f"{category}.A"}]
        yield from drop(plain, Reason.COMBINATION, f"covered by {next(iter(codes))}")


def _linked(draft: Draft, category: str) -> Iterator[tuple[_Row, Found]]:
    """Each row of the table with the conditions it speaks of; a condition belongs to the first row that fits."""
    venous = bool(coded_as(draft, *_VENOUS_ULCER))
    found: dict[_Row, Found] = {}
    for index, decision in draft.coded():
        row = _row_of(decision, category) if decision.mention.section is not _OPERATED else None
        if row and not (row.condition in _ULCERS and venous) and not _part_of_another(draft, decision):
            found.setdefault(row, []).append((index, decision))
    for row in _table():
        told = (decision for decision in draft.decisions if decision.code.value.startswith(row.condition[:3]))
        if row in found and not any(_apart(draft, decision) for decision in told):
            yield row, found[row]


def _row_of(decision: Decision, category: str) -> _Row | None:
    concept = decision.mention.concept.lower()
    for row in _table():
        if decision.code.value.startswith(row.condition) and (not row.words or re.search(row.words, concept)):
            return row if not row.types or category in row.types else None
    return None


def _part_of_another(draft: Draft, decision: Decision) -> bool:
    """Whether the words are a part of those of another coded condition: the cataract of a "nuclear cataract"."""
    here = decision.mention
    return any(
        other.mention.note_id == here.note_id
        and other.mention.span.start <= here.span.start
        and here.span.end <= other.mention.span.end
        and other.mention.span != here.span
        and not other.code.value.startswith((*_CATEGORIES, *_HYPERTENSION, decision.code.value[:3]))
        for _, other in draft.coded()
    )


def _apart(draft: Draft, decision: Decision) -> bool:
    """Whether the chart gives the condition another cause, or says that diabetes is none; an ulcer of the veins."""
    return (
        kept_apart(draft, decision, _DIABETES)
        or of_another_cause(draft, decision, _CAUSES)
        or (decision.code.value.startswith("L97") and bool(_VENOUS.search(around(draft, decision.mention).sentence)))
    )
