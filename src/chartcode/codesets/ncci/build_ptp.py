"""Writes PTP edits into the tables of their release, and joins its files."""

import re
from collections.abc import Iterator, Mapping
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.imports.about import About
from chartcode.codesets.imports.kind import Contents, Parts
from chartcode.codesets.ncci.read_ptp import read_ptp
from chartcode.errors import ReleaseError

LAYOUT = 1
"""Counts up when the tables below change."""

# Days as numbers and rationales by number keep two and a half million rows in 80 MB.
_TABLES = """
CREATE TABLE rationale (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE edit (
    column1 TEXT NOT NULL, column2 TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    modifier INTEGER NOT NULL, before_1996 INTEGER NOT NULL, rationale INTEGER NOT NULL,
    PRIMARY KEY (column1, column2, first, last, modifier)
) WITHOUT ROWID;
"""

_NUMBERED = re.compile(r"-f(\d+)(?!\w)", re.IGNORECASE)

_JOIN = """
INSERT OR IGNORE INTO edit
SELECT column1, column2, first, last, modifier, before_1996, ours.number
FROM part.edit AS theirs
JOIN part.rationale AS said ON said.number = theirs.rationale
JOIN main.rationale AS ours ON ours.text = said.text
"""


def build_ptp(source: BinaryIO, book: Connection) -> Contents:
    """Write the edits of one file. Raises ReleaseError when it is cut or damaged."""
    book.executescript(_TABLES)
    rationales: dict[str, int] = {}
    book.executemany("INSERT OR IGNORE INTO edit VALUES (?, ?, ?, ?, ?, ?, ?)", _rows(source, rationales))
    book.executemany("INSERT INTO rationale (text, number) VALUES (?, ?)", rationales.items())
    return Contents("", _counts(book))


def _rows(source: BinaryIO, rationales: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for *row, rationale in read_ptp(source):
        yield *row, rationales.setdefault(rationale, len(rationales))


def _join(book: Connection) -> Mapping[str, int]:
    """Take over the edits of another file of the release."""
    book.execute("INSERT OR IGNORE INTO main.rationale (text) SELECT text FROM part.rationale")
    book.execute(_JOIN)
    return _counts(book)


def _check(book: Connection, about: About) -> None:
    """The first file begins with codes of zeros, the last ends with those of Level II, and no number is left out."""
    first, last = book.execute("SELECT min(column1), max(column1) FROM edit").fetchone()
    numbers = {int(number) for number in _NUMBERED.findall(about.source)}
    if first[0] != "0" or not last[0].isalpha() or numbers != set(range(1, len(numbers) + 1)):
        raise ReleaseError("files of it are missing: import f1, f2 and all others of the table in one command")


def _counts(book: Connection) -> Mapping[str, int]:
    (edits,) = book.execute("SELECT count(*) FROM main.edit").fetchone()
    return {"edits": edits}


PARTS = Parts(_join, _check)
