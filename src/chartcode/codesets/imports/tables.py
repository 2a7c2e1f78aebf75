"""Official tables: titles and copyright lines, a header whose cells may break over lines, and rows."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import BinaryIO

from chartcode.codesets.imports.sheets import sheets
from chartcode.errors import ReleaseError

PROCEDURE_CODE = re.compile(r"[0-9A-Z]\d{3}[0-9A-Z]")
"""A HCPCS code of either level: five characters, the first and the last of which may be letters."""

_AMOUNT = re.compile(r"-?\d*\.?\d+")
_NO_AMOUNT = frozenset(("", ".", "-", "NA", "N/A"))


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the header: its number in the file, and its cells, as many as the header has."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows above the header, the names of the columns in small letters, and the rows below it."""

    above: tuple[tuple[str, ...], ...]
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, name: str) -> int:
        """The place of the first column of a name. Raises ReleaseError where none has it."""
        if name not in self.header:
            raise ReleaseError(f"it is cut, or of another layout: it has no column {name!r}")
        return self.header.index(name)


def read_table(source: BinaryIO, is_header: Callable[[Sequence[str]], bool]) -> Table:
    """The table that begins with the header row which `is_header` knows by its names, in small letters.

    Rows without any cell and remarks of one cell below the table are left out. Raises ReleaseError when there is no
    header, a row is shorter than it, or the file is no CSV in an encoding that official files have.
    """
    for _, sheet in sheets(source):
        rows = [tuple(map(folded, row)) for row in sheet]
        for place, row in enumerate(rows):
            names = tuple(cell.lower() for cell in row)
            if is_header(names):
                return _table(rows[:place], _without_empty_end(names), rows[place + 1 :])
    raise ReleaseError("it is cut, or of another layout: it has no header")


def amount(text: str) -> str:
    """An amount as a decimal number without its signs ("$1,234.50" is "1234.50"); empty where none is stated.

    Raises ValueError when it is no number.
    """
    bare = text.replace("$", "").replace(",", "").replace("%", "").strip()
    if bare in _NO_AMOUNT:
        return ""
    if not _AMOUNT.fullmatch(bare):
        raise ValueError("not an amount")
    return bare


def decimal(stored: str) -> Decimal | None:
    """An amount as it was stored; None where none is stated."""
    return Decimal(stored) if stored else None


def folded(cell: str) -> str:
    """The text of a cell on one line, every run of blanks one blank."""
    return " ".join(cell.split())


def _remark(cells: Sequence[str]) -> bool:
    """Whether a row has no cells, or only a sentence."""
    return not any(cells[1:]) and (not cells or not cells[0] or " " in cells[0])


def _table(above: list[tuple[str, ...]], header: tuple[str, ...], below: list[tuple[str, ...]]) -> Table:
    rows = [
        _row(number, cells, len(header)) for number, cells in enumerate(below, len(above) + 2) if not _remark(cells)
    ]
    if not rows:
        raise ReleaseError("it is cut: it has no rows below its header")
    return Table(tuple(above), header, tuple(rows))


def _row(number: int, cells: tuple[str, ...], width: int) -> Row:
    if len(cells) < width:
        raise ReleaseError(f"it is cut or damaged: row {number} has {len(cells)} cells, its header {width}")
    return Row(number, cells[:width])


def _without_empty_end(names: tuple[str, ...]) -> tuple[str, ...]:
    width = max(place for place, name in enumerate(names, 1) if name)
    return names[:width]
