"""Prematurity and low birth weight: Guidelines I.C.16.d and I.C.16.e."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.model import Assertion, Encounter, Reason
from chartcode.rules.kernel import rule, since

_WEIGHT = re.compile(
    r"\b(?:birth ?weight|bw|b\.?wt|birth wt)\b\W{0,3}(?:(?:was|is|of|at)\W+)?"
    r"(?:(?P<grams>\d,?\d{3}|\d{3})\s?(?:g|gm|gms|grams?)\b|(?P<kilos>\d\.\d{1,3})\s?kg\b)",
    re.IGNORECASE,
)
_WEEKS = re.compile(
    r"\b(\d\d) ?(?:\d/7|\+ ?\d) ?-?w(?:ee)?ks?\b|\b(\d\d)w\d|\b(\d\d) ?-?w(?:ee)?ks? (?:of )?(?:gest|GA\b)",
    re.IGNORECASE,
)
_WEIGHTS = (
    (500, "P07.01"), (750, "P07.02"), (1000, "P07.03"), (1250, "P07.14"), (1500, "P07.15"), (1750, "P07.16"),
    (2000, "P07.17"), (2500, "P07.18"),
)  # fmt: skip
"""(grams below which a birth weight has the code, the code)."""

_NO_NUMBER = frozenset(("00", "01", "49"))
_FIRST_NAMED, _FIRST_PRETERM, _TERM = 23, 28, 37
"""Completed weeks: the first that has a code of its own, the first that is preterm and no more extreme, and term."""


@rule("prematurity", citation="I.C.16.d, I.C.16.e", effective=since(2015, 10, 1))
def prematurity(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Prematurity that a provider documents is coded by the recorded birth weight and weeks, both.

    Numbers alone make no diagnosis: without the provider's word for prematurity or low weight nothing is added.
    """
    early = coded_as(draft, "P07")
    if not early:
        return
    by_weight = weight_code(draft.encounter)
    by_weeks = _weeks_code(draft)
    for index, decision in early:
        code = decision.code.value
        if code in {"P07.00", "P07.10"} and by_weight:
            yield from instead(draft, index, by_weight, "the recorded birth weight", Reason.LESS_SPECIFIC)
        elif code in {"P07.20", "P07.30"} and by_weeks:
            yield from instead(draft, index, by_weeks, "the recorded weeks", Reason.LESS_SPECIFIC)
    if by_weight and not draft.has("P07.0", "P07.1"):
        yield AlsoCode(early[0][0], by_weight, "the recorded birth weight of a premature newborn")
    yield from drop(coded_as(draft, "P08"), Reason.EXCLUDED, "not with prematurity") if draft.has("P07.2") else ()


def weight_code(encounter: Encounter) -> str:
    """The P07.0- or P07.1- code of the birth weight that the notes record; empty where it is not low or not told."""
    for note in encounter.notes:
        for found in _WEIGHT.finditer(note.text):
            kilos, grams = found["kilos"], found["grams"]
            weight = float(kilos) * 1000 if kilos else float(grams.replace(",", ""))
            return next((code for limit, code in _WEIGHTS if weight < limit), "")
    return ""


def _weeks_code(draft: Draft) -> str:
    """The P07.2- or P07.3- code of the one age in weeks that the notes record; empty where they record none."""
    weeks = {
        int(d.code.value[4:])
        for d in draft.decisions
        if d.code.value.startswith("Z3A") and d.assertion is Assertion.PRESENT and d.code.value[4:] not in _NO_NUMBER
    }
    weeks |= {int("".join(found)) for note in draft.encounter.notes for found in _WEEKS.findall(note.text)}
    if len(weeks) != 1 or (week := weeks.pop()) >= _TERM:
        return ""
    if week < _FIRST_NAMED:
        return "P07.21"
    return f"P07.{week - 1}" if week < _FIRST_PRETERM else f"P07.{week + 3}"
