"""Diabetes without its type in a chart that has signs of more than one."""

import re
from collections.abc import Iterator

from chartcode.queries.chart import Asked, Chart, first
from chartcode.reading.measures import Measure
from chartcode.rules.kernel import rule, since

_TYPED = re.compile(
    r"\b(?:type ?(?:1|2|i|ii|one|two)|t[12]dm|dm ?(?:1|2|i|ii|type)|iddm|niddm|lada|mody|gestational"
    r"|secondary diabetes|steroid[- ]induced|pancreatogenic|type 3c)\b"
)
_NAMED = re.compile(r"\b(?:diabetes|diabetic|dm)\b")
_CAUSES = (
    (re.compile(
        r"\b(?:chronic pancreatitis|pancreatectomy|whipple|cystic fibrosis|hemochromatosis|acromegaly"
        r"|cushing\w*)\b"
    ), "Diabetes due to an underlying condition (please state it)"),
    (re.compile(
        r"\b(?:prednisone|dexamethasone|methylprednisolone|solu-?medrol|tacrolimus|checkpoint inhibitor"
        r"|nivolumab|pembrolizumab)\b"
    ), "Diabetes due to a drug (please state it)"),
    (re.compile(r"\b(?:gad(?:65)?|islet cell|c-?peptide|diabetic ketoacidosis|dka|insulin pump)\b"), "Type 1 diabetes"),
)  # fmt: skip
"""What in a chart speaks of a type other than the second, and that type."""


@rule("diabetes-type", citation="Guidelines I.C.4.a", effective=since(2015, 10, 1))
def diabetes_type(chart: Chart) -> Iterator[Asked]:
    """Diabetes is reported as type 2 only because no type is told, and the chart has signs of another one."""
    diabetes = chart.reported("E11")
    if not diabetes or next(chart.words(_TYPED), None) or chart.reported("E08", "E09", "E10", "E13"):
        return
    signs = [(first(chart.words(pattern), 2), option) for pattern, option in _CAUSES]
    supported = [(found, option) for found, option in signs if found]
    if not supported or not next(chart.words(_NAMED), None):
        return
    indicators = chart.quoted([diabetes[0], *chart.of(Measure.A1C)[:1]])
    yield Asked(
        "Clarification of a documented diagnosis: diabetes",
        "Diabetes is documented without its type. Can the type or the cause be further specified?",
        sum((found for found, _ in supported), indicators),
        (*(option for _, option in supported), "Type 2 diabetes"),
        (diabetes[0].code,),
    )
