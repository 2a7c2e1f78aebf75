"""Parquet in and out of a batch. The only file that loads pyarrow, which the extra `chartcode[batch]` installs."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chartcode.batch.manifest import manifest_path
from chartcode.batch.rows import COLUMNS
from chartcode.documents.names import shown
from chartcode.errors import ChartcodeError, UnfitDocumentError, UnreadableInputError

_ROWS = 512


def parquet_rows(source: Path) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file, only the columns that are read, a few hundred in memory at a time.

    Raises ChartcodeError without pyarrow, UnreadableInputError, and UnfitDocumentError for any other file.
    """
    pa, pq = _pyarrow()
    try:
        with pq.ParquetFile(source) as table:
            names = table.schema_arrow.names
            if not {"note_id", "text"} <= set(names):
                raise UnfitDocumentError(f"{shown(source)} lacks the columns note_id and text")
            for batch in table.iter_batches(_ROWS, columns=[name for name in COLUMNS if name in names]):
                yield from batch.to_pylist()
    except pa.ArrowInvalid as error:
        raise UnfitDocumentError(f"{shown(source)} is no Parquet file, or is damaged") from error
    except OSError as error:
        raise UnreadableInputError(f"{shown(source)} cannot be read as Parquet") from error


@contextmanager
def as_json_lines(target: Path, lines: Path) -> Iterator[Path]:
    """`lines`, a JSON-lines file to write in place of the Parquet file `target`, which is made from it at the end.

    Parquet cannot be appended to, so an unfinished batch stays as JSON lines, and a finished one is unpacked again
    before it is continued. Its columns are note_id, codes (dotted, in order), error, kind, and record:
    the whole line of JSON.
    """
    _pyarrow()
    sidecar, kept = manifest_path(lines), manifest_path(target)
    if target.exists() and not lines.exists():
        _unpack(target, lines)
        if kept.exists():
            sidecar.write_bytes(kept.read_bytes())
    yield lines
    _pack(lines, target)
    sidecar.replace(kept)
    lines.unlink()


def _pack(lines: Path, target: Path) -> None:
    pa, pq = _pyarrow()
    text = pa.string()
    schema = pa.schema(
        [("note_id", text), ("codes", pa.list_(text)), ("error", text), ("kind", text), ("record", text)]
    )
    fresh = target.with_name(target.name + ".fresh")
    with lines.open(encoding="utf-8", newline="\n") as file, pq.ParquetWriter(fresh, schema) as writer:
        rows: list[dict[str, Any]] = []
        for line in file:
            rows.append(_row(line))
            if len(rows) == _ROWS:
                writer.write_table(pa.Table.from_pylist(rows, schema))
                rows = []
        if rows:
            writer.write_table(pa.Table.from_pylist(rows, schema))
    fresh.replace(target)


def _row(line: str) -> dict[str, Any]:
    found = json.loads(line)
    return {
        "note_id": found["note_id"],
        "codes": [item["code"] for item in found.get("lines", ())],
        "error": found.get("error"),
        "kind": found.get("kind"),
        "record": line.removesuffix("\n"),
    }


def _unpack(target: Path, lines: Path) -> None:
    pa, pq = _pyarrow()
    fresh = lines.with_suffix(".fresh")
    try:
        with pq.ParquetFile(target) as table, fresh.open("w", encoding="utf-8", newline="\n") as file:
            for batch in table.iter_batches(_ROWS, columns=["record"]):
                file.writelines(f"{row['record']}\n" for row in batch.to_pylist())
    except (pa.ArrowInvalid, OSError, KeyError) as error:
        fresh.unlink(missing_ok=True)
        raise UnfitDocumentError(f"{shown(target)} is no output of chartcode batch: name another output") from error
    fresh.replace(lines)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ChartcodeError("Parquet needs pyarrow: pip install 'chartcode[batch]'") from None
    return pyarrow, pyarrow.parquet
