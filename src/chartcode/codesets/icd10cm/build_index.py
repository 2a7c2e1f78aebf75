"""Writes an Index or table file into the tables of its release."""

from collections.abc import Iterator, Sequence
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.icd10cm.read_index import IndexEntry, read_index
from chartcode.codesets.imports.kind import Contents

_TABLES = """
CREATE TABLE head (col INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, parent INTEGER NOT NULL, level INTEGER NOT NULL, letter TEXT NOT NULL, title TEXT NOT NULL,
    nonessential TEXT NOT NULL, printed TEXT NOT NULL, code TEXT NOT NULL, manifestation TEXT NOT NULL
);
CREATE TABLE reference (entry INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE cell (entry INTEGER NOT NULL, col INTEGER NOT NULL, code TEXT NOT NULL);
"""

_INDEXES = """
CREATE INDEX entry_parent ON entry (parent);
CREATE INDEX entry_code ON entry (code);
CREATE INDEX reference_entry ON reference (entry);
CREATE INDEX cell_entry ON cell (entry);
"""


def build_index(source: BinaryIO, book: Connection) -> Contents:
    """Write the entries of an Index or table file, numbered from 1 in the order of the book; a main term's parent is 0.

    Raises ReleaseError when the file is no Index, is cut, or holds no entries.
    """
    index = read_index(source)
    book.executescript(_TABLES)
    book.executemany("INSERT INTO head VALUES (?, ?)", index.heads)
    book.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _rows(index.entries))
    numbered = list(enumerate(index.entries, 1))
    references = [(number, *reference) for number, entry in numbered for reference in entry.references]
    cells = [(number, *cell) for number, entry in numbered for cell in entry.cells]
    book.executemany("INSERT INTO reference VALUES (?, ?, ?)", references)
    book.executemany("INSERT INTO cell VALUES (?, ?, ?)", cells)
    book.executescript(_INDEXES)
    counts = {
        "main terms": sum(entry.level == 0 for entry in index.entries),
        "terms": sum(entry.level > 0 for entry in index.entries),
        "codes": sum(bool(entry.code) for entry in index.entries) + len(cells),
        "references": len(references),
    }
    return Contents(index.version, counts)


def _rows(entries: Sequence[IndexEntry]) -> Iterator[tuple[object, ...]]:
    above = [0]
    for number, entry in enumerate(entries, 1):
        del above[entry.level + 1 :]
        yield (
            number,
            above[-1],
            entry.level,
            entry.letter,
            entry.title,
            entry.nonessential,
            entry.printed,
            entry.code,
            entry.manifestation,
        )
        above.append(number)
