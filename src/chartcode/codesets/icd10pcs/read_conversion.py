"""Parser of the ICD-10-PCS conversion table: for each new, revised or deleted code, the code used before or since.

File layout (CMS, `icd10pcsConversionTable.pdf`), delimited by tabs, or commas where it was a workbook, with a header:
current code, its title, effective year, previous code, its title, change type (New, Revised or Deleted), comment,
effective month and day as MM.DD. The year is that of the calendar. `NoPCS` stands where there is no code. Lines without
a comment may leave its column out.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from chartcode.codesets.imports.text import lines
from chartcode.errors import InvalidValueError, ReleaseError
from chartcode.model import ICD10PCS

_HEADER = re.compile(
    r"Current code\(s\) assignment([\t,])Code title\1Effective (year|October 1)\1Previous code\(s\) .*"
)

_NO_CODE = "NoPCS"
_TYPES = {"New", "Revised", "Deleted"}
_LAST_SECTION = "X"


@dataclass(frozen=True, slots=True)
class Conversion:
    """A line: its kind (`new`, `revised`, `deleted`), the first day it applies, the current code and the one of before
    with their titles, empty where there is none, and the comment.

    A deleted code is the one of before, and the current one has taken its place.
    """

    kind: str
    first: date
    code: str
    title: str
    previous: str
    previous_title: str
    comment: str


def is_conversion(text: str) -> bool:
    """Whether a file that begins so is a conversion table."""
    return _header(text.splitlines()) is not None


def read_conversion(source: BinaryIO) -> list[Conversion]:
    """The lines in their order. Raises ReleaseError at a line of another layout, or when the end is missing."""
    text = lines(source)
    start = _header(text)
    if start is None:
        raise ReleaseError("it is no ICD-10-PCS conversion table: its first line should name its columns")
    head, delimiter = start
    found = []
    for number, cells in enumerate(csv.reader(text[head:], delimiter=delimiter), head + 1):
        if not any(cells):
            continue
        try:
            found.append(_conversion([cell.strip() for cell in cells]))
        except (ValueError, InvalidValueError):
            raise ReleaseError(f"it is cut or damaged: line {number} is no line of a conversion table") from None
    if not any(one.code.startswith(_LAST_SECTION) for one in found[-1:]):
        raise ReleaseError("it is cut: the last codes, those of section X, are missing")
    return found


def _header(text: list[str]) -> tuple[int, str] | None:
    """The number of the line, from 1, that names the columns, and what stands between them."""
    matches = ((number, _HEADER.fullmatch(line.strip())) for number, line in enumerate(text[:2], 1))
    return next(((number, match[1]) for number, match in matches if match), None)


def _conversion(cells: list[str]) -> Conversion:
    if len(cells) == 7:
        cells.insert(6, "")
    code, title, year, previous, previous_title, kind, comment, day = cells
    if kind not in _TYPES:
        raise ValueError(kind)
    month, _, number = day.partition(".")
    return Conversion(
        kind=kind.lower(),
        first=date(int(year), int(month), int(number)),
        code=_code(code),
        title=title if code != _NO_CODE else "",
        previous=_code(previous),
        previous_title=previous_title if previous != _NO_CODE else "",
        comment=comment,
    )


def _code(text: str) -> str:
    return "" if text == _NO_CODE else ICD10PCS(text).value
