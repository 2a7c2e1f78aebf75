"""Writes the tables of the MS-DRG grouper into a book, embedded or imported."""

from dataclasses import astuple
from pathlib import Path
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.imports.kind import Contents
from chartcode.codesets.msdrg import read_diagnoses as embedded
from chartcode.codesets.msdrg.read_tables import read_exclusions, read_list, read_weights

LAYOUT = 2
"""Counts up when the tables below change."""

_EMBEDDED = """
CREATE TABLE diagnosis (
    code TEXT, first INTEGER, last INTEGER, mdc INTEGER, level TEXT, only_alive INTEGER, PRIMARY KEY (code, first)
) WITHOUT ROWID;
CREATE TABLE hac (code TEXT, first INTEGER, last INTEGER, number INTEGER);
CREATE TABLE title (kind TEXT, number INTEGER, first INTEGER, last INTEGER, text TEXT);
CREATE TABLE principal (
    code TEXT, first INTEGER, last INTEGER, collection INTEGER, PRIMARY KEY (collection, code, first)
) WITHOUT ROWID;
CREATE TABLE excluded (code TEXT, collection INTEGER, PRIMARY KEY (code, collection)) WITHOUT ROWID;
CREATE INDEX hac_code ON hac (code);
"""


def build_embedded(book: Connection, source: Path) -> None:
    """The tables by version that come with chartcode. Raises ReleaseError."""
    book.executescript(_EMBEDDED)
    diagnoses = embedded.read_diagnoses(source)
    book.executemany(
        "INSERT INTO diagnosis VALUES (?, ?, ?, ?, ?, ?)",
        ((one.code, one.first, one.last, one.mdc, one.level, one.only_alive) for one in diagnoses),
    )
    book.executemany(
        "INSERT INTO hac VALUES (?, ?, ?, ?)",
        ((one.code, one.first, one.last, number) for one in diagnoses for number in one.hacs),
    )
    book.executemany("INSERT INTO title VALUES (?, ?, ?, ?, ?)", embedded.read_titles(source))
    book.executemany("INSERT INTO principal VALUES (?, ?, ?, ?)", embedded.read_principals(source))
    book.executemany("INSERT OR IGNORE INTO excluded VALUES (?, ?)", embedded.read_excluded(source))


def build_weights(source: BinaryIO, book: Connection) -> Contents:
    """Table 5. Raises ReleaseError when it is cut or of another layout."""
    year, rows = read_weights(source)
    book.execute(
        "CREATE TABLE drg (number INTEGER PRIMARY KEY, mdc TEXT, kind TEXT, title TEXT, post_acute INTEGER,"
        " special_pay INTEGER, weight REAL, geometric_days REAL, arithmetic_days REAL)"
    )
    book.executemany(
        "INSERT INTO drg VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (astuple(row) for row in rows),
    )
    return Contents(year, {"DRGs": len(rows)})


def build_list(source: BinaryIO, book: Connection) -> Contents:
    """Table 6I or 6J. Raises ReleaseError when it is cut or of another layout."""
    year, rows = read_list(source)
    book.execute("CREATE TABLE listed (code TEXT PRIMARY KEY, title TEXT) WITHOUT ROWID")
    book.executemany("INSERT OR IGNORE INTO listed VALUES (?, ?)", rows)
    return Contents(year, {"codes": len(rows)})


def build_exclusions(source: BinaryIO, book: Connection) -> Contents:
    """Table 6K. Raises ReleaseError when it is cut or of another layout."""
    year, codes, principals = read_exclusions(source)
    book.execute("CREATE TABLE excluded (code TEXT PRIMARY KEY, collection INTEGER) WITHOUT ROWID")
    book.execute("CREATE TABLE principal (collection INTEGER, code TEXT, PRIMARY KEY (collection, code)) WITHOUT ROWID")
    book.executemany("INSERT OR IGNORE INTO excluded VALUES (?, ?)", codes)
    book.executemany("INSERT OR IGNORE INTO principal VALUES (?, ?)", principals)
    collections = len({collection for collection, _ in principals})
    return Contents(year, {"codes": len(codes), "collections": collections, "principal diagnoses": len(principals)})
