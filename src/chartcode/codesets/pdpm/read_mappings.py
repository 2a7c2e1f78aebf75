"""Parser of the PDPM ICD-10 mappings.
File layout (CMS, `PDPM ICD-10 Mappings FY20nn`, a workbook, or a sheet of it as CSV): each sheet has lines of title,
column names, and a row a code. `Clinical Categories by Dx`: ICD-10-CM Code, Description, Default Clinical Category,
and the category of a resident who had major surgery in the stay before (`N/A` where it is none). The sheets of SLP and
of NTA comorbidities: the comorbidity, ICD-10-CM Code, Description, in any order. Columns are found by their names.

A second layout is read as well, JSON that others derive from the first sheet: an object of bare code to category.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from chartcode.codesets.imports.sheets import column, sheets
from chartcode.errors import ReleaseError

DERIVED = re.compile(r'\s*\{\s*"[A-Z][0-9A][0-9A-Z]{1,5}"\s*:\s*"(?P<category>[A-Z][^"]{4,80})"')
CATEGORIES = {"Acute Infections", "Return to Provider", "Medical Management"}
"""Categories of which every file has at least one: what tells it from other JSON."""

CATEGORY, SURGERY, SLP, NTA = (
    "clinical category",
    "clinical category after surgery",
    "SLP comorbidity",
    "NTA comorbidity",
)
"""What a row says of a code."""

_CODE = re.compile(r"[A-Z][0-9A][0-9A-Z](?:\.?[0-9A-Z]{1,4})?")
_NONE = {"", "n/a", "na", "none"}
_LONGEST_HEADING = 15
_LAST_LETTER = "Z"


@dataclass(frozen=True, slots=True)
class Mappings:
    """The fiscal year that the titles state (empty where they state none), and rows of (bare code, what is said, of the
    constants above, the category or comorbidity)."""

    year: str
    rows: tuple[tuple[str, str, str], ...]


def is_mappings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a file that begins with these rows is one of PDPM mappings."""
    return any(_heads(row) and column(row, "clinical category") is not None for row in rows)


def is_derived(text: str) -> bool:
    """Whether a file that begins so is JSON of code to category."""
    return DERIVED.match(text) is not None and any(f'"{category}"' in text for category in CATEGORIES)


def read_mappings(source: BinaryIO) -> Mappings:
    """Every sheet that maps codes. Raises ReleaseError when there is none, or the end of the categories is missing."""
    start = source.read(1)
    source.seek(0)
    if start == b"{":
        return _derived(source)
    found: list[tuple[str, str, str]] = []
    year = ""
    for name, rows in sheets(source):
        at = next((i for i, row in enumerate(rows[:_LONGEST_HEADING]) if _heads(row)), None)
        titles = " ".join(cell for row in rows[:at] for cell in row)
        stated = re.search(r"\b(?:FY|Fiscal Year) ?(20\d\d)\b", f"{name} {titles}")
        year = year or (stated[1] if stated else "")
        if at is not None:
            found += _sheet(f"{name} {titles}", rows[at], rows[at + 1 :])
    return _whole(Mappings(year, tuple(found)))


def _sheet(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    code = _heads(heads)
    said = _columns(title, heads)
    for row in rows:
        cell = row[code - 1].strip() if len(row) >= code else ""
        if _CODE.fullmatch(cell):
            for what, at in said.items():
                value = " ".join(row[at].split()) if at < len(row) else ""
                if value.lower() not in _NONE:
                    yield cell.replace(".", ""), what, value


def _columns(title: str, heads: Sequence[str]) -> dict[str, int]:
    """What each column of a sheet says, for those that say something."""
    category = column(heads, "default", "category")
    if category is None:
        category = column(heads, "clinical category")
    if category is not None:
        surgery = next((i for i, head in enumerate(heads) if re.search("surg|major procedure", head, re.I)), None)
        return {CATEGORY: category} | ({SURGERY: surgery} if surgery not in {None, category} else {})
    named = f"{title} {' '.join(heads)}".lower()
    what = SLP if re.search(r"\bslp\b", named) else NTA if re.search(r"\bnta\b|non-therapy", named) else ""
    comorbidity = column(heads, "comorbid", without="code")
    if comorbidity is None:
        comorbidity = column(heads, "condition")
    return {what: comorbidity} if what and comorbidity is not None else {}


def _heads(row: Sequence[str]) -> int:
    """The number of the column with the codes, from 1; 0 where the row is not one of column names."""
    at = column(row, "icd-10", "code", without="description")
    return 0 if at is None or len(row[at]) > 60 else at + 1


def _derived(source: BinaryIO) -> Mappings:
    try:
        table = json.load(source)
        rows = tuple((str(code), CATEGORY, str(category)) for code, category in table.items() if _CODE.fullmatch(code))
    except (ValueError, AttributeError, RecursionError):
        raise ReleaseError("it is cut or damaged: it is no JSON object of codes to categories") from None
    return _whole(Mappings("", rows))


def _whole(found: Mappings) -> Mappings:
    categories = [code for code, what, _ in found.rows if what == CATEGORY]
    if not categories or max(categories) < _LAST_LETTER:
        raise ReleaseError("it is cut: the last codes of the clinical categories are missing")
    return found
