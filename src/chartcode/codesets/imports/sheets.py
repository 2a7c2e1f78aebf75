"""Tables with column names, from a CSV file or from a workbook turned into one: their rows, sheet by sheet."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import BinaryIO

from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

SHEET = "Sheet: "
"""A row of this and a sheet's name begins each sheet of a workbook that was turned into text."""

_FEW = 200


def rows_of(text: str) -> list[list[str]]:
    """The first rows of a file by its beginning, without those that name a sheet; none where it is no CSV."""
    try:
        return [row for row in islice(csv.reader(StringIO(text)), _FEW) if not _is_name(row)]
    except csv.Error:
        return []


def all_rows(source: BinaryIO) -> list[list[str]]:
    """Every row of a file, of all its sheets. Raises ReleaseError when it is no CSV."""
    return [row for _, rows in sheets(source) for row in rows]


def sheets(source: BinaryIO) -> list[tuple[str, list[list[str]]]]:
    """The rows of each sheet with the sheet's name, which is empty for a CSV. Raises ReleaseError when it is no CSV."""
    found: list[tuple[str, list[list[str]]]] = []
    for row in _rows(source):
        if _is_name(row):
            found.append((row[0].removeprefix(SHEET), []))
        else:
            if not found:
                found.append(("", []))
            found[-1][1].append(row)
    return found


def column(heads: Sequence[str], *words: str, without: str = "") -> int | None:
    """The first column whose name holds every word, in any case, and not `without`; None where there is none."""
    for number, head in enumerate(heads):
        name = " ".join(head.split()).lower()
        if all(word in name for word in words) and not (without and without in name):
            return number
    return None


def _rows(source: BinaryIO) -> Iterator[list[str]]:
    try:
        yield from csv.reader(StringIO("\n".join(lines(source))))
    except csv.Error as error:
        raise ReleaseError("it is cut or damaged: its cells are not those of a CSV file") from error


def _is_name(row: Sequence[str]) -> bool:
    return bool(row) and row[0].startswith(SHEET) and not any(row[1:])
