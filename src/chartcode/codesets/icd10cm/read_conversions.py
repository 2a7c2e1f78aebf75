"""Parser of the ICD-10-CM conversion table: which codes each code that came since 2015 took the place of.

File layout (CDC/NCHS, CMS, `ICD_10_CM_CONVERSION_TABLE_FYyyyy.txt` or `.csv`), delimited by tabs or commas: lines of
title, the heads `Current code assignment`, `Effective`, `Previous Code(s) Assignment`, then a line for each code. The
second cell is the year, which stands for its 1 October, or a day (`4/1/2023`, or as a spreadsheet counts days). The
third has codes with commas, semicolons or `and` between them, ranges of codes, `None`, or a sentence.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from os import SEEK_END
from typing import BinaryIO

from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

_HEADS = ("current code assignment", "effective", "previous code")
_SPREADSHEET_DAY_0 = date(1899, 12, 30)
_LONGEST_HEADING = 12

_CODE = r"[A-Z][0-9A][0-9A-Z](?:\.[0-9A-Z]{1,4})?"
_CODES = re.compile(rf"({_CODE})\b(?:\s*-\s*({_CODE})\b)?")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(?:20)?(\d\d)")


@dataclass(frozen=True, slots=True)
class Conversion:
    """A bare code, the first day it was valid (None where the table leaves it out), the bare codes it took the place
    of (none where there were none, or where a sentence has to do), and the words of the table."""

    code: str
    first: date | None
    previous: tuple[str, ...]
    said: str


def is_conversions(text: str) -> bool:
    """Whether a file that begins so is a conversion table."""
    return _heads(text.splitlines()) is not None


def read_conversions(source: BinaryIO) -> list[Conversion]:
    """The rows in their order. Raises ReleaseError at a line of another layout, or when there are none."""
    source.seek(-4, SEEK_END)
    is_whole = b"\n" in source.read()
    source.seek(0)
    text = lines(source)
    heads = _heads(text)
    if heads is None:
        raise ReleaseError(
            "it is no conversion table: its heads should be Current code assignment, Effective, Previous"
        )
    number, delimiter = heads
    found: list[Conversion] = []
    for at, line in enumerate(text[number:], number + 1):
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
        if any(cells):
            found += _row(cells, at)
    if not found or not is_whole:
        raise ReleaseError("it is cut: " + ("its last line breaks off" if found else "no codes follow the heads"))
    return found


def _heads(text: Sequence[str]) -> tuple[int, str] | None:
    """How many lines there are up to the heads, and the delimiter."""
    for number, line in enumerate(text[:_LONGEST_HEADING], 1):
        for delimiter in "\t,":
            cells = [cell.strip(' "').lower() for cell in line.split(delimiter)]
            if len(cells) >= 3 and all(map(str.startswith, cells, _HEADS)):
                return number, delimiter
    return None


def _row(cells: list[str], number: int) -> Iterator[Conversion]:
    codes = tuple(_codes(cells[0]))
    if not codes and not any(cells[1:]):
        return  # A note under the table.
    if not codes or len(cells) < 3 or not cells[2]:
        raise ReleaseError(f"it is cut or damaged: line {number} is no line of a conversion table")
    said = " ".join(cells[2].split())
    previous = () if "categor" in said.lower() else tuple(_codes(said))
    for code in codes:
        yield Conversion(code, _first(cells[1], number), previous, said)


def _first(cell: str, number: int) -> date | None:
    try:
        if day := _DAY.fullmatch(cell):
            return date(2000 + int(day[3]), int(day[1]), int(day[2]))
        if cell.isdecimal():
            return date(int(cell), 10, 1) if len(cell) == 4 else _SPREADSHEET_DAY_0 + timedelta(days=int(cell))
    except (ValueError, OverflowError):
        pass
    if cell:
        raise ReleaseError(f"it is damaged: the day in line {number} is none")
    return None


def _codes(text: str) -> Iterator[str]:
    """The bare codes of a cell. Of a range the codes between its ends are those that differ in the last digits."""
    for first, last in _CODES.findall(text.upper()):
        start, end = first.replace(".", ""), last.replace(".", "")
        digits = next((i for i, (a, b) in enumerate(zip(start, end, strict=False)) if a != b), len(start))
        if len(start) == len(end) and start[digits:].isdecimal() and end[digits:].isdecimal():
            width = len(start) - digits
            yield from (f"{start[:digits]}{n:0{width}}" for n in range(int(start[digits:]), int(end[digits:]) + 1))
        else:
            yield from (code for code in (start, end) if code)
