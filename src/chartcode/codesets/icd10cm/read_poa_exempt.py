"""Parser of the list of codes exempt from reporting POA.

File layout (CMS, `POAexemptCodesFYnn.txt`), tab-delimited with a header `Order26  POAexemptCode  Description`: order
number, dotted code, long title, in quotes where it holds a comma. The header states the fiscal year.
"""

import csv
import re
from dataclasses import dataclass
from typing import BinaryIO

from chartcode.codesets.icd10cm.read_order import LAST_CATEGORY
from chartcode.codesets.imports.text import lines
from chartcode.errors import InvalidValueError, ReleaseError
from chartcode.model import icd10cm

HEADER = re.compile(r"Order(\d\d)\tPOAexemptCode\tDescription")


@dataclass(frozen=True, slots=True)
class PoaExemptList:
    """The fiscal year as the file states it, and rows of (order number, bare code, title)."""

    version: str
    rows: tuple[tuple[int, str, str], ...]


def read_poa_exempt(source: BinaryIO) -> PoaExemptList:
    """The codes in their order. Raises ReleaseError at a line of another layout, or when the end is missing."""
    text = lines(source)
    header = HEADER.fullmatch(text[0].strip()) if text else None
    if header is None:
        raise ReleaseError("it is no POA exempt list: its first line should be OrderYY, POAexemptCode, Description")
    rows = []
    for number, cells in enumerate(csv.reader(text[1:], delimiter="\t"), 2):
        if not any(cells):
            continue
        try:
            order, code, title = cells
            rows.append((int(order), icd10cm(code).bare, title.strip()))
        except (ValueError, InvalidValueError):
            raise ReleaseError(f"it is cut or damaged: line {number} is no line of a POA exempt list") from None
    if not rows or rows[-1][1] < LAST_CATEGORY:
        raise ReleaseError("it is cut: the last codes, those of chapter 21, are missing")
    return PoaExemptList(f"20{header[1]}", tuple(rows))
