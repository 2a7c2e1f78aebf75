"""Writes a Tabular List into the tables of its release."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from chartcode.codesets.icd10cm.read import TabularNode
from chartcode.codesets.icd10cm.sides import side_siblings

_TABULAR = """
CREATE TABLE node (
    code TEXT PRIMARY KEY, position INTEGER NOT NULL, parent TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE instruction (code TEXT NOT NULL, position INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE seventh (code TEXT NOT NULL, char TEXT NOT NULL, meaning TEXT NOT NULL);
CREATE TABLE side (
    code TEXT NOT NULL, side TEXT NOT NULL, sibling TEXT NOT NULL, PRIMARY KEY (code, side)
) WITHOUT ROWID;
CREATE INDEX node_parent ON node (parent, position);
CREATE INDEX instruction_code ON instruction (code);
CREATE INDEX seventh_code ON seventh (code);
"""


def write_tabular(book: sqlite3.Connection, nodes: Sequence[TabularNode]) -> dict[str, int]:
    """Write the tables of the Tabular List into an open release file. Returns counts by name."""
    book.executescript(_TABULAR)
    book.executemany("INSERT INTO node VALUES (?, ?, ?, ?, ?)", _numbered(with_seventh_characters(nodes)))
    book.executemany(
        "INSERT INTO instruction VALUES (?, ?, ?, ?)",
        ((node.code, i, kind, text) for node in nodes for i, (kind, text) in enumerate(node.instructions)),
    )
    book.executemany(
        "INSERT INTO seventh VALUES (?, ?, ?)",
        ((node.code, char, meaning) for node in nodes for char, meaning in node.sevenths),
    )
    codes = write_sides(book)
    return {"nodes": len(nodes), "codes": codes, "notes": sum(len(node.instructions) for node in nodes)}


def write_sides(book: sqlite3.Connection) -> int:
    """Write again which codes differ only in their side, by their titles. Returns the number of codes."""
    codes = book.execute("SELECT code, title FROM node WHERE kind = 'code' ORDER BY position").fetchall()
    book.execute("DELETE FROM side")
    book.executemany("INSERT OR IGNORE INTO side VALUES (?, ?, ?)", side_siblings(codes))
    return len(codes)


def with_seventh_characters(nodes: Iterable[TabularNode]) -> Iterator[tuple[str, str, str, str]]:
    """Rows of (code, parent, kind, title): every node, and under a leaf each 7th character that it inherits.

    A code shorter than six characters is filled with the placeholder X (Guidelines I.A.4 and I.A.5). A node's own
    list of 7th characters takes the place of its ancestors'.
    """
    by_code: dict[str, TabularNode] = {}
    for node in nodes:
        by_code[node.code] = node
        sevenths = _inherited(node, by_code)
        if not node.leaf or node.kind in {"chapter", "block"}:
            yield node.code, node.parent, node.kind, node.title
        elif not sevenths or len(node.code) == 7:
            yield node.code, node.parent, "code", node.title
        else:
            yield node.code, node.parent, "subcategory" if len(node.code) > 3 else "category", node.title
            for char, meaning in sevenths:
                yield node.code.ljust(6, "X") + char, node.code, "code", f"{node.title}, {meaning}"


def _inherited(node: TabularNode, by_code: dict[str, TabularNode]) -> tuple[tuple[str, str], ...]:
    at: TabularNode | None = node
    while at is not None:
        if at.sevenths:
            return at.sevenths
        at = by_code.get(at.parent)
    return ()


def _numbered(rows: Iterable[tuple[str, str, str, str]]) -> Iterator[tuple[str, int, str, str, str]]:
    for position, (code, parent, kind, title) in enumerate(rows):
        yield code, position, parent, kind, title
