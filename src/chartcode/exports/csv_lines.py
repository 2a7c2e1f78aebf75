"""CSV: one row for each line, to open in a spreadsheet (RFC 4180)."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chartcode.exports.exporter import Format, Job
from chartcode.exports.rows import COLUMNS, rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that starts so for a formula, also when its words come from a chart."""


def csv_of(columns: Sequence[str], found: Iterable[Mapping[str, Any]]) -> bytes:
    """A table as CSV in UTF-8 with a heading row; None is an empty cell."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(found)
    return buffer.getvalue().encode("utf-8", "replace")


def write(job: Job) -> bytes:
    """The lines as CSV. Values in one cell are parted by ` | `; a cell that would be a formula starts with `'`."""
    return csv_of(COLUMNS, ({name: _cell(value) for name, value in row.items()} for row in rows(job)))


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        value = " | ".join(value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


FORMAT = Format("csv", ".csv", write, every_scope=True)
