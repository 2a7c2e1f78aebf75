"""A documented diagnosis whose usual findings the chart does not show: the provider confirms it or takes it back."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from chartcode.model import Assertion
from chartcode.queries.chart import Asked, Chart
from chartcode.queries.respiratory_failure_indicators import has_support
from chartcode.queries.sepsis_indicators import organ_signs, systemic_signs
from chartcode.reading.measures import Measure
from chartcode.reading.values import Value
from chartcode.rules.kernel import rule, since


class _Validity(NamedTuple):
    """A diagnosis, and the values of a chart that speak against it; empty where they support it or say nothing."""

    name: str
    codes: tuple[str, ...]
    against: Callable[[Chart], list[Value]]


def _normal(measure: Measure, low: float, high: float) -> Callable[[Chart], list[Value]]:
    """All values of a measure where not one is out of the range."""

    def against(chart: Chart) -> list[Value]:
        found = chart.of(measure, earlier=True)
        return found if all(low <= value.number <= high for value in found) else []

    return against


def _steady_creatinine(chart: Chart) -> list[Value]:
    found = chart.of(Measure.CREATININE, earlier=True)
    numbers = [value.number for value in found]
    steady = len(numbers) > 1 and max(numbers) - min(numbers) < 0.3 and max(numbers) < 1.5 * min(numbers)
    return found if steady and not chart.of(Measure.URINE_OUTPUT) else []


def _good_saturation(chart: Chart) -> list[Value]:
    found = chart.of(Measure.SATURATION)
    gases = chart.of(Measure.PO2) + chart.of(Measure.PCO2) + chart.of(Measure.PF_RATIO)
    good = bool(found) and all(value.number >= 94 for value in found) and not gases and not has_support(chart)
    return found if good else []


def _no_response(chart: Chart) -> list[Value]:
    """The signs that were measured, all of them normal: at least three of the four."""
    measured = (Measure.TEMPERATURE, Measure.HEART_RATE, Measure.RESPIRATORY_RATE, Measure.WHITE_CELLS)
    found = [values[0] for measure in measured if (values := chart.of(measure))]
    return found if len(found) >= 3 and not systemic_signs(chart) and not organ_signs(chart) else []


def _not_thin(chart: Chart) -> list[Value]:
    found = [value for value in chart.of(Measure.BMI) if value.number >= 30]
    return found if not chart.of(Measure.WEIGHT_LOSS) else []


_CHECKED = (
    _Validity("acute kidney injury", ("N17",), _steady_creatinine),
    _Validity("sepsis", ("A41", "R65.2"), _no_response),
    _Validity("acute respiratory failure", ("J96.0", "J96.2"), _good_saturation),
    _Validity("hyponatremia", ("E87.1",), _normal(Measure.SODIUM, 135, 145)),
    _Validity("hypernatremia", ("E87.0",), _normal(Measure.SODIUM, 135, 145)),
    _Validity("hyperkalemia", ("E87.5",), _normal(Measure.POTASSIUM, 3.5, 5.0)),
    _Validity("hypokalemia", ("E87.6",), _normal(Measure.POTASSIUM, 3.5, 5.0)),
    _Validity("severe malnutrition", ("E43",), _not_thin),
)


@rule("clinical-validation", citation="Guidelines I.A.19", effective=since(2016, 10, 1))
def clinical_validation(chart: Chart) -> Iterator[Asked]:
    """The code follows the provider's statement whatever the findings (I.A.19); where all speak against it, one
    asks.
    """
    for checked in _CHECKED:
        stated = [d for d in chart.reported(*checked.codes) if d.assertion is Assertion.PRESENT]
        against = checked.against(chart) if stated else []
        if against:
            yield Asked(
                "Clarification of a documented diagnosis",
                f"The diagnosis of {checked.name} is documented. Please clarify: is it clinically supported?",
                chart.quoted([*stated[:1], *against]),
                (
                    "The diagnosis is confirmed (please document the findings that support it)",
                    "The diagnosis was ruled out",
                    "It was present before and has resolved",
                ),
                (stated[0].code,),
            )
