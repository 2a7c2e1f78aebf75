"""An altered mental status with a possible cause, and nobody names the condition behind it."""

import re
from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart, first
from chartcode.reading.measures import Measure
from chartcode.rules.kernel import rule, since

_NAMED = (
    "G92",
    "G93.4",
    "F05",
    "K72.1",
    "K76.82",
    "K70.41",
    "K72.9",
    "I67.4",
    "G04",
    "E51.2",
    "I60",
    "I61",
    "I62",
    "I63",
    "F10.231",
    "S06",
    "R40.2",
    "G40",
    "R56",
)
_ALTERED = re.compile(
    r"\b(?:altered mental status|ams|(?:acute(?:ly)? |new |more |increasingly )?confus(?:ed|ion)|obtunded"
    r"|letharg(?:y|ic)|disoriented"
    r"|encephalopathic|oriented (?:to self only|x ?[01])|a&o ?x ?[012]|somnolent|not at (?:her|his"
    r"|their) baseline|unresponsive)\b"
)
_CARE = re.compile(
    r"\b(?:head ct|ct head|cth|eeg|neuro(?:logy)? (?:checks|consult\w*)|sitter|reorient\w*|haldol"
    r"|lactulose|ammonia|restraints"
    r"|back to baseline|baseline mental status|delirium precautions|lumbar puncture|mri brain)\b"
)


@rule("mental-status-indicators", citation="Guidelines I.A.19, III.B", effective=since(2015, 10, 1))
def mental_status_indicators(chart: Chart) -> Iterator[Asked]:
    """A stay with an altered mental status that was examined or treated, while no provider names its cause."""
    if not chart.is_stay or not chart.is_adult or chart.addressed(*_NAMED):
        return
    altered, care = first(chart.words(_ALTERED), 3), first(chart.words(_CARE), 2)
    if not altered or not care:
        return
    causes = chart.said(
        "N39.0", "A4", "J1", "J96", "E87", "N17", "N18.6", "K70", "K74", "E16", "E11.0", "E11.64", "T4"
    )[:2]
    dementia = chart.said("F01", "F02", "F03", "G30")[:1]
    scale = [v for v in (*chart.of(Measure.GLASGOW), *chart.of(Measure.AMMONIA)) if v.number < 15 or v.number > 35][:2]
    options = (
        "Encephalopathy (please state the type, such as metabolic or toxic, and the cause)",
        "Delirium due to a known condition (please state it), without encephalopathy",
        "Dementia at its baseline, without an acute change"
        if dementia
        else "A passing symptom without a further diagnosis",
    )
    question = "What condition, if any, explains these findings in your clinical judgment?"
    indicators = altered + chart.quoted([*scale, *causes, *dementia]) + care
    yield Asked("Clarification of mental status", question, indicators, options)
