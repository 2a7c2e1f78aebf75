"""Writes ICD-10-PCS tables, all of a year or those that addenda change, into the tables of their release."""

from collections.abc import Iterator
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.icd10pcs.builder import PcsTable
from chartcode.codesets.icd10pcs.read_tables import TablesFile, read_tables
from chartcode.codesets.icd10pcs.read_tables_addenda import read_tables_addenda
from chartcode.codesets.imports.kind import Contents

LAYOUT = 1
"""Counts up when the tables below change."""

_TABLES = """
CREATE TABLE pcs_table (prefix TEXT PRIMARY KEY, definition TEXT NOT NULL, codes INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE value (
    prefix TEXT NOT NULL, line INTEGER NOT NULL, position INTEGER NOT NULL, char TEXT NOT NULL, axis TEXT NOT NULL,
    label TEXT NOT NULL, PRIMARY KEY (prefix, line, position, char)
) WITHOUT ROWID;
"""

_LABELS = "CREATE INDEX value_label ON value (label COLLATE NOCASE)"


def build_tables(source: BinaryIO, book: Connection) -> Contents:
    """Write the tables XML. Raises ReleaseError when it is cut or wrong."""
    return _write(read_tables(source), book)


def build_tables_addenda(source: BinaryIO, book: Connection) -> Contents:
    """Write the tables that addenda change, as they are afterwards. Raises ReleaseError when the file is wrong."""
    return _write(read_tables_addenda(source), book)


def _write(file: TablesFile, book: Connection) -> Contents:
    sizes = [(table, sum(1 for _ in table.codes())) for table in file.tables]
    book.executescript(_TABLES)
    book.executemany(
        "INSERT INTO pcs_table VALUES (?, ?, ?)", ((table.prefix, table.definition, size) for table, size in sizes)
    )
    for table in file.tables:
        book.executemany("INSERT INTO value VALUES (?, ?, ?, ?, ?, ?)", _values(table))
    book.execute(_LABELS)
    return Contents(
        file.version,
        {
            "tables": len(file.tables),
            "rows": sum(len(table.rows) for table in file.tables),
            "codes": sum(size for _, size in sizes),
        },
    )


def _values(table: PcsTable) -> Iterator[tuple[object, ...]]:
    """The values of a table: the head is line 0, the rows count from 1."""
    for line, axes in enumerate((table.head, *(row.axes for row in table.rows))):
        for axis in axes:
            for value in axis.values:
                yield table.prefix, line, axis.position, value.char, axis.title, value.label
