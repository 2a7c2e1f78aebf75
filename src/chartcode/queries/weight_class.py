"""A body mass index without a diagnosis, or obesity without its class."""

from collections.abc import Iterator
from datetime import date

from chartcode.queries.chart import Asked, Chart
from chartcode.reading.measures import Measure
from chartcode.rules.kernel import rule, since

_OBESE, _STEP = 30, 5
_CLASSES = ("Obesity, class 1", "Obesity, class 2", "Obesity, class 3")
_CLASSED = date(2024, 10, 1)
"""Since then obesity has codes by class."""


@rule("weight-class", citation="Guidelines I.B.14, I.C.21.c.3", effective=since(2015, 10, 1))
def weight_class(chart: Chart) -> Iterator[Asked]:
    """An adult's BMI of 30 or more while no provider names a weight diagnosis; or obesity of no class with a BMI."""
    found = [value for value in chart.of(Measure.BMI) if value.number >= _OBESE]
    if not found or not chart.is_adult or chart.said("O"):
        return
    number = found[-1].number
    grade = min(int((number - _OBESE) // _STEP), 2)
    obesity = chart.reported("E66.9")
    if not chart.addressed("E66"):
        options = (
            ("Overweight", _CLASSES[grade], "Morbid (severe) obesity", "No diagnosis of weight")
            if grade
            else ("Overweight", _CLASSES[0], "No diagnosis of weight")
        )
        question = (
            "What diagnosis, if any, does this value represent in your clinical judgment, and did it affect care?"
        )
        yield Asked("Clarification of a measurement: body mass index", question, chart.quoted(found), options)
    elif obesity and chart.draft.releases.day >= _CLASSED and not chart.reported("E66.0", "E66.1", "E66.2", "E66.8"):
        near = _CLASSES[max(grade - 1, 0) : grade + 1] if grade else _CLASSES[:2]
        question = "Obesity is documented. Can its class be further specified?"
        indicators = chart.quoted([*obesity, *found])
        yield Asked("Clarification of a documented diagnosis: obesity", question, indicators, near, (obesity[0].code,))
