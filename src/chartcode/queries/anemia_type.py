"""An anemia without its type, in a chart that has signs of one."""

import re
from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart, first
from chartcode.reading.measures import Measure
from chartcode.rules.kernel import rule, since

_LOSS = re.compile(
    r"\b(?:ebl[ :]*(?:of )?~?\d{3,4}(?: ?ml| ?cc)?|blood loss|melena|hematochezia|hematemesis|gi bleed\w*"
    r"|transfus\w+|prbcs?)\b"
)
_IRON = re.compile(r"\b(?:ferritin(?: of)? \d{1,3}|iv iron|venofer|ferrous sulfate|iron sat\w*(?: of)? \d{1,2} ?%)")


@rule("anemia-type", citation="Guidelines I.B.2, I.B.18", effective=since(2015, 10, 1))
def anemia_type(chart: Chart) -> Iterator[Asked]:
    """Anemia, unspecified, while the chart has blood loss, iron studies, kidney disease or cancer beside it."""
    anemia = chart.reported("D64.9")
    if not anemia:
        return
    loss, iron = first(chart.words(_LOSS), 2), first(chart.words(_IRON), 2)
    kidney, cancer = chart.said("N18")[:1], chart.said("C")[:1]
    options = (
        *(("Acute blood loss anemia", "Chronic blood loss anemia") if loss else ()),
        *(("Iron deficiency anemia",) if iron else ()),
        *(("Anemia in chronic kidney disease",) if kidney else ()),
        *(("Anemia in neoplastic disease", "Anemia due to chemotherapy") if cancer else ()),
    )
    if not options:
        return
    if len(options) == 1:
        options = (*options, "Anemia of another type (please state it)")
    indicators = chart.quoted([*anemia, *chart.of(Measure.HEMOGLOBIN)[:3], *kidney, *cancer]) + loss + iron
    question = "Anemia is documented. Can its type and cause be further specified?"
    yield Asked("Clarification of a documented diagnosis: anemia", question, indicators, options, (anemia[0].code,))
