"""A dietitian's findings, and no provider names a state of nutrition: ASPEN and AND criteria of 2012 as indicators."""

import re
from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart, first
from chartcode.reading.measures import Measure
from chartcode.rules.kernel import rule, since

_NAMED = ("E40", "E41", "E42", "E43", "E44", "E45", "E46", "E64.0", "R64")
_ASSESSED = re.compile(
    r"\b(?:(?:severe|moderate|mild)(?: protein[- ]calorie)? malnutrition|(?:protein[- ]calorie |pcm )?malnutrition)\b"
    r"(?! (?:criteria|screen\w*|risk))"
)
_DEPLETED = re.compile(
    r"\b(?:(?:severe|moderate|mild) (?:(?:temporal|muscle|fat|subcutaneous) )+(?:wasting|loss|depletion)"
    r"|temporal wasting|muscle wasting"
    r"|(?:loss of|depleted) (?:subcutaneous )?(?:fat|muscle)(?: mass)?|cachectic)\b"
)
_INTAKE = re.compile(
    r"\b(?:(?:eating|intake|consum\w+|po intake)[^.\n]{0,24}(?:<|less than|under|below) ?(?:25|50|75) ?%"
    r"|<=? ?(?:25|50|75) ?% of (?:meals|needs|estimated|energy)[^.\n;]{0,24}"
    r"|poor (?:po |oral )?intake (?:for|x) \d+ (?:days|weeks|d|wks?))"
)
_SUPPLEMENTS = re.compile(
    r"\b(?:ensure|boost|nutritional supplements?|tube feed\w*|tpn|dietitian consult\w*|calorie counts?)\b"
)
_LOST = 5
"""Percent of weight: the least loss that is a criterion, within a month."""


@rule("nutrition-indicators", citation="Guidelines I.A.19, I.B.14", effective=since(2015, 10, 1))
def nutrition_indicators(chart: Chart) -> Iterator[Asked]:
    """Two criteria of malnutrition, or a dietitian's finding of it, while no provider names one. Albumin is none."""
    if chart.addressed(*_NAMED) or not chart.mentions(
        "malnutrition", "wasting", "depletion", "cachectic", "weight loss", "lost "
    ):
        return
    assessed = tuple(found for found in first(chart.words(_ASSESSED), 6) if found.note_id not in chart.providers)[:2]
    lost = [value for value in chart.of(Measure.WEIGHT_LOSS) if value.number >= _LOST]
    depleted, intake = first(chart.words(_DEPLETED), 2), first(chart.words(_INTAKE), 2)
    if not assessed and bool(lost) + bool(depleted) + bool(intake) < 2:
        return
    indicators = assessed + chart.quoted([*lost[:2], *chart.of(Measure.BMI)[:1]]) + depleted + intake
    options = (
        "Malnutrition (please state mild, moderate or severe)",
        "Underweight or weight loss without malnutrition",
        "At risk, without a diagnosis of nutrition",
    )
    question = "What diagnosis, if any, do these findings represent in your clinical judgment?"
    yield Asked(
        "Clarification of nutritional status", question, indicators + first(chart.words(_SUPPLEMENTS), 1), options
    )
