"""What an imported physician fee schedule can answer."""

from datetime import date

from chartcode.codesets.imports.missing import not_imported
from chartcode.codesets.imports.opened import Opened, opened
from chartcode.codesets.imports.tables import decimal
from chartcode.codesets.pfs.entry import PfsEntry, PfsValues
from chartcode.codesets.pfs.official import LAYOUT, PFS, POLICY, VALUES

MISSING = not_imported("the physician fee schedule", "the relative value file of the quarter (PPRRVU CSV) from CMS")


class PfsRelease:
    """One frozen view of the fee schedule as it is used on one day, which may be after its own last day.

    Values stand apart from the rest, so that nobody picks a code by what it pays without asking for it.
    """

    system = "PFS"

    def __init__(self, release: Opened) -> None:
        self._book = release.book
        self.name = release.name
        self.day = release.day

    def row(self, code: str, modifier: str = "") -> PfsEntry | None:
        """How a code may be reported, alone or with a modifier; None where the schedule has no such row."""
        return next((row for row in self.rows(code) if row.modifier == modifier), None)

    def rows(self, code: str) -> tuple[PfsEntry, ...]:
        """Every row of a code: alone, with 26, with TC, with 53, as many as there are."""
        found = self._book.execute(f"SELECT {', '.join(POLICY)} FROM code WHERE code = ? ORDER BY modifier", (code,))
        return tuple(PfsEntry(*row) for row in found)

    def values(self, code: str, modifier: str = "") -> PfsValues | None:
        """The relative values of a code, alone or with a modifier; None where the schedule has no such row."""
        row = self._book.execute(
            f"SELECT {', '.join(VALUES)} FROM code WHERE code = ? AND modifier = ?", (code, modifier)
        ).fetchone()
        return PfsValues(*map(decimal, row)) if row else None


def open_pfs(day: date) -> PfsRelease | None:
    """The imported fee schedule for a day: the newest in force or before; None where none was imported.

    Raises ReleaseError when an imported one is damaged.
    """
    found = opened(PFS, LAYOUT, day)
    return PfsRelease(found) if found is not None else None
