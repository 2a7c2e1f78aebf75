"""Parser of the user's own licensed list of CPT codes.

File layouts, of which the AMA sells several: a code of five characters and its descriptor on each line, between them a
tab, a bar, a comma (as CSV) or blanks (fixed width). Copyright lines may stand above. Of more than two columns a
header says which is the code and which the descriptor, the long one where there are several.

The descriptors are the AMA's. No message of this module quotes any part of a line.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

CODE = re.compile(r"\d{4}[0-9A-Z]")

_FIXED = re.compile(r"(\d{4}[0-9A-Z]) +(\S.*)")
_DELIMITED = re.compile(r'"?\d{4}[0-9A-Z]"? *([\t|,])')
_DESCRIPTORS = ("long", "descriptor", "description", "medium", "short")


def is_line(line: str) -> bool:
    """Whether a line begins as one of such a list does: a code, and something that parts it from its descriptor."""
    return bool(_DELIMITED.match(line) or _FIXED.fullmatch(line))


def read_cpt(source: BinaryIO) -> list[tuple[str, str]]:
    """Rows of (code, descriptor) in their order. Raises ReleaseError at a line of another layout, naming its number."""
    text = lines(source)
    start = next((number for number, line in enumerate(text) if is_line(line)), len(text))
    delimiter = _DELIMITED.match(text[start]) if start < len(text) else None
    rows = list(_delimited(text, start, delimiter[1]) if delimiter else _fixed(text, start))
    if not rows:
        raise ReleaseError("it is no list of CPT codes: no line begins with a code and a descriptor")
    return rows


def _fixed(text: list[str], start: int) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text[start:], start + 1):
        match = _FIXED.fullmatch(line.rstrip())
        if match:
            yield match[1], match[2]
        elif line.strip():
            raise _wrong(number)


def _delimited(text: list[str], start: int, delimiter: str) -> Iterator[tuple[str, str]]:
    code, descriptor = _columns(next(csv.reader(text[start - 1 : start], delimiter=delimiter), []))
    reader = csv.reader(text[start:], delimiter=delimiter)
    try:
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) <= max(code, descriptor) or not CODE.fullmatch(cells[code].strip()):
                raise _wrong(start + reader.line_num)
            words = " ".join(cells[descriptor].split())
            if not words:
                raise _wrong(start + reader.line_num)
            yield cells[code].strip(), words
    except csv.Error:
        raise _wrong(start + reader.line_num) from None


def _columns(header: Sequence[str]) -> tuple[int, int]:
    """Where the code and the descriptor stand, by the line above the first code, which need not be a header."""
    names = [name.strip().lower() for name in header]
    code = next((place for place, name in enumerate(names) if "code" in name and len(name) < 20), 0)
    for wanted in _DESCRIPTORS:
        for place, name in enumerate(names):
            if place != code and wanted in name and len(names) > 1:
                return code, place
    return 0, 1


def _wrong(number: int) -> ReleaseError:
    return ReleaseError(f"it is cut or damaged: line {number} is no CPT code with its descriptor")
