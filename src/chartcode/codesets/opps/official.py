"""The official file of the outpatient payment system that can be imported: how it is known, what its release holds."""

from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.imports.dates import Cycle
from chartcode.codesets.imports.kind import Contents, Head, Kind
from chartcode.codesets.opps.read_addendum_b import HEADER, read_addendum_b

ADDENDUM_B = "opps-addendum-b"
LAYOUT = 1
"""Counts up when the table below changes."""

_TABLE = """
CREATE TABLE code (
    code TEXT PRIMARY KEY, status TEXT NOT NULL, apc TEXT NOT NULL, relative_weight TEXT NOT NULL,
    payment_rate TEXT NOT NULL, national_copayment TEXT NOT NULL, minimum_copayment TEXT NOT NULL,
    adjusted_copayment TEXT NOT NULL
) WITHOUT ROWID
"""


def _is_addendum_b(head: Head) -> bool:
    return HEADER.search(head.text) is not None


def _addendum_b(source: BinaryIO, book: Connection) -> Contents:
    found = read_addendum_b(source)
    book.execute(_TABLE)
    book.executemany("INSERT OR IGNORE INTO code VALUES (?, ?, ?, ?, ?, ?, ?, ?)", found.rows)
    return Contents(found.version, {"codes": len(found.rows)})


KINDS = (Kind(ADDENDUM_B, "OPPS Addendum B (CSV)", LAYOUT, _is_addendum_b, _addendum_b, Cycle.CALENDAR),)
