"""Parser of NCCI's procedure-to-procedure (PTP) edits, a file at a time, a line at a time.

File layout (CMS, `ccipra-v323r0-f1.txt` to `-f4.txt` for practitioners, `ccioph-` for outpatient hospitals), with tabs:
copyright lines, a header over several lines, and rows of column 1, column 2, an asterisk where the edit was in
existence before 1996, effective date and deletion date (yyyymmdd; an asterisk where there is none), whether a modifier
allows both (0 no, 1 yes, 9 not applicable: deleted on the day it began), and the rationale.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import BinaryIO

from chartcode.codesets.imports.text import letters
from chartcode.codesets.ncci.days import FOREVER
from chartcode.errors import ReleaseError

HEADER = re.compile(r'^"?Column ?1"?\t"?Column ?2"?\t"?\*', re.IGNORECASE | re.MULTILINE)

PtpRow = tuple[str, str, int, int, int, int, str]
"""Column 1, column 2, first and last day (yyyymmdd), modifier indicator, before 1996 (0 or 1), rationale."""

_ROW = re.compile(rb"([0-9A-Z]{5})\t([0-9A-Z]{5})\t(\*?) *\t(\d{8})\t(\d{8}|\*) *\t([019])\t([^\t\r\n]+)\t*\r?(\n?)")
_LONGEST = 4096
_MOST_ABOVE = 100


def read_ptp(source: BinaryIO) -> Iterator[PtpRow]:
    """The rows of a file in their order, never more than one in memory.

    Raises ReleaseError at a line of another layout, or when the last line breaks off.
    """
    begun = False
    rationales: set[bytes] = set()
    for number, line in enumerate(iter(lambda: source.readline(_LONGEST), b""), 1):
        match = _ROW.fullmatch(line)
        if match is None:
            if line.strip(b"\x1a\r\n\t ") and (begun or number > _MOST_ABOVE):
                raise ReleaseError(f"it is cut, damaged or in another encoding: line {number} is no row of PTP edits")
            continue
        begun = True
        column1, column2, before, first, last, modifier, rationale, end = match.groups()
        if not end and rationale not in rationales:
            raise ReleaseError(f"it is cut: line {number} breaks off")
        rationales.add(rationale)
        try:
            days = _day(first), FOREVER if last == b"*" else _day(last)
        except ValueError:
            raise ReleaseError(f"it is damaged: line {number} has a date that does not exist") from None
        yield column1.decode(), column2.decode(), *days, int(modifier), int(bool(before)), _text(rationale)
    if not begun:
        raise ReleaseError("it is cut: it has no rows of PTP edits")


@cache
def _day(digits: bytes) -> int:
    date.fromisoformat(digits.decode())
    return int(digits)


@cache
def _text(rationale: bytes) -> str:
    return " ".join(letters(rationale).split())
