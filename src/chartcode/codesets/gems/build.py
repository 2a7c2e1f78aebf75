"""Writes General Equivalence Mappings into a book, embedded or imported."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.gems.read_gems import CM_TO_9, NINE_TO_CM, Gem, read_gems, read_packaged, read_titles
from chartcode.codesets.imports.kind import Contents
from chartcode.errors import ReleaseError

LAYOUT = 1
"""Counts up when the tables below change."""

_TITLES = "CREATE TABLE title (procedure INTEGER, code TEXT, title TEXT, PRIMARY KEY (code, procedure)) WITHOUT ROWID"

_TABLE = """
CREATE TABLE gem (
    maps TEXT, source TEXT, target TEXT, approximate INTEGER, combination INTEGER, scenario INTEGER, choice INTEGER
)
"""


@dataclass(frozen=True, slots=True)
class Packaged:
    """The files of mappings of diagnoses, and of the titles of ICD-9-CM, that come with chartcode."""

    from_10: Path
    from_9: Path
    diagnoses: Path
    procedures: Path


def build_embedded(book: Connection, files: Packaged) -> None:
    """What comes with chartcode. Raises ReleaseError."""
    book.execute(_TABLE)
    _write(book, CM_TO_9, read_packaged(files.from_10))
    _write(book, NINE_TO_CM, read_packaged(files.from_9))
    _index(book)
    book.execute(_TITLES)
    for procedure, source in enumerate((files.diagnoses, files.procedures)):
        rows = ((procedure, code, title) for code, title in read_titles(source))
        book.executemany("INSERT OR IGNORE INTO title VALUES (?, ?, ?)", rows)


def build_imported(source: BinaryIO, book: Connection, maps: str) -> Contents:
    """The mappings of an official file. Raises ReleaseError when it is cut, or maps something else."""
    stated, entries = read_gems(source)
    if stated != maps:
        raise ReleaseError(f"it maps {stated}, not {maps}")
    book.execute(_TABLE)
    _write(book, maps, entries)
    _index(book)
    return Contents("", {"codes": len({one.source for one in entries}), "entries": len(entries)})


def _write(book: Connection, maps: str, entries: Iterable[Gem]) -> None:
    book.executemany(
        "INSERT INTO gem VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((maps, e.source, e.target, e.approximate, e.combination, e.scenario, e.choice) for e in entries),
    )


def _index(book: Connection) -> None:
    book.execute("CREATE INDEX gem_source ON gem (source, maps)")
