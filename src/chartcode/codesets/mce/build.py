"""Writes the lists of the Medicare Code Editor into the tables of a book, embedded or imported alike."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.imports.kind import Contents
from chartcode.codesets.mce.read_lists import read_lists
from chartcode.codesets.mce.read_master import DIAGNOSES, PROCEDURES, Span, read_ages, read_master

LAYOUT = 1
"""Counts up when the tables below change."""

NAMES = {
    "unacceptable": "unacceptable principal",
    "ecodepdx": "external cause principal",
    "qadm": "questionable admission",
    "wrngproc": "wrong procedure",
    "reqsdx": "requires secondary diagnosis",
    "delout": "outcome of delivery",
    "diabtypeI": "type 1 diabetes",
    "clintrial": "clinical trial",
    "lcov": "limited coverage",
    "ncov12agele60": "noncovered over 60",
    "csect": "cesarean",
    "vagdel": "vaginal delivery",
    "kidneyxp": "kidney transplant",
    "los": "length of stay",
}
"""The short names of the master tables to those of chartcode. A list of another name keeps its own."""

_TABLES = """
CREATE TABLE listed (
    system TEXT NOT NULL, code TEXT NOT NULL, list TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL
);
CREATE TABLE age (list TEXT NOT NULL, lowest INTEGER, highest INTEGER, first INTEGER, last INTEGER);
CREATE INDEX listed_code ON listed (code);
CREATE INDEX listed_list ON listed (list);
"""

_ALWAYS = (0, 99999999)


def build_embedded(book: Connection, source: Path) -> None:
    """The lists by date that come with chartcode, and the last day they speak of. Raises ReleaseError."""
    book.executescript(_TABLES)
    known_until = date.max
    for system, key in (("D", DIAGNOSES), ("P", PROCEDURES)):
        spans, end = read_master(source, key)
        known_until = min(known_until, end)
        book.executemany("INSERT INTO listed VALUES (?, ?, ?, ?, ?)", _rows(system, spans))
    book.executemany(
        "INSERT INTO age VALUES (?, ?, ?, ?, ?)",
        ((one.list, one.lowest, one.highest, one.first, one.last) for one in read_ages(source)),
    )
    book.execute("CREATE TABLE known (until TEXT NOT NULL)")
    book.execute("INSERT INTO known VALUES (?)", (known_until.isoformat(),))


def build_imported(source: BinaryIO, book: Connection) -> Contents:
    """The lists of an imported file. Raises ReleaseError when it is cut or of another layout."""
    found = read_lists(source)
    book.executescript(_TABLES)
    book.executemany(
        "INSERT INTO listed VALUES (?, ?, ?, ?, ?)",
        ((system, code, name, *_ALWAYS) for name, system, code, _ in found.rows),
    )
    lists = {(name, system) for name, system, _, _ in found.rows}
    return Contents(found.version, {"lists": len(lists), "codes": len(found.rows)})


def _rows(system: str, spans: Iterable[Span]) -> Iterable[tuple[str, str, str, int, int]]:
    for span in spans:
        for name in span.lists:
            yield system, span.code, NAMES.get(name, name), span.first, span.last
