"""A low or falling hemoglobin, and nobody names what it means."""

import re
from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart, first
from chartcode.reading.measures import Measure
from chartcode.rules.kernel import rule, since

_LOW, _FALL = 8.0, 2.0
"""g/dL: so low, or so much lower than before, where it is treated or watched or blood was lost."""

_CARE = re.compile(
    r"\b(?:transfus\w+|prbcs?|packed (?:red )?cells|\d (?:units?|u) (?:of )?(?:prbcs?|blood)|iv iron|venofer|ferrous|"
    r"trend (?:h/h|hgb|hb|cbc)|serial (?:h/h|hgb|cbcs?)|type and (?:screen|cross))\b"
)
_LOSS = re.compile(
    r"\b(?:ebl[ :]*(?:of )?~?\d{3,4}(?: ?ml| ?cc)?|blood loss|melena|hematochezia|hematemesis|hemorrhag\w+|bleeding)\b"
)


@rule("anemia-indicators", citation="Guidelines I.A.19, III.B", effective=since(2015, 10, 1))
def anemia_indicators(chart: Chart) -> Iterator[Asked]:
    """Hemoglobin under 8 or 2 below a former one, with blood lost or given, while no provider names an anemia."""
    if chart.addressed("D50", "D51", "D52", "D53", "D55", "D58", "D59", "D6", "O90.81", "O99.0", "C9"):
        return
    found = chart.of(Measure.HEMOGLOBIN, earlier=True)
    numbers = [value.number for value in found]
    if not numbers or not (min(numbers) < _LOW or max(numbers) - min(numbers) >= _FALL):
        return
    care, loss = first(chart.words(_CARE), 2), first(chart.words(_LOSS), 2)
    if not care and not loss:
        return
    options = (
        *(("Acute blood loss anemia", "Expected blood loss without anemia") if loss else ()),
        "Anemia of another type (please state the type and the cause)",
        "Dilution or another laboratory change without clinical meaning",
    )
    question = "What condition, if any, do these findings represent in your clinical judgment?"
    yield Asked(
        "Clarification of a laboratory result: hemoglobin", question, chart.quoted(found) + loss + care, options
    )
