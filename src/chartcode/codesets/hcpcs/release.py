"""What an imported HCPCS Level II file can answer."""

from collections.abc import Iterator
from datetime import date

from chartcode.codesets.hcpcs.build import LAYOUT, entry_of
from chartcode.codesets.hcpcs.entry import HcpcsEntry
from chartcode.codesets.hcpcs.official import HCPCS
from chartcode.codesets.imports.missing import not_imported
from chartcode.codesets.imports.opened import Opened, opened

MISSING = not_imported("HCPCS Level II", "the Alpha-Numeric HCPCS file of the quarter from CMS")


class HcpcsRelease:
    """One frozen view of HCPCS Level II as it is used on one day, which may be after its own last day.

    Codes and modifiers go in as they are written (`J0585`, `RT`); None means "there is none", on any day.
    """

    system = "HCPCS"

    def __init__(self, release: Opened) -> None:
        self._book = release.book
        self.name = release.name
        self.day = release.day

    def code(self, code: str) -> HcpcsEntry | None:
        """What CMS says of a code, in force on the day or not."""
        return self._entry("code", code)

    def modifier(self, modifier: str) -> HcpcsEntry | None:
        """What CMS says of a modifier of Level II, in force on the day or not."""
        return self._entry("modifier", modifier)

    def is_valid(self, code: str) -> bool:
        """Whether the code is in force on the day."""
        entry = self.code(code)
        return entry is not None and entry.in_force(self.day)

    def codes(self) -> Iterator[HcpcsEntry]:
        """Every code of the file, in order, also those that are no longer in force."""
        return map(entry_of, self._book.execute("SELECT * FROM code ORDER BY code"))

    def modifiers(self) -> Iterator[HcpcsEntry]:
        """Every modifier of the file, in order, also those that are no longer in force."""
        return map(entry_of, self._book.execute("SELECT * FROM modifier ORDER BY code"))

    def _entry(self, table: str, code: str) -> HcpcsEntry | None:
        row = self._book.execute(f"SELECT * FROM {table} WHERE code = ?", (code,)).fetchone()
        return entry_of(row) if row else None


def open_hcpcs(day: date) -> HcpcsRelease | None:
    """The imported HCPCS for a day: the newest that is in force or was before; None where none was imported.

    Raises ReleaseError when an imported one is damaged.
    """
    found = opened(HCPCS, LAYOUT, day)
    return HcpcsRelease(found) if found is not None else None
