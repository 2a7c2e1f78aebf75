"""An infection with signs of a systemic response, and nobody says whether it is sepsis."""

from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart
from chartcode.reading.measures import Measure
from chartcode.reading.values import Value
from chartcode.rules.kernel import rule, since

SEPSIS = tuple("A40 A41 A02.1 A22.7 A26.7 A32.7 A42.7 A54.86 B37.7 R65 P36 T81.44 O85 O86.04".split())
INFECTIONS = tuple(
    "J09 J10.0 J11.0 J12 J13 J14 J15 J16 J17 J18 J69.0 N10 N12 N15.1 N30.0 N39.0"
    " L03 L02 K35 K57.2 K57.0 K61 K65 K80.0 K81.0 K83.0 M00 M86 I33 G00 A04.7 R78.81"
    " T80.2 T81.4 T82.7 T83.5 T84.5 T85.7 J85 J86 M72.6 A49 B99".split()
)

_NORMAL = {
    Measure.TEMPERATURE: (36, 38),
    Measure.HEART_RATE: (0, 90),
    Measure.RESPIRATORY_RATE: (0, 20),
    Measure.WHITE_CELLS: (4, 12),
}
"""What is no criterion: degrees Celsius, beats and breaths a minute, thousand cells a microliter."""


def systemic_signs(chart: Chart) -> dict[Measure, list[Value]]:
    """The values that meet a criterion of a systemic inflammatory response (Bone 1992), by what was measured."""
    found = {m: [v for v in chart.of(m) if not low <= v.number <= high] for m, (low, high) in _NORMAL.items()}
    return {measure: met for measure, met in found.items() if met}


def organ_signs(chart: Chart) -> list[Value]:
    """The values that speak of hypoperfusion: lactate above 2, systolic pressure below 90."""
    lactate = [v for v in chart.of(Measure.LACTATE) if v.number > 2]
    return lactate + [v for v in chart.of(Measure.SYSTOLIC) if v.number < 90]


@rule("sepsis-indicators", citation="Guidelines I.A.19, I.C.1.d", effective=since(2015, 10, 1))
def sepsis_indicators(chart: Chart) -> Iterator[Asked]:
    """An infection with two systemic signs, one of them temperature or white cells, while no provider speaks of
    sepsis.
    """
    infection = chart.said(*INFECTIONS)
    if not infection or not chart.is_adult or chart.addressed(*SEPSIS) or _urosepsis(chart):
        return
    signs = systemic_signs(chart)
    if len(signs) < 2 or not signs.keys() & {Measure.TEMPERATURE, Measure.WHITE_CELLS}:
        return
    organs = organ_signs(chart)
    met = [values[0] for values in signs.values()]
    words = infection[0].mention.concept
    options = (
        f"A local infection ({words}) without sepsis",
        f"Sepsis due to {words}",
        *((f"Sepsis due to {words} with acute organ dysfunction (please state which)",) if organs else ()),
        "A systemic response that is not due to an infection (please state its cause)",
    )
    yield Asked(
        "Clarification of the response to an infection",
        "What diagnosis, if any, do these findings represent in your clinical judgment?",
        chart.quoted([infection[0], *met, *organs[:2]]),
        options,
    )


def _urosepsis(chart: Chart) -> bool:
    return any("urosepsis" in d.mention.concept for d in chart.draft.decisions)
