"""Writes the ICD-10-PCS definitions into the tables of their release."""

from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.icd10pcs.read_definitions import read_definitions
from chartcode.codesets.imports.kind import Contents

LAYOUT = 1
"""Counts up when the tables below change."""

_TABLES = """
CREATE TABLE term (id INTEGER PRIMARY KEY, definition TEXT NOT NULL, explanation TEXT NOT NULL);
CREATE TABLE title (
    section TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, term INTEGER NOT NULL,
    PRIMARY KEY (section, position, title)
) WITHOUT ROWID;
CREATE TABLE include (term INTEGER NOT NULL, text TEXT NOT NULL);
CREATE TABLE aggregate (
    id INTEGER PRIMARY KEY, device TEXT NOT NULL, operation TEXT NOT NULL, char TEXT NOT NULL, label TEXT NOT NULL
);
CREATE TABLE aggregate_system (aggregate INTEGER NOT NULL, body_system TEXT NOT NULL);
CREATE INDEX include_term ON include (term);
"""


def build_definitions(source: BinaryIO, book: Connection) -> Contents:
    """Write terms and device aggregations, numbered from 1. Raises ReleaseError when the file is cut or wrong."""
    file = read_definitions(source)
    terms = list(enumerate(file.terms, 1))
    aggregates = list(enumerate(file.aggregates, 1))
    book.executescript(_TABLES)
    book.executemany("INSERT INTO term VALUES (?, ?, ?)", ((i, term.definition, term.explanation) for i, term in terms))
    book.executemany(
        "INSERT OR IGNORE INTO title VALUES (?, ?, ?, ?)",
        ((term.section, term.position, title, i) for i, term in terms for title in term.titles),
    )
    book.executemany("INSERT INTO include VALUES (?, ?)", ((i, text) for i, term in terms for text in term.includes))
    book.executemany(
        "INSERT INTO aggregate VALUES (?, ?, ?, ?, ?)",
        ((i, one.device, one.operation, one.char, one.label) for i, one in aggregates),
    )
    book.executemany(
        "INSERT INTO aggregate_system VALUES (?, ?)",
        ((i, system) for i, one in aggregates for system in one.body_systems),
    )
    return Contents(
        file.version,
        {
            "sections": len(file.sections),
            "terms": len(terms),
            "definitions": sum(bool(term.definition) for term in file.terms),
            "includes": sum(len(term.includes) for term in file.terms),
            "device aggregations": len(aggregates),
        },
    )
