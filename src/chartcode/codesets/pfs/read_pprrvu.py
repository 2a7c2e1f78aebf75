"""Parser of the relative value file of the physician fee schedule.

File layout (CMS, `PPRRVU2026_Oct_nonQPP.csv`), CSV: titles, one of which states the year and the quarter, copyright
lines, a header whose names are stacked over several rows (`WORK` over `RVU`), and a row for each code and modifier.
Columns come and go over the years and are known by their names. The descriptions, most of which are the AMA's, are not
read. The quarter's other file, for participants of payment models (`..._QPP.csv`), has another conversion factor only.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import BinaryIO, NamedTuple

from chartcode.codesets.imports.tables import PROCEDURE_CODE, Row, Table, amount, read_table
from chartcode.errors import ReleaseError

TITLE = re.compile(r"(20\d\d) National Physician Fee Schedule Relative Value File(?:\W+(\w+))?", re.IGNORECASE)
HEADER = re.compile(r"^HCPCS,MOD,DESCRIPTION,", re.MULTILINE)

_POLICY = (
    "status code",
    "pctc ind",
    "glob days",
    "pre op",
    "intra op",
    "post op",
    "mult proc",
    "bilat surg",
    "asst surg",
    "co- surg",
    "team surg",
    "endo base",
    "diagnostic procedures",
    "family indicator",
)
"""The columns of PfsEntry in its order, after code and modifier and before the two indicators."""

_VALUES = (
    "work rvu",
    "non-fac pe rvu",
    "facility pe rvu",
    "mp rvu",
    "non-facility total",
    "facility total",
    "conv factor",
)
"""The columns of PfsValues in its order."""

_STATUS = re.compile(r"[A-Z]")


class PfsRow(NamedTuple):
    """The cells of PfsEntry and those of PfsValues, the latter as decimal numbers or empty."""

    policy: tuple[str, ...]
    values: tuple[str, ...]


class PfsFile(NamedTuple):
    """The year and quarter as the file states them, and its rows."""

    version: str
    rows: tuple[PfsRow, ...]


def read_pprrvu(source: BinaryIO) -> PfsFile:
    """The rows in their order. Raises ReleaseError at a row of another layout, or when the end is missing."""
    table = _stacked(read_table(source, lambda names: names[:3] == ("hcpcs", "mod", "description")))
    policy = [0, 1, *map(table.column, _POLICY)]
    policy += [_indicator_after(table, name) for name in ("non-fac pe rvu", "facility pe rvu")]
    values = list(map(table.column, _VALUES))
    rows = tuple(_row(row, policy, values) for row in table.rows)
    if not rows[-1].policy[0][0].isalpha():
        raise ReleaseError("it is cut: the last codes, those of Level II, are missing")
    return PfsFile(_version(table), rows)


def _stacked(table: Table) -> Table:
    """The table with the full names of its columns: the word of the last row under that of the row above it."""
    words = (*(table.above[-1] if table.above else ()), *[""] * len(table.header))
    names = (f"{word} {name}".strip().lower() for word, name in zip(words, table.header, strict=False))
    return replace(table, header=tuple(names))


def _indicator_after(table: Table, name: str) -> int:
    """The column NA INDICATOR that belongs to another one, which it stands after."""
    place = table.column(name) + 1
    if table.header[place : place + 1] != ("na indicator",):
        raise ReleaseError(f"it is of another layout: no indicator follows the column {name!r}")
    return place


def _row(row: Row, policy: Sequence[int], values: Sequence[int]) -> PfsRow:
    said = tuple(row.cells[place] for place in policy)
    try:
        stated = tuple(amount(row.cells[place]) for place in values)
    except ValueError:
        raise _wrong(row) from None
    if not (PROCEDURE_CODE.fullmatch(said[0]) and len(said[1]) in {0, 2} and _STATUS.fullmatch(said[2])):
        raise _wrong(row)
    return PfsRow(said, stated)


def _wrong(row: Row) -> ReleaseError:
    return ReleaseError(f"it is cut or damaged: row {row.number} is no row of a relative value file")


def _version(table: Table) -> str:
    found = TITLE.search(" ".join(cell for row in table.above for cell in row if cell))
    return " ".join(filter(None, (found[2], found[1]))) if found else ""
