"""Imported conversion tables of ICD-10-CM and ICD-10-PCS, asked in one way."""

from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from chartcode.codesets.changes import CONVERSION_LAYOUT
from chartcode.codesets.icd10pcs.build_lists import LAYOUT as PCS_LAYOUT
from chartcode.codesets.imports.opened import opened

_KINDS = {"icd10cm": ("icd10cm-conversion", CONVERSION_LAYOUT), "icd10pcs": ("icd10pcs-conversion", PCS_LAYOUT)}


@dataclass(frozen=True, slots=True)
class ImportedSteps:
    """The changes from code to code of one imported conversion table. Codes go in and come out bare."""

    book: Connection
    name: str

    def after(self, code: str, start: date, end: date) -> tuple[str, ...]:
        """The codes that took its place, or were split off it, after `start` and up to `end`, sorted."""
        return self._codes("SELECT DISTINCT code FROM conversion WHERE previous = ? AND code <> ''", code, start, end)

    def before(self, code: str, start: date, end: date) -> tuple[str, ...]:
        """The codes whose place it took, or that it was split off, after `start` and up to `end`, sorted."""
        query = "SELECT DISTINCT previous FROM conversion WHERE code = ? AND previous <> ''"
        return self._codes(query, code, start, end)

    def _codes(self, query: str, code: str, start: date, end: date) -> tuple[str, ...]:
        rows = self.book.execute(
            f"{query} AND code <> previous AND first > ? AND first <= ? ORDER BY 1",
            (code, start.isoformat(), end.isoformat()),
        )
        return tuple(found for (found,) in rows)


def imported_steps(system: str, day: date) -> ImportedSteps | None:
    """The newest conversion table of icd10cm or icd10pcs imported by a day; None where none was.

    Raises ReleaseError when an imported one is damaged.
    """
    found = opened(*_KINDS[system], day)
    return ImportedSteps(found.book, f"conversion table {found.name}") if found is not None else None
