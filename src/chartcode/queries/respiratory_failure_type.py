"""Respiratory failure without its acuity or its type."""

from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart
from chartcode.queries.respiratory_failure_indicators import gas_exchange
from chartcode.reading.measures import Measure
from chartcode.rules.kernel import rule, since

_UNTOLD = ("J96.00", "J96.10", "J96.20", "J96.9")


@rule("respiratory-failure-type", citation="Guidelines I.B.2, I.C.10.b", effective=since(2015, 10, 1))
def respiratory_failure_type(chart: Chart) -> Iterator[Asked]:
    """A respiratory failure is reported that says neither hypoxia nor hypercapnia, or not whether it is acute."""
    failure = chart.reported(*_UNTOLD)
    if not failure:
        return
    low, carbon = gas_exchange(chart)
    acuity = failure[0].code.value.startswith("J96.9")
    what = "acuity and type" if acuity else "type"
    options = ("With hypoxia", "With hypercapnia", "With hypoxia and hypercapnia")
    if acuity:
        options = (
            "Acute (please state with hypoxia, hypercapnia or both)",
            "Chronic (please state the type)",
            "Acute on chronic (please state the type)",
        )
    saturation = chart.of(Measure.SATURATION)[:2]
    yield Asked(
        "Clarification of a documented diagnosis: respiratory failure",
        f"Respiratory failure is documented. Can its {what} be further specified?",
        chart.quoted([*failure, *(low or saturation), *carbon]),
        options,
        tuple(d.code for d in failure[:1]),
    )
