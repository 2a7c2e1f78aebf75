"""What an imported list of the PDGM grouper can answer about a diagnosis, and how it is written into a release."""

from datetime import date
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.imports.kind import Contents
from chartcode.codesets.imports.missing import not_imported
from chartcode.codesets.imports.opened import opened
from chartcode.codesets.pdgm.read_groups import read_groups

KIND = "pdgm-groups"

MISSING = not_imported("the PDGM list of diagnoses", "the workbook PDGM Grouper Tool of the year from CMS")

LAYOUT = 1
"""Counts up when the table below changes."""


class Pdgm:
    """One frozen view of the list. Codes go in bare."""

    system = "PDGM"

    def __init__(self, book: Connection, name: str) -> None:
        self._book = book
        self.name = name

    def clinical_group(self, code: str) -> str | None:
        """The clinical group as primary diagnosis, empty where it cannot be one; None for a code it does not have."""
        row = self._row(code)
        return row[0] if row else None

    def comorbidity(self, code: str) -> str | None:
        """The comorbidity subgroup as secondary diagnosis, empty without one; None for a code it does not have."""
        row = self._row(code)
        return row[1] if row else None

    def _row(self, code: str) -> tuple[str, str] | None:
        row: tuple[str, str] | None = self._book.execute(
            "SELECT clinical, comorbidity FROM grouped WHERE code = ?", (code,)
        ).fetchone()
        return row


def open_pdgm(day: date) -> Pdgm | None:
    """The imported list for a day: in force, or the newest that was before; None where none was imported."""
    found = opened(KIND, LAYOUT, day)
    return Pdgm(found.book, found.name) if found is not None else None


def build(source: BinaryIO, book: Connection) -> Contents:
    """Write an official file. Raises ReleaseError when it is cut or of another layout."""
    found = read_groups(source)
    book.execute("CREATE TABLE grouped (code TEXT PRIMARY KEY, clinical TEXT, comorbidity TEXT) WITHOUT ROWID")
    book.executemany("INSERT OR IGNORE INTO grouped VALUES (?, ?, ?)", found.rows)
    clinical = {group for _, group, _ in found.rows if group}
    return Contents(found.year, {"codes": len(found.rows), "clinical groups": len(clinical)})
