"""Which codes need no present-on-admission indicator, by the imported list of CMS."""

from datetime import date

from chartcode.codesets.imports.opened import Opened, opened

KIND = "icd10cm-poa-exempt"
LAYOUT = 1
"""Counts up when the table of the list changes."""


class PoaExemptRelease:
    """One frozen view of the POA exempt list as it is used on one day, which may be after its own last day."""

    system = "POA exempt list"

    def __init__(self, release: Opened) -> None:
        self._book = release.book
        self.name = release.name

    def is_exempt(self, code: str) -> bool:
        """Whether the bare code is reported without an indicator (Guidelines, Appendix I)."""
        return self._book.execute("SELECT 1 FROM exempt WHERE code = ?", (code,)).fetchone() is not None


def open_poa_exempt(day: date) -> PoaExemptRelease | None:
    """The imported list for a day: the newest that is in force or was before; None where none was imported.

    Raises ReleaseError when an imported list is damaged.
    """
    found = opened(KIND, LAYOUT, day)
    return PoaExemptRelease(found) if found is not None else None
