"""Parser of NCCI's add-on code edits.

File layout (CMS, `AOC_V2026Q4-F-MCR.txt`), fixed width, columns from 1: 1 the type; 2-6 the add-on code; 7-13 the day
it was deleted; 14-18 the primary code, CCCCC where the contractor names them; 19-25 the day that was deleted; 26-32
first and 33-39 last day of the edit; from 40 an instruction. Days are yyyyddd, the year and the number of the day in
it, or blank. Copyright lines may stand above.
"""

import re
from datetime import date, timedelta
from typing import BinaryIO

from chartcode.codesets.imports.text import lines
from chartcode.codesets.ncci.days import FOREVER, number_of
from chartcode.errors import ReleaseError

_CODE = r"([0-9A-Z]{5})"
_DAY = r"(\d{7}| {7})"
_ROW = re.compile(rf"([123]){_CODE}{_DAY}{_CODE}{_DAY}{_DAY}{_DAY}(.*)")
_WIDTH = 39

AddOnRow = tuple[int, str, str, int, int, str]
"""Type, add-on code, primary code, first and last day (yyyymmdd), instruction."""


def is_row(line: str) -> bool:
    """Whether a line is one of such a file."""
    return _ROW.fullmatch(line.rstrip().ljust(_WIDTH)) is not None


def read_addon(source: BinaryIO) -> list[AddOnRow]:
    """The rows in their order; the last day is the earliest on which the edit or one of its codes ends.

    Raises ReleaseError at a line of another layout.
    """
    found: list[AddOnRow] = []
    for number, line in enumerate(lines(source), 1):
        match = _ROW.fullmatch(line.rstrip().ljust(_WIDTH))
        if match is None:
            if found and line.strip():
                raise ReleaseError(f"it is cut or damaged: line {number} is no add-on code edit")
            continue
        kind, addon, addon_last, primary, primary_last, first, last, note = match.groups()
        try:
            end = min(_day(day, FOREVER) for day in (addon_last, primary_last, last))
            found.append((int(kind), addon, primary, _day(first, 0), end, note.strip()))
        except ValueError:
            raise ReleaseError(f"it is damaged: line {number} has a date that does not exist") from None
    if not found:
        raise ReleaseError("it is cut: it has no add-on code edits")
    return found


def _day(field: str, none: int) -> int:
    """A day of the year as yyyymmdd; `none` where the field is blank."""
    if not field.strip():
        return none
    day = date(int(field[:4]), 1, 1) + timedelta(days=int(field[4:]) - 1)
    if day.year != int(field[:4]):
        raise ValueError("no day of that year")
    return number_of(day)
