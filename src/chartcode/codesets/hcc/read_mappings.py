"""Parser of the mappings of ICD-10-CM codes to HCCs that CMS publishes for a payment year.
File layout (CMS, `2026 Midyear_Final ICD-10-CM Mappings`, CSV or its first sheet): lines of title, then a line of
column names with line breaks inside: Diagnosis Code, Description, a column for each model (`CMS-HCC Model Category
V28`) with the category or nothing, and a column for each model and payment year (`... V28 for 2026 Payment Year`) with
Yes or No. Below the codes stand notes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from chartcode.codesets.hcc.read_packaged import model_in
from chartcode.errors import ReleaseError

_CODE = re.compile(r"[A-Z][0-9A][0-9A-Z]{1,5}")
_CATEGORY = re.compile(r"(\d+)(?:\.0)?")
_PAYMENT_YEAR = re.compile(r"(20\d\d) Payment Year", re.IGNORECASE)
_LAST_LETTER = "Z"
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Mappings:
    """The payment year (empty where the file states none), how many codes it lists, and rows of (bare code, model,
    category, whether the category counts for payment in that year)."""

    year: str
    codes: int
    rows: tuple[tuple[str, str, str, bool], ...]


def is_mappings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a file that begins with these rows is one of mappings to HCCs."""
    return _head(rows) is not None


def read_mappings(rows: Sequence[Sequence[str]]) -> Mappings:
    """The rows of the whole file. Raises ReleaseError when it is of another layout, or its end is missing."""
    at = _head(rows)
    if at is None:
        raise ReleaseError(
            "it is no file of mappings to HCCs: it has no column names Diagnosis Code and Model Category"
        )
    heads = [" ".join(cell.split()) for cell in rows[at]]
    models = {i: model_in(head) for i, head in enumerate(heads) if model_in(head) and not _PAYMENT_YEAR.search(head)}
    paid = {model_in(head): i for i, head in enumerate(heads) if model_in(head) and _PAYMENT_YEAR.search(head)}
    found, codes = [], set()
    for row in rows[at + 1 :]:
        code = row[0].strip() if row else ""
        if not _CODE.fullmatch(code):
            continue  # Notes under the table.
        if len(row) < len(heads):
            raise ReleaseError(f"it is cut or damaged: the row of {code} has {len(row)} of {len(heads)} columns")
        codes.add(code)
        for i, model in models.items():
            category = _CATEGORY.fullmatch(row[i].strip())
            if category:
                found.append((code, model, category[1], model not in paid or row[paid[model]].strip().lower() == "yes"))
    if not any(code.startswith(_LAST_LETTER) for code in codes):
        raise ReleaseError("it is cut: the last codes are missing")
    return Mappings(_year(heads, rows[:at]), len(codes), tuple(found))


def _year(heads: Sequence[str], titles: Sequence[Sequence[str]]) -> str:
    years = [found[1] for head in heads if (found := _PAYMENT_YEAR.search(head))]
    stated = re.search(r"\b(20\d\d)\b", " ".join(cell for row in titles for cell in row))
    return max(years) if years else (stated[1] if stated else "")


def _head(rows: Sequence[Sequence[str]]) -> int | None:
    for number, row in enumerate(rows[:_LONGEST_HEADING]):
        first = " ".join(row[0].split()).lower() if row else ""
        if first == "diagnosis code" and any(model_in(cell) for cell in row):
            return number
    return None
