"""What the user's own imported CPT file can answer."""

from collections.abc import Iterator
from datetime import date

from chartcode.codesets.cpt.official import CPT, LAYOUT
from chartcode.codesets.imports.missing import not_imported
from chartcode.codesets.imports.opened import Opened, opened

MISSING = not_imported("CPT", "the code list you licensed from the AMA, with CPT and the year in its name,")


class CptRelease:
    """One frozen view of the user's CPT file as it is used on one day, which may be after its own last day.

    A descriptor is for the screen of the licensee: it belongs in no log, no error and no report of a fault.
    """

    system = "CPT"

    def __init__(self, release: Opened) -> None:
        self._book = release.book
        self.name = release.name
        self.day = release.day

    def descriptor(self, code: str) -> str | None:
        """The descriptor of a code; None where the file does not have the code."""
        row = self._book.execute("SELECT descriptor FROM code WHERE code = ?", (code,)).fetchone()
        return row[0] if row else None

    def codes(self) -> Iterator[str]:
        """Every code of the file, in order."""
        return (code for (code,) in self._book.execute("SELECT code FROM code ORDER BY code"))


def open_cpt(day: date) -> CptRelease | None:
    """The imported CPT file for a day: the newest that is in force or was before; None where none was imported.

    Raises ReleaseError when an imported one is damaged.
    """
    found = opened(CPT, LAYOUT, day)
    return CptRelease(found) if found is not None else None
