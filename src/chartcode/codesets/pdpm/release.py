"""What imported PDPM mappings can answer about a diagnosis, and how they are written into a release."""

from datetime import date
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.imports.kind import Contents
from chartcode.codesets.imports.missing import not_imported
from chartcode.codesets.imports.opened import opened
from chartcode.codesets.pdpm.read_mappings import CATEGORY, NTA, SLP, SURGERY, read_mappings

KIND = "pdpm-mappings"

MISSING = not_imported("the PDPM mapping", "the workbook PDPM ICD-10 Mappings of the fiscal year from CMS")

LAYOUT = 1
"""Counts up when the table below changes."""


class Pdpm:
    """One frozen view of the mappings. Codes go in bare."""

    system = "PDPM"

    def __init__(self, book: Connection, name: str) -> None:
        self._book = book
        self.name = name

    def category(self, code: str, *, after_surgery: bool = False) -> str | None:
        """The clinical category as primary diagnosis of the stay; `Return to Provider` where it cannot be one.

        After major surgery in the stay before it may be another one. None for a code that the release does not have.
        """
        changed = self._first(code, SURGERY) if after_surgery else None
        return changed or self._first(code, CATEGORY)

    def slp(self, code: str) -> str | None:
        """The comorbidity of speech-language pathology that the code counts as; None where it is none."""
        return self._first(code, SLP)

    def nta(self, code: str) -> tuple[str, ...]:
        """The comorbidities of non-therapy ancillary costs that the code counts as."""
        rows = self._book.execute("SELECT value FROM said WHERE code = ? AND what = ? ORDER BY value", (code, NTA))
        return tuple(value for (value,) in rows)

    def _first(self, code: str, what: str) -> str | None:
        row = self._book.execute("SELECT value FROM said WHERE code = ? AND what = ?", (code, what)).fetchone()
        return row[0] if row else None


def open_pdpm(day: date) -> Pdpm | None:
    """The imported mappings for a day: in force, or the newest that were before; None where none were imported."""
    found = opened(KIND, LAYOUT, day)
    return Pdpm(found.book, found.name) if found is not None else None


def build(source: BinaryIO, book: Connection) -> Contents:
    """Write an official file. Raises ReleaseError when it is cut or of another layout."""
    found = read_mappings(source)
    book.execute("CREATE TABLE said (code TEXT, what TEXT, value TEXT)")
    book.executemany("INSERT INTO said VALUES (?, ?, ?)", found.rows)
    book.execute("CREATE INDEX said_code ON said (code)")
    counts = {name: len({code for code, what, _ in found.rows if what == kind}) for kind, name in _COUNTED.items()}
    return Contents(found.year, counts)


_COUNTED = {CATEGORY: "codes", SLP: "SLP comorbidities", NTA: "NTA comorbidities"}
