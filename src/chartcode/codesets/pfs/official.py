"""The official file of the physician fee schedule that can be imported: how it is known, what its release holds."""

from dataclasses import fields
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.imports.dates import Cycle
from chartcode.codesets.imports.kind import Contents, Head, Kind
from chartcode.codesets.pfs.entry import PfsEntry, PfsValues
from chartcode.codesets.pfs.read_pprrvu import HEADER, read_pprrvu

PFS = "pfs"
LAYOUT = 1
"""Counts up when the table below changes."""

POLICY = tuple(field.name for field in fields(PfsEntry))
VALUES = tuple(field.name for field in fields(PfsValues))

_DEFINED = ", ".join(f"{name} TEXT NOT NULL" for name in (*POLICY, *VALUES))
_TABLE = f"CREATE TABLE code ({_DEFINED}, PRIMARY KEY (code, modifier)) WITHOUT ROWID"


def _is_pprrvu(head: Head) -> bool:
    # Its twin for participants of payment models differs in the conversion factor only, and in its name.
    is_twin = "_qpp" in head.name.lower()
    return HEADER.search(head.text) is not None and not is_twin


def _pprrvu(source: BinaryIO, book: Connection) -> Contents:
    found = read_pprrvu(source)
    book.execute(_TABLE)
    marks = ", ".join("?" * (len(POLICY) + len(VALUES)))
    book.executemany(f"INSERT OR IGNORE INTO code VALUES ({marks})", ((*row.policy, *row.values) for row in found.rows))
    return Contents(found.version, {"rows": len(found.rows), "codes": len({row.policy[0] for row in found.rows})})


KINDS = (Kind(PFS, "physician fee schedule (PPRRVU CSV)", LAYOUT, _is_pprrvu, _pprrvu, Cycle.CALENDAR),)
