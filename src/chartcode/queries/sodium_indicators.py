"""A sodium far from normal, and nobody names what it means."""

import re
from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart, first
from chartcode.reading.measures import Measure
from chartcode.rules.kernel import rule, since

_LOW, _FAR_LOW, _HIGH, _FAR_HIGH = 135, 130, 145, 150
"""mEq/L. Far from normal is asked about by itself, near to it only where it is treated or watched."""

_LOW_CARE = re.compile(
    r"\b(?:fluid restrict\w+|hypertonic saline|3% (?:saline|nacl)|salt tab\w*|tolvaptan|trend na|recheck na)\b"
)
_HIGH_CARE = re.compile(r"\b(?:free water|d5w|half[- ]normal saline|0\.45% (?:saline|nacl))\b")


@rule("sodium-indicators", citation="Guidelines I.A.19, III.B", effective=since(2015, 10, 1))
def sodium_indicators(chart: Chart) -> Iterator[Asked]:
    """Sodium under 130 or over 150, or beyond normal and treated, while no provider names the disorder."""
    found = chart.of(Measure.SODIUM)
    low = [value for value in found if value.number < _LOW]
    high = [value for value in found if value.number > _HIGH]
    if low and not chart.addressed("E87.1", "E22.2"):
        care = first(chart.words(_LOW_CARE), 2)
        if care or min(value.number for value in low) < _FAR_LOW:
            options = (
                "Hyponatremia (please state the cause, where it is known)",
                "Syndrome of inappropriate antidiuretic hormone",
                "A laboratory change without clinical meaning",
            )
            yield Asked(_TITLE, _QUESTION, chart.quoted(low) + care, options)
    if high and not chart.addressed("E87.0", "E23.2"):
        care = first(chart.words(_HIGH_CARE), 2)
        if care or max(value.number for value in high) > _FAR_HIGH:
            options = (
                "Hypernatremia (please state the cause, where it is known)",
                "Dehydration without a disorder of sodium",
                "A laboratory change without clinical meaning",
            )
            yield Asked(_TITLE, _QUESTION, chart.quoted(high) + care, options)


_TITLE = "Clarification of a laboratory result: sodium"
_QUESTION = "What condition, if any, do these results represent in your clinical judgment?"
