"""Heart failure without its type or its acuity."""

import re
from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart, first
from chartcode.reading.measures import Measure
from chartcode.rules.kernel import rule, since

_ACUITY = {"I50.20": "systolic", "I50.30": "diastolic", "I50.40": "combined systolic and diastolic"}
_DECOMPENSATED = re.compile(
    r"\b(?:iv (?:lasix|furosemide|bumex|bumetanide)|(?:lasix|furosemide) (?:drip|gtt|\d{2,3} ?(?:mg )?iv)"
    r"|pulmonary edema|crackles"
    r"|jvd|orthopnea|pitting edema|vascular congestion|pleural effusions?)\b"
)
_REDUCED, _PRESERVED = 40, 50
"""Percent of ejection fraction: reduced up to 40, preserved from 50 (ACC/AHA 2022)."""


@rule("heart-failure-type", citation="Guidelines I.B.2, I.C.9.a.1", effective=since(2015, 10, 1))
def heart_failure_type(chart: Chart) -> Iterator[Asked]:
    """Heart failure is reported without its type, or with its type and no acuity, and the chart has signs of either."""
    failure = chart.reported("I50.9", *_ACUITY)
    if not failure or chart.reported(
        "I50.21", "I50.22", "I50.23", "I50.31", "I50.32", "I50.33", "I50.41", "I50.42", "I50.43"
    ):
        return
    fractions = chart.of(Measure.EJECTION_FRACTION)
    signs = first(chart.words(_DECOMPENSATED), 3)
    indicators = chart.quoted([*failure[:1], *fractions[:2], *chart.of(Measure.BNP)[:2]]) + signs
    if len(indicators) < 2:
        return
    code = failure[0].code
    kind = _ACUITY.get(code.value)
    if kind:
        options, what = (
            tuple(f"{acuity} {kind} heart failure" for acuity in ("Acute", "Chronic", "Acute on chronic")),
            "acuity",
        )
    else:
        options, what = _types([value.number for value in fractions]), "type and acuity"
    question = f"Heart failure is documented. Can its {what} be further specified?"
    yield Asked("Clarification of a documented diagnosis: heart failure", question, indicators, options, (code,))


def _types(fractions: list[float]) -> tuple[str, ...]:
    """The types the ejection fraction supports, each to be completed with its acuity; all where none is known."""
    acuity = "(please state acute, chronic or acute on chronic)"
    kinds = ["Systolic heart failure"] if not fractions or min(fractions) < _PRESERVED else []
    kinds += ["Diastolic heart failure"] if not fractions or max(fractions) > _REDUCED else []
    return tuple(f"{kind} {acuity}" for kind in (*kinds, "Combined systolic and diastolic heart failure"))
