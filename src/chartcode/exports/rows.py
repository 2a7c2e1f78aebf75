"""Rows: the lines of a coded encounter as flat rows, the same for CSV and Parquet."""

from typing import Any

from chartcode.exports.exporter import Job
from chartcode.model import Evidence

Row = dict[str, Any]

COLUMNS = (
    "encounter_id",
    "date",
    "setting",
    "scope",
    "order",
    "system",
    "code",
    "title",
    "poa",
    "confidence",
    "guidelines",
    "places",
    "quotes",
    "notice",
)


def rows(job: Job) -> list[Row]:
    """A row for each line. `places` are `note:start-end` in code points, `quotes` the words there."""
    coded = job.coded
    return [
        {
            "encounter_id": coded.encounter.id,
            "date": coded.date,
            "setting": coded.encounter.setting.value,
            "scope": coded.scope.value,
            "order": line.order,
            "system": line.code.system,
            "code": line.code.value,
            "title": line.title,
            "poa": line.poa,
            "confidence": line.confidence,
            "guidelines": list(line.guidelines),
            "places": [_place(evidence) for evidence in line.evidence],
            "quotes": [evidence.text for evidence in line.evidence],
            "notice": job.notice or None,
        }
        for line in coded.lines
    ]


def _place(evidence: Evidence) -> str:
    return f"{evidence.note_id}:{evidence.span.start}-{evidence.span.end}"
