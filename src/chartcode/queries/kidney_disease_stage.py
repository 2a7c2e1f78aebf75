"""Chronic kidney disease without its stage."""

import re
from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart
from chartcode.reading.measures import Measure
from chartcode.rules.kernel import rule, since

_STAGES = ((90, "1"), (60, "2"), (45, "3a"), (30, "3b"), (15, "4"), (0, "5"))
"""KDIGO: the lowest eGFR, in mL/min/1.73 m2, of each stage."""

_STAGED = re.compile(r"\b(?:3[ab]|[1245])\b")
_NAMED = ("1", "2", "3a", "3b", "4", "5")


@rule("kidney-disease-stage", citation="Guidelines I.C.14.a.1", effective=since(2015, 10, 1))
def kidney_disease_stage(chart: Chart) -> Iterator[Asked]:
    """Chronic kidney disease is reported without a stage and the chart has an eGFR or creatinine."""
    disease = [d for d in chart.reported("N18.9", "N18.30") if not _STAGED.search(chart.quoted([d])[0].text)]
    rates = chart.of(Measure.GFR)
    creatinine = chart.of(Measure.CREATININE, earlier=True)
    if not disease or chart.reported("N18.1", "N18.2", "N18.31", "N18.32", "N18.4", "N18.5", "N18.6"):
        return
    if not rates and not creatinine:
        return
    stages = _supported([rate.number for rate in rates])
    if disease[0].code.value == "N18.30":
        stages = ("3a", "3b")
    yield Asked(
        "Clarification of a documented diagnosis: chronic kidney disease",
        "Chronic kidney disease is documented. Can its stage be further specified?",
        chart.quoted([*disease, *(rates or creatinine)]),
        tuple(f"Stage {stage}" for stage in stages),
        (disease[0].code,),
    )


def _supported(rates: list[float]) -> tuple[str, ...]:
    """The stages round the rates in the chart, at least two; all where it has none."""
    if not rates:
        return _NAMED
    found = {next(i for i, (low, _) in enumerate(_STAGES) if rate >= low) for rate in (min(rates), max(rates))}
    first, last = max(min(found) - 1, 0), min(max(found) + 1, len(_NAMED) - 1)
    return _NAMED[first : last + 1]
