"""Writes CCSR categories into a book, embedded or imported."""

from collections.abc import Iterable
from pathlib import Path
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.ccsr.read_ccsr import Assignment, read_ccsr, read_packaged
from chartcode.codesets.imports.kind import Contents

LAYOUT = 1
"""Counts up when the tables below change."""

_TABLES = """
CREATE TABLE assigned (code TEXT PRIMARY KEY, inpatient TEXT, outpatient TEXT, categories TEXT) WITHOUT ROWID;
CREATE TABLE category (category TEXT PRIMARY KEY, title TEXT) WITHOUT ROWID;
"""


def build_embedded(book: Connection, source: Path) -> None:
    """The first category of each code, as it comes with chartcode. Raises ReleaseError."""
    book.executescript(_TABLES)
    _write(book, read_packaged(source))


def build_imported(source: BinaryIO, book: Connection) -> Contents:
    """An official file. Raises ReleaseError when it is cut or of another layout."""
    found = read_ccsr(source)
    book.executescript(_TABLES)
    _write(book, found.assignments)
    book.executemany("INSERT INTO category VALUES (?, ?)", found.titles.items())
    return Contents("", {"codes": len(found.assignments), "categories": len(found.titles)})


def _write(book: Connection, assignments: Iterable[Assignment]) -> None:
    book.executemany(
        "INSERT OR IGNORE INTO assigned VALUES (?, ?, ?, ?)",
        ((one.code, one.inpatient, one.outpatient, " ".join(one.categories)) for one in assignments),
    )
