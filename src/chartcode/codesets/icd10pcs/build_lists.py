"""Writes the ICD-10-PCS files that are lists into the tables of their releases: order, codes, conversions, keys."""

from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.icd10pcs.read_conversion import read_conversion
from chartcode.codesets.icd10pcs.read_key import read_key
from chartcode.codesets.icd10pcs.read_order import read_codes, read_order
from chartcode.codesets.imports.kind import Contents

LAYOUT = 1
"""Counts up when the tables below change."""

_ORDER = "CREATE TABLE line (number INTEGER, code TEXT PRIMARY KEY, valid INTEGER, short TEXT, long TEXT) WITHOUT ROWID"
_CODES = "CREATE TABLE line (code TEXT PRIMARY KEY, long TEXT) WITHOUT ROWID"
_CONVERSION = """
CREATE TABLE conversion (
    kind TEXT, first TEXT, code TEXT, title TEXT, previous TEXT, previous_title TEXT, comment TEXT
);
"""
_CONVERSION_INDEXES = """
CREATE INDEX conversion_code ON conversion (code);
CREATE INDEX conversion_previous ON conversion (previous);
"""
_KEY = "CREATE TABLE term (term TEXT, label TEXT)"


def build_order(source: BinaryIO, book: Connection) -> Contents:
    """Write the lines of an order file. Raises ReleaseError when it is cut or wrong."""
    rows = read_order(source)
    book.execute(_ORDER)
    book.executemany(
        "INSERT OR IGNORE INTO line VALUES (?, ?, ?, ?, ?)",
        ((row.number, row.code, row.valid, row.short, row.long) for row in rows),
    )
    codes = sum(row.valid for row in rows)
    return Contents("", {"codes": codes, "headers": len(rows) - codes})


def build_codes(source: BinaryIO, book: Connection) -> Contents:
    """Write the lines of a codes file. Raises ReleaseError when it is cut or wrong."""
    rows = read_codes(source)
    book.execute(_CODES)
    book.executemany("INSERT OR IGNORE INTO line VALUES (?, ?)", rows)
    return Contents("", {"codes": len(rows)})


def build_conversion(source: BinaryIO, book: Connection) -> Contents:
    """Write a conversion table; its version is the fiscal year of its latest change. Raises ReleaseError as above."""
    rows = read_conversion(source)
    latest = max(row.first for row in rows)
    book.executescript(_CONVERSION)
    book.executemany(
        "INSERT INTO conversion VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (row.kind, row.first.isoformat(), row.code, row.title, row.previous, row.previous_title, row.comment)
            for row in rows
        ),
    )
    book.executescript(_CONVERSION_INDEXES)
    return Contents(str(latest.year + (latest.month >= 10)), {"conversions": len(rows)})


def build_key(source: BinaryIO, book: Connection) -> Contents:
    """Write the terms of a body part or device key. Raises ReleaseError when it is cut or wrong."""
    key = read_key(source)
    book.execute(_KEY)
    book.executemany("INSERT INTO term VALUES (?, ?)", key.rows)
    return Contents(key.version, {"terms": len({term for term, _ in key.rows}), "values": len(key.rows)})
