"""Parser of the list of diagnoses of the PDGM grouper.
File layout (CMS, the sheet of ICD-10 diagnoses in `PDGM Grouper Tool CY 20nn`, or the list with the final rule; a
workbook, or its sheet as CSV): lines of title, column names, and a row a code: the ICD-10-CM code, with or without its
dot, its description, the clinical group as primary diagnosis (`NA` where it cannot be one) and the comorbidity
subgroup (`No_group` where it has none). Columns are found by their names.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from chartcode.codesets.imports.sheets import column, sheets
from chartcode.errors import ReleaseError

_CODE = re.compile(r"[A-Z][0-9A][0-9A-Z](?:\.?[0-9A-Z]{1,4})?")
_NONE = {"", "n/a", "na", "none", "no_group", "no group"}
_YEAR = re.compile(r"\b(?:CY|Calendar Year) ?(20\d\d)\b", re.IGNORECASE)
_LONGEST_HEADING = 15
_LAST_LETTER = "Z"


@dataclass(frozen=True, slots=True)
class Groups:
    """The calendar year that the titles state (empty where they state none), and rows of (bare code, clinical group,
    comorbidity subgroup), both empty where there is none."""

    year: str
    rows: tuple[tuple[str, str, str], ...]


def is_groups(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a file that begins with these rows is a list of diagnoses of the PDGM grouper."""
    return any(_heads(row) is not None for row in rows)


def read_groups(source: BinaryIO) -> Groups:
    """The diagnoses of the first sheet that has them. Raises ReleaseError when none has, or its end is missing."""
    year = ""
    for name, rows in sheets(source):
        at = next((i for i, row in enumerate(rows[:_LONGEST_HEADING]) if _heads(row) is not None), None)
        stated = _YEAR.search(" ".join([name, *(cell for row in rows[:at] for cell in row)]))
        year = year or (stated[1] if stated else "")
        places = _heads(rows[at]) if at is not None else None
        if at is not None and places is not None:
            return _whole(Groups(year, tuple(_row(row, places) for row in rows[at + 1 :] if _has_code(row, places))))
    raise ReleaseError("it is no list of diagnoses of the PDGM grouper: no sheet has a clinical group a code")


def _heads(row: Sequence[str]) -> tuple[int, int, int] | None:
    """The columns of code, clinical group and comorbidity subgroup; None where the row is not one of column names."""
    code = column(row, "code", without="description")
    group = column(row, "clinical group", without="description")
    comorbidity = column(row, "comorbidity", "group", without="description")
    if code is None or group is None or comorbidity is None or any(len(cell) > 120 for cell in row):
        return None
    return code, group, comorbidity


def _has_code(row: Sequence[str], places: tuple[int, int, int]) -> bool:
    return len(row) > max(places) and _CODE.fullmatch(row[places[0]].strip()) is not None


def _row(row: Sequence[str], places: tuple[int, int, int]) -> tuple[str, str, str]:
    code, group, comorbidity = (" ".join(row[place].split()) for place in places)
    return code.replace(".", ""), _named(group), _named(comorbidity)


def _named(cell: str) -> str:
    return "" if cell.lower() in _NONE else cell


def _whole(found: Groups) -> Groups:
    if not found.rows or max(code for code, _, _ in found.rows) < _LAST_LETTER:
        raise ReleaseError("it is cut: the last codes are missing")
    return found
