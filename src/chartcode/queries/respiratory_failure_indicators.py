"""Signs of failing respiration under treatment, and nobody names what they mean."""

import re
from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart, first
from chartcode.reading.measures import Measure
from chartcode.reading.values import Value
from chartcode.rules.kernel import rule, since

_SATURATION, _PO2, _PF, _PCO2, _PH = 90, 60, 300, 50, 7.35
_FAILURE = ("J96", "J80", "J95.82", "J95.1", "J95.2", "P28.5")
_CARE = re.compile(
    r"\b(?:bi-?pap|cpap for|hfnc|high[- ]flow(?: nasal cannula)?|non-?rebreather|nrb|intubat\w+"
    r"|mechanical ventilation|ventilator"
    r"|venturi mask|\d{1,2} ?l(?:pm|iters?)?(?:/min)?(?: of)? ?(?:nc|nasal cannula|o2|oxygen))\b"
)
_WORK = re.compile(
    r"\b(?:accessory muscles?(?: use)?|tripod\w*|increased work of breathing|respiratory distress|labou?red breathing"
    r"|(?:unable to|cannot) (?:speak|complete) (?:in )?(?:full )?sentences|cyanosis|cyanotic|retractions)\b"
)


def gas_exchange(chart: Chart) -> tuple[list[Value], list[Value]]:
    """(values of too little oxygen, values of too much carbon dioxide)."""
    low = [v for v in chart.of(Measure.SATURATION) if v.number < _SATURATION]
    low += [v for v in chart.of(Measure.PO2) if v.number < _PO2] + [
        v for v in chart.of(Measure.PF_RATIO) if v.number < _PF
    ]
    acid = [v for v in chart.of(Measure.PH) if v.number < _PH]
    carbon = [v for v in chart.of(Measure.PCO2) if v.number > _PCO2]
    return low, carbon + acid if carbon and acid else []


def has_support(chart: Chart) -> bool:
    """Whether any note tells of oxygen, a ventilator or work of breathing."""
    return next(chart.words(_CARE), None) is not None or next(chart.words(_WORK), None) is not None


@rule("respiratory-failure-indicators", citation="Guidelines I.A.19, III.B", effective=since(2015, 10, 1))
def respiratory_failure_indicators(chart: Chart) -> Iterator[Asked]:
    """Low oxygen or high carbon dioxide with support or work of breathing, while no provider names a failure."""
    if not chart.is_adult or chart.addressed(*_FAILURE):
        return
    low, carbon = gas_exchange(chart)
    if not low and not carbon:
        return
    care, work = first(chart.words(_CARE), 2), first(chart.words(_WORK), 2)
    if not care and not work:
        return
    rates = [v for v in chart.of(Measure.RESPIRATORY_RATE) if v.number > 24][:1]
    options = (
        *(("Acute respiratory failure with hypoxia",) if low else ()),
        *(("Acute respiratory failure with hypercapnia",) if carbon else ()),
        "Acute on chronic respiratory failure (please state with hypoxia, hypercapnia or both)",
        "Chronic respiratory failure alone" if chart.said("J44", "Z99.81") else "Hypoxemia without respiratory failure",
    )
    question = "What diagnosis, if any, do these findings and their treatment represent in your clinical judgment?"
    indicators = chart.quoted([*low[:3], *carbon[:3], *rates]) + work + care
    yield Asked("Clarification of respiratory status", question, indicators, options)
