"""Lays addenda over an ICD-10-PCS Index."""

import sqlite3
from collections.abc import Iterable

from chartcode.codesets.icd10pcs.read_index import PcsIndexEntry, PcsReference
from chartcode.codesets.icd10pcs.read_index_addenda import ADD, DELETE, IndexChange


def overlaid(index: sqlite3.Connection, changes: Iterable[IndexChange]) -> sqlite3.Connection:
    """A copy of an Index, in memory, with the changes made. What is added comes after what was there.

    A term to delete that is not there is passed over; one that a change belongs under and is not there is added.
    """
    book = sqlite3.connect(":memory:", check_same_thread=False)
    index.backup(book)
    above = [0]
    for change in changes:
        entry = change.entry
        del above[entry.level + 1 :]
        parent = above[-1]
        if change.action == DELETE:
            _delete(book, parent, entry)
            above.append(_find(book, parent, entry) or parent)
        elif change.action == ADD:
            above.append(_add(book, parent, entry))
        else:
            above.append(_find(book, parent, entry) or _add(book, parent, entry))
    return book


def changes_of(book: sqlite3.Connection) -> tuple[IndexChange, ...]:
    """The changes of an imported release, in the order of the file."""
    rows = book.execute("SELECT action, level, letter, title, code, kind, text, named FROM change ORDER BY rowid")
    return tuple(
        IndexChange(
            action, PcsIndexEntry(level, letter, title, code, (PcsReference(kind, text, named),) if kind else ())
        )
        for action, level, letter, title, code, kind, text, named in rows
    )


def _find(book: sqlite3.Connection, parent: int, entry: PcsIndexEntry) -> int:
    """The number of the term of that title below `parent`; 0 where there is none."""
    row = book.execute(
        "SELECT id FROM entry WHERE parent = ? AND title = ? COLLATE NOCASE ORDER BY id", (parent, entry.title)
    ).fetchone()
    return row[0] if row else 0


def _add(book: sqlite3.Connection, parent: int, entry: PcsIndexEntry) -> int:
    number = book.execute(
        "INSERT INTO entry (parent, level, letter, title, code) VALUES (?, ?, ?, ?, ?)",
        (parent, entry.level, entry.letter, entry.title, entry.code),
    ).lastrowid
    book.executemany(
        "INSERT INTO reference VALUES (?, ?, ?, ?)",
        ((number, one.kind, one.text, one.code) for one in entry.references),
    )
    return number or 0


def _delete(book: sqlite3.Connection, parent: int, entry: PcsIndexEntry) -> None:
    """Delete a term that leads nowhere else: those that have others below them stay, without their own code."""
    numbers = book.execute(
        "SELECT id FROM entry WHERE parent = ? AND title = ? COLLATE NOCASE AND code = ?",
        (parent, entry.title, entry.code),
    ).fetchall()
    for number in numbers[:1]:
        book.execute("DELETE FROM reference WHERE entry = ?", number)
        book.execute("UPDATE entry SET code = '' WHERE id = ?", number)
        book.execute("DELETE FROM entry WHERE id = ? AND NOT EXISTS (SELECT 1 FROM entry WHERE parent = ?)", number * 2)
