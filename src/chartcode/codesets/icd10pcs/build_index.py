"""Writes the ICD-10-PCS Index, and addenda to it, into the tables of their releases."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.icd10pcs.read_index import PcsIndexEntry, PcsReference, read_index
from chartcode.codesets.icd10pcs.read_index_addenda import ADD, DELETE, read_index_addenda
from chartcode.codesets.imports.kind import Contents

LAYOUT = 1
"""Counts up when the tables below change."""

_TABLES = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, parent INTEGER NOT NULL, level INTEGER NOT NULL, letter TEXT NOT NULL,
    title TEXT NOT NULL, code TEXT NOT NULL
);
CREATE TABLE reference (entry INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, code TEXT NOT NULL);
"""

_CHANGES = """
CREATE TABLE change (
    action TEXT NOT NULL, level INTEGER NOT NULL, letter TEXT NOT NULL, title TEXT NOT NULL, code TEXT NOT NULL,
    kind TEXT NOT NULL, text TEXT NOT NULL, named TEXT NOT NULL
);
"""

_INDEXES = """
CREATE INDEX entry_parent ON entry (parent, title COLLATE NOCASE);
CREATE INDEX entry_code ON entry (code);
CREATE INDEX reference_entry ON reference (entry);
CREATE INDEX reference_code ON reference (code);
"""


def build_index(source: BinaryIO, book: Connection) -> Contents:
    """Write the entries, numbered from 1 in the order of the book; a main term's parent is 0.

    Raises ReleaseError when the file is no Index, is cut, or holds no entries.
    """
    index = read_index(source)
    book.executescript(_TABLES)
    book.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", _rows(index.entries))
    references = [
        (number, one.kind, one.text, one.code)
        for number, entry in enumerate(index.entries, 1)
        for one in entry.references
    ]
    book.executemany("INSERT INTO reference VALUES (?, ?, ?, ?)", references)
    book.executescript(_INDEXES)
    counts = {
        "main terms": sum(entry.level == 0 for entry in index.entries),
        "terms": sum(entry.level > 0 for entry in index.entries),
        "codes": sum(bool(entry.code) for entry in index.entries),
        "references": len(references),
    }
    return Contents(index.version, counts)


def build_index_addenda(source: BinaryIO, book: Connection) -> Contents:
    """Write the changes of an Index, each with its reference if it has one. Raises ReleaseError when it is wrong."""
    changes = read_index_addenda(source)
    book.executescript(_CHANGES)
    for change in changes:
        entry = change.entry
        reference = entry.references[0] if entry.references else PcsReference("", "", "")
        book.execute(
            "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (change.action, entry.level, entry.letter, entry.title, entry.code, *astuple(reference)),
        )
    actions = [change.action for change in changes]
    return Contents("", {"added": actions.count(ADD), "deleted": actions.count(DELETE)})


def _rows(entries: Sequence[PcsIndexEntry]) -> Iterator[tuple[object, ...]]:
    above = [0]
    for number, entry in enumerate(entries, 1):
        del above[entry.level + 1 :]
        yield number, above[-1], entry.level, entry.letter, entry.title, entry.code
        above.append(number)
