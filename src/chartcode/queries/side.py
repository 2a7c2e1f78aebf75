"""A code that has sides, and no side in the chart."""

from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart
from chartcode.rules.kernel import rule, since


@rule("side", citation="Guidelines I.B.13", effective=since(2015, 10, 1))
def side(chart: Chart) -> Iterator[Asked]:
    """A reported code says "unspecified" where its neighbours say right and left. One query for each such code."""
    release = chart.draft.releases.icd10cm
    for decision in chart.reported(""):
        sides = release.sides(decision.code.bare)
        if sides.get("unspecified") != decision.code.bare or not {"left", "right"} <= sides.keys():
            continue
        options = ("Right", "Left", *(("Both sides",) if "bilateral" in sides else ()))
        question = "This diagnosis is documented without its side. Can the side be further specified?"
        yield Asked("Clarification of a side", question, chart.quoted([decision]), options, (decision.code,))
