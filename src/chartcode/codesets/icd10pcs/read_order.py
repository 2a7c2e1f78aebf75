"""Parsers of the ICD-10-PCS order file and codes file.

Order file layout (CMS, `icd10pcsOrderFile.pdf`), fixed width: columns 1-5 the order number, 7-13 the code, 15 a 1 where
it is a code and a 0 where it is the header of a table, 17-76 the short title, from 78 the long title. Codes file layout
(CMS, `icd10pcs_codes_YYYY.txt`): the code, a blank, the long title.
"""

import re
from dataclasses import dataclass
from typing import BinaryIO

from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

LINE = re.compile(r"(\d{5}) ([0-9A-HJ-NP-Z]{7}|[0-9A-HJ-NP-Z]{3} {4}) ([01]) (.{60}) (\S.*)")
CODE_LINE = re.compile(r"([0-9A-HJ-NP-Z]{7}) (\S.*)")

_LAST_SECTION = "X"
"""New Technology closes the book with a code: a file without it was cut."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line: order number, code or first three characters of a table, whether it is a code, short and long title."""

    number: int
    code: str
    valid: bool
    short: str
    long: str


def read_order(source: BinaryIO) -> list[OrderLine]:
    """The lines of an order file. Raises ReleaseError at a line of another layout, or when the end is missing."""
    found = []
    for number, line in enumerate(lines(source), 1):
        if line.strip():
            order, code, flag, short, long = _matched(LINE, line, number, "an order file").groups()
            found.append(OrderLine(int(order), code.strip(), flag == "1", short.strip(), long))
    if not found or not found[-1].valid or found[-1].code[0] != _LAST_SECTION:
        raise ReleaseError("it is cut: the last codes, those of section X, are missing")
    return found


def read_codes(source: BinaryIO) -> list[tuple[str, str]]:
    """Rows of (code, title) of a codes file. Raises ReleaseError as `read_order` does."""
    found = []
    for number, line in enumerate(lines(source), 1):
        if line.strip():
            code, title = _matched(CODE_LINE, line, number, "a codes file").groups()
            found.append((code, title))
    if not found or found[-1][0][0] != _LAST_SECTION:
        raise ReleaseError("it is cut: the last codes, those of section X, are missing")
    return found


def _matched(pattern: re.Pattern[str], line: str, number: int, file: str) -> re.Match[str]:
    match = pattern.fullmatch(line.rstrip())
    if match is None:
        raise ReleaseError(f"it is cut or damaged: line {number} is no line of {file}")
    return match
