"""Parsers of the tables of the IPPS final rule as text: 5 (weights), 6I (MCC), 6J (CC), 6K (CC exclusions).
File layouts (CMS, `FY20nn IPPS Final Rule tables`). Tables 5, 6I and 6J are tab-delimited, cells with commas in
quotes, under a title of one or two lines and a line of column names. 5: DRG, post-acute and special-pay marks, MDC,
type, title, weight before and after the 10 % cap, geometric and arithmetic mean length of stay in days; a period where
there is none. 6I and 6J: dotted code, title. 6K has two parts: lines of code, level and number of its collection of
principal diagnoses (`A000 CC 0002:3 codes title`, or `No Excl`), then the collections (`PDX collection 0002` and a
code a line).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from chartcode.codesets.imports.text import lines
from chartcode.errors import InvalidValueError, ReleaseError
from chartcode.model import icd10cm

WEIGHTS = re.compile(r'"?TABLE 5\b', re.IGNORECASE)
LIST = re.compile(r'"?TABLE 6(?P<table>[IJ])\b.*?(?:MCC|CC) LIST', re.IGNORECASE)
EXCLUDED = re.compile(
    r"^ *(?P<code>[A-Z]\w{2,6}) +(?:MCC|CC)(?: +\d\d)? +(?:(?P<collection>\d{4}):\d+|No Excl)", re.MULTILINE
)
_COLLECTION = re.compile(r"PDX collection +(\d+)")
_PRINCIPAL = re.compile(r" *([A-Z]\w{2,6})\b")
_YEAR = re.compile(r"\bFY ?(20\d\d)\b|\bFiscal Year (20\d\d)\b", re.IGNORECASE)
_LAST_DRG = 999
_LAST_LETTER = "T"
"""Every list of levels has codes of injuries or later: one without was cut."""


@dataclass(frozen=True, slots=True)
class Drg:
    """A row of Table 5: number, MDC (a number or PRE, empty where there is none), type (MED or SURG), title, relative
    weight, and geometric and arithmetic mean length of stay in days; None where the table has a period."""

    number: int
    mdc: str
    kind: str
    title: str
    post_acute: bool
    special_pay: bool
    weight: float | None
    geometric_days: float | None
    arithmetic_days: float | None


def year_of(text: list[str]) -> str:
    """The fiscal year that the title of a table states; empty where it states none."""
    found = _YEAR.search(" ".join(text[:12]))
    return (found[1] or found[2]) if found else ""


def read_weights(source: BinaryIO) -> tuple[str, list[Drg]]:
    """The fiscal year and rows of Table 5. Raises ReleaseError at a row of another layout, or without the end."""
    text = lines(source)
    found = []
    rows = csv.reader(text, delimiter="\t")
    for cells in rows:
        if cells and re.fullmatch(r"\d{3}", cells[0].strip()):
            try:
                found.append(_drg([cell.strip() for cell in cells]))
            except (ValueError, IndexError):
                raise ReleaseError(f"it is cut or damaged: line {rows.line_num} is no line of Table 5") from None
    if not found or found[-1].number != _LAST_DRG:
        raise ReleaseError("it is cut: the last DRGs are missing")
    return year_of(text), found


def read_list(source: BinaryIO) -> tuple[str, list[tuple[str, str]]]:
    """The fiscal year and rows (bare code, title) of Table 6I or 6J. Raises ReleaseError as `read_weights` does."""
    text = lines(source)
    found = []
    rows = csv.reader(text, delimiter="\t")
    for cells in rows:
        if len(cells) < 2 or not cells[0].strip() or rows.line_num <= 2:
            continue
        try:
            found.append((icd10cm(cells[0]).bare, cells[1].strip()))
        except InvalidValueError:
            raise ReleaseError(f"it is cut or damaged: line {rows.line_num} is no line of Table 6I or 6J") from None
    if not found or max(code for code, _ in found) < _LAST_LETTER:
        raise ReleaseError("it is cut: the last codes are missing")
    return year_of(text), found


def read_exclusions(source: BinaryIO) -> tuple[str, list[tuple[str, int]], list[tuple[int, str]]]:
    """The fiscal year, rows (bare code, its collection) and rows (collection, bare principal diagnosis) of Table 6K.

    Raises ReleaseError when a collection that a code names is missing.
    """
    text = lines(source)
    whole = "\n".join(text)
    codes = [(found["code"], int(found["collection"])) for found in EXCLUDED.finditer(whole) if found["collection"]]
    principals = list(_principals(text))
    missing = {collection for _, collection in codes} - {collection for collection, _ in principals}
    if not codes or missing:
        raise ReleaseError(f"it is cut: {len(missing) or 'all'} of its collections of principal diagnoses are missing")
    return year_of(text), codes, principals


def _principals(text: list[str]) -> Iterator[tuple[int, str]]:
    collection = None
    for line in text:
        if heading := _COLLECTION.match(line.strip()):
            collection = int(heading[1])
        elif not line.strip():
            collection = None
        elif collection is not None and (code := _PRINCIPAL.match(line)):
            yield collection, code[1]


def _drg(cells: list[str]) -> Drg:
    number, post_acute, special_pay, mdc, kind, title, _, weight = cells[:8]
    days = [_figure(cell) for cell in (*cells[8:10], "", "")]
    return Drg(
        number=int(number),
        mdc=mdc,
        kind=kind.strip("*"),
        title=title,
        post_acute=post_acute == "Yes",
        special_pay=special_pay == "Yes",
        weight=_figure(weight),
        geometric_days=days[0],
        arithmetic_days=days[1],
    )


def _figure(cell: str) -> float | None:
    return None if cell in {"", "."} else float(cell.replace(",", ""))
