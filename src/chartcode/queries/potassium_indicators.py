"""A potassium out of range, and nobody names what it means."""

import re
from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart, first
from chartcode.reading.measures import Measure
from chartcode.rules.kernel import rule, since

_LOW, _FAR_LOW, _HIGH, _FAR_HIGH = 3.5, 3.0, 5.3, 6.0
"""mEq/L. Far from normal is asked about by itself, near to it only where it is treated."""

_LOW_CARE = re.compile(
    r"\b(?:kcl|k-?dur|klor-?con|potassium chloride|replet\w+ k|k replet\w+|replac\w+ k|potassium (?:replet"
    r"|replac)\w+)\b"
)
_HIGH_CARE = re.compile(
    r"\b(?:lokelma|kayexalate|patiromer|veltassa|calcium gluconate|insulin (?:and|\+|/) ?(?:d50|dextrose))\b"
)
_TITLE = "Clarification of a laboratory result: potassium"
_QUESTION = "What condition, if any, do these results represent in your clinical judgment?"
_NOTHING = "A laboratory change without clinical meaning"


@rule("potassium-indicators", citation="Guidelines I.A.19, III.B", effective=since(2015, 10, 1))
def potassium_indicators(chart: Chart) -> Iterator[Asked]:
    """Potassium under 3.0 or over 6.0, or out of range and treated, while no provider names the disorder."""
    found = chart.of(Measure.POTASSIUM)
    high = [value for value in found if value.number > _HIGH]
    low = [value for value in found if value.number < _LOW]
    if high and not chart.addressed("E87.5"):
        care = first(chart.words(_HIGH_CARE), 2)
        if care or max(value.number for value in high) >= _FAR_HIGH:
            options = (
                "Hyperkalemia (please state the cause, where it is known)",
                "A falsely high result (hemolyzed sample)",
                _NOTHING,
            )
            yield Asked(_TITLE, _QUESTION, chart.quoted(high) + care, options)
    if low and not chart.addressed("E87.6"):
        care = first(chart.words(_LOW_CARE), 2)
        if care or min(value.number for value in low) < _FAR_LOW:
            options = (
                "Hypokalemia (please state the cause, where it is known)",
                "Potassium given to prevent, no disorder",
                _NOTHING,
            )
            yield Asked(_TITLE, _QUESTION, chart.quoted(low) + care, options)
