"""Parquet in and out, where pyarrow is installed, and a clear word where it is not."""

import builtins
import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from chartcode.batch.request import Request
from chartcode.batch.run import Summary, run
from chartcode.errors import ChartcodeError, UnfitDocumentError

DAY = datetime.date(2026, 4, 1)
REQUEST = Request(today=DAY)
NOTE = "Assessment:\n1. Essential hypertension\n"


def test_without_pyarrow_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "pyarrow":
            raise ImportError(name)
        return imported(name, *rest, **more)

    source = tmp_path / "in.parquet"
    source.write_bytes(b"PAR1")
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(ChartcodeError, match=r"pip install 'chartcode\[batch\]'"):
        run(source, tmp_path / "out.jsonl", REQUEST, workers=1)


def test_there_and_back(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'chartcode[batch]'")
    pq = pytest.importorskip("pyarrow.parquet")
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    rows = [
        {"note_id": 1, "text": NOTE, "date": datetime.date(2026, 2, 3), "more": 1.5},
        {"note_id": 2, "text": None, "date": None, "more": None},
    ]
    pq.write_table(pa.Table.from_pylist(rows), source)
    assert run(source, target, REQUEST, workers=1) == Summary(coded=1, failed=1, skipped=0)
    found = pq.read_table(target).to_pylist()
    assert [row["note_id"] for row in found] == ["1", "2"]
    assert "I10" in found[0]["codes"]
    assert json.loads(found[0]["record"])["date"] == "2026-02-03"
    assert (found[1]["kind"], found[1]["codes"]) == ("unfit", [])
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".jsonl") == []

    pq.write_table(pa.Table.from_pylist([*rows, {"note_id": 3, "text": NOTE, "date": DAY, "more": 0.5}]), source)
    assert run(source, target, REQUEST, workers=1) == Summary(coded=1, failed=0, skipped=2)
    assert [row["note_id"] for row in pq.read_table(target).to_pylist()] == ["1", "2", "3"]


def test_a_file_that_is_no_such_table(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install 'chartcode[batch]'")
    pq = pytest.importorskip("pyarrow.parquet")
    source = tmp_path / "in.parquet"
    source.write_bytes(b"not parquet at all")
    with pytest.raises(UnfitDocumentError, match="no Parquet file"):
        run(source, tmp_path / "out.jsonl", REQUEST, workers=1)
    pq.write_table(pa.Table.from_pylist([{"id": "1"}]), source)
    with pytest.raises(UnfitDocumentError, match="lacks the columns"):
        run(source, tmp_path / "out.jsonl", REQUEST, workers=1)
