"""Parser of Addendum B of the hospital outpatient payment system.

File layout (CMS, "October 2026 Addendum B" as CSV): titles and copyright lines, one of which states the calendar year,
a header, and a row for each HCPCS code of either level. Columns change places and number over the years and are known
by their names. The short descriptors, most of which are the AMA's, are not read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from chartcode.codesets.imports.tables import PROCEDURE_CODE, Row, Table, amount, read_table
from chartcode.errors import ReleaseError

HEADER = re.compile(r'^\W*HCPCS Code"?,"?Short Descriptor"?,.*\bSI\b.*\bAPC\b', re.IGNORECASE | re.MULTILINE)

_YEAR = re.compile(r"\bCY\s*(20\d\d)\b|calendar year (20\d\d)\b", re.IGNORECASE)
_STATUS = re.compile(r"[A-Z][0-9]?")

AMOUNTS = (
    "relative weight",
    "payment rate",
    "national unadjusted copayment",
    "minimum unadjusted copayment",
    "adjusted beneficiary copayment",
)


@dataclass(frozen=True, slots=True)
class AddendumB:
    """The calendar year as the file states it, empty where it does not, and rows of (code, status indicator, APC,
    then AMOUNTS as decimal numbers), the last six empty where there is none."""

    version: str
    rows: tuple[tuple[str, ...], ...]


def read_addendum_b(source: BinaryIO) -> AddendumB:
    """The rows in their order. Raises ReleaseError at a row of another layout, or when the end is missing."""
    table = read_table(source, _is_header)
    code, status, apc = table.column("hcpcs code"), table.column("si"), table.column("apc")
    amounts = [table.header.index(name) if name in table.header else None for name in AMOUNTS]
    rows = tuple(_row(row, (code, status, apc), amounts) for row in table.rows)
    if not rows[-1][0][0].isalpha():
        raise ReleaseError("it is cut: the last codes, those of Level II, are missing")
    return AddendumB(_version(table), rows)


def _is_header(names: Sequence[str]) -> bool:
    return {"hcpcs code", "si", "apc"} <= set(names)


def _row(row: Row, places: tuple[int, int, int], amounts: Sequence[int | None]) -> tuple[str, ...]:
    code, status, apc = (row.cells[place] for place in places)
    try:
        stated = ["" if place is None else amount(row.cells[place]) for place in amounts]
    except ValueError:
        raise _wrong(row) from None
    if not (PROCEDURE_CODE.fullmatch(code) and (not status or _STATUS.fullmatch(status))):
        raise _wrong(row)
    return code, status, apc, *stated


def _wrong(row: Row) -> ReleaseError:
    return ReleaseError(f"it is cut or damaged: row {row.number} is no row of Addendum B")


def _version(table: Table) -> str:
    found = _YEAR.search(" ".join(cell for row in table.above for cell in row))
    return (found[1] or found[2]) if found else ""
