"""Creatinine that rises, and nobody names what it means: KDIGO 2012 criteria as indicators."""

import re
from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart, first
from chartcode.reading.measures import Measure
from chartcode.rules.kernel import rule, since

_RISE, _TIMES, _OLIGURIA = 0.3, 1.5, 0.5
"""KDIGO: a rise of 0.3 mg/dL, of 1.5 times the baseline, urine below 0.5 mL/kg/h."""

_TUBULES = re.compile(r"\b(?:muddy brown casts|granular casts|fena(?: of)? [2-9](?:\.\d)? ?%?)")


@rule("kidney-injury-indicators", citation="Guidelines I.A.19, III.B", effective=since(2015, 10, 1))
def kidney_injury_indicators(chart: Chart) -> Iterator[Asked]:
    """Creatinine up by 0.3 mg/dL or 1.5 times, or scant urine, while no provider names a kidney injury or failure."""
    if chart.addressed("N17", "N19", "N99.0", "N18.6", "O90.4"):
        return
    found = chart.of(Measure.CREATININE, earlier=True)
    numbers = [value.number for value in found]
    low, high = min(numbers, default=0.0), max(numbers, default=0.0)
    rises = bool(numbers) and high - low >= _RISE and high >= _TIMES * low and high > 1
    scant = [value for value in chart.of(Measure.URINE_OUTPUT) if value.number < _OLIGURIA]
    if not rises and not scant:
        return
    chronic = chart.said("N18")
    tubules = first(chart.words(_TUBULES), 2)
    options = (
        "Acute kidney injury (please state the cause, where it is known)",
        *(("Acute tubular necrosis",) if tubules else ()),
        "Chronic kidney disease alone (please state the stage)" if chronic else "Dehydration alone",
        "A laboratory change without clinical meaning",
    )
    yield Asked(
        "Clarification of kidney function",
        "What condition, if any, do these findings represent in your clinical judgment?",
        chart.quoted([*(found if rises else ()), *scant, *chronic[:1]]) + tubules,
        options,
    )
