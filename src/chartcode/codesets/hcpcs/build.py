"""Writes the HCPCS file into the tables of its release, and reads entries back."""

from dataclasses import astuple, fields
from datetime import date
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.hcpcs.entry import HcpcsEntry
from chartcode.codesets.hcpcs.read_anweb import read_anweb
from chartcode.codesets.imports.kind import Contents

LAYOUT = 1
"""Counts up when the tables below change."""

_COLUMNS = tuple(field.name for field in fields(HcpcsEntry))
_DEFINED = ", ".join(f"{name} NOT NULL" if name != "code" else "code TEXT PRIMARY KEY" for name in _COLUMNS)
_TABLES = ("code", "modifier")
_DATES = frozenset(("added", "effective", "terminated"))
_SEVERAL = frozenset(field.name for field in fields(HcpcsEntry) if field.type == tuple[str, ...])
_BETWEEN = "|"


def build_hcpcs(source: BinaryIO, book: Connection) -> Contents:
    """Write the tables of codes and of modifiers. Raises ReleaseError when the file is cut or damaged."""
    found = read_anweb(source)
    for table, entries in zip(_TABLES, (found.codes, found.modifiers), strict=True):
        book.execute(f"CREATE TABLE {table} ({_DEFINED}) WITHOUT ROWID")
        marks = ", ".join("?" * len(_COLUMNS))
        book.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", map(_stored, entries))
    return Contents("", {"codes": len(found.codes), "modifiers": len(found.modifiers)})


def entry_of(row: tuple[object, ...]) -> HcpcsEntry:
    """The entry that a row of either table holds."""
    return HcpcsEntry(*(_value(name, cell) for name, cell in zip(_COLUMNS, row, strict=True)))  # type: ignore[arg-type]


def _stored(entry: HcpcsEntry) -> tuple[object, ...]:
    return tuple(_cell(value) for value in astuple(entry))


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return _BETWEEN.join(value)
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def _value(name: str, cell: object) -> object:
    if name in _SEVERAL:
        return tuple(part for part in str(cell).split(_BETWEEN) if part)
    if name in _DATES:
        return date.fromisoformat(str(cell)) if cell else None
    return cell
