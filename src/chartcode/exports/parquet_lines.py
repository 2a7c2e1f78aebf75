"""Parquet: one row for each line, with lists as lists. Needs pyarrow, which the extra `chartcode[batch]` installs."""

import io
from typing import Any

from chartcode.errors import ChartcodeError
from chartcode.exports.exporter import Format, Job
from chartcode.exports.rows import COLUMNS, rows

_TYPES = {"date": "date32", "order": "int32", "confidence": "float64"}
_LISTS = {"guidelines", "places", "quotes"}


def write(job: Job) -> bytes:
    """The lines as a Parquet file. Raises ChartcodeError without pyarrow."""
    pa, pq = _pyarrow()
    schema = pa.schema([(name, _type(pa, name)) for name in COLUMNS])
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows(job), schema), buffer)
    return buffer.getvalue()


def _type(pa: Any, name: str) -> Any:
    return pa.list_(pa.string()) if name in _LISTS else getattr(pa, _TYPES.get(name, "string"))()


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ChartcodeError("Parquet needs pyarrow: pip install 'chartcode[batch]'") from None
    return pyarrow, pyarrow.parquet


FORMAT = Format("parquet", ".parquet", write, text=False, every_scope=True)
