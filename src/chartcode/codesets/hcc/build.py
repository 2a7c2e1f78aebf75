"""Writes mappings to HCCs into a book, embedded or imported."""

from collections.abc import Mapping
from pathlib import Path
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.hcc.read_mappings import read_mappings
from chartcode.codesets.hcc.read_packaged import read_labels, read_mapping
from chartcode.codesets.imports.kind import Contents
from chartcode.codesets.imports.sheets import all_rows

LAYOUT = 1
"""Counts up when the tables below change."""

_TABLES = """
CREATE TABLE mapped (code TEXT, year INTEGER, model TEXT, category TEXT, paid INTEGER);
CREATE TABLE label (model TEXT, category TEXT, title TEXT, PRIMARY KEY (model, category)) WITHOUT ROWID;
"""

_INDEX = "CREATE INDEX mapped_code ON mapped (code, year)"


def build_embedded(book: Connection, mappings: Mapping[int, Path], labels: Path) -> None:
    """The mappings that come with chartcode, by payment year. Raises ReleaseError."""
    book.executescript(_TABLES)
    for year, source in mappings.items():
        rows = ((code, year, model, category, None) for code, model, category in read_mapping(source))
        book.executemany("INSERT INTO mapped VALUES (?, ?, ?, ?, ?)", rows)
    book.executemany("INSERT OR IGNORE INTO label VALUES (?, ?, ?)", read_labels(labels))
    book.execute(_INDEX)


def build_imported(source: BinaryIO, book: Connection) -> Contents:
    """The mappings of an official file, CSV or workbook. Raises ReleaseError when it is cut or of another layout."""
    found = read_mappings(all_rows(source))
    book.executescript(_TABLES)
    year = int(found.year or 0)
    book.executemany("INSERT INTO mapped VALUES (?, ?, ?, ?, ?)", ((code, year, *rest) for code, *rest in found.rows))
    book.execute(_INDEX)
    models = {model for _, model, _, _ in found.rows}
    return Contents(found.year, {"codes": found.codes, "models": len(models), "assignments": len(found.rows)})
