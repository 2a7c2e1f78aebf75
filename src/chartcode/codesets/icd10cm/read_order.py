"""Parser of the ICD-10-CM order file.

File layout (CMS, `icd10OrderFiles.pdf`), fixed width: columns 1-5 the order number, 7-13 the code without its dot, 15 a
1 where the code is billable and a 0 where it is a header, 17-76 the short title, from 78 the long title.
"""

import re
from dataclasses import dataclass
from typing import BinaryIO

from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

LINE = re.compile(r"(\d{5}) ([A-Z][0-9A][0-9A-Z]{1,5}) {1,5}([01]) (.{60}) (\S.*)")

LAST_CATEGORY = "Z99"
"""The category that closes the book: a file that ends before it was cut."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line: order number, bare code, whether it is billable, short and long title."""

    number: int
    code: str
    billable: bool
    short: str
    long: str


def read_order(source: BinaryIO) -> list[OrderLine]:
    """The lines in their order. Raises ReleaseError at a line of another layout, or when the end is missing."""
    found = []
    for number, line in enumerate(lines(source), 1):
        if not line.strip():
            continue
        match = LINE.fullmatch(line.rstrip())
        if match is None:
            raise ReleaseError(f"it is cut or damaged: line {number} is no line of an order file")
        order, code, billable, short, long = match.groups()
        found.append(OrderLine(int(order), code, billable == "1", short.strip(), long))
    if not found or not found[-1].billable or found[-1].code < LAST_CATEGORY:
        raise ReleaseError("it is cut: the last codes are missing")
    return found
