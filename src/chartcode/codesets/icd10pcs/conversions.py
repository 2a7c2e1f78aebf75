"""What became of ICD-10-PCS codes from year to year, by the imported conversion table."""

from datetime import date

from chartcode.codesets.icd10pcs.build_lists import LAYOUT
from chartcode.codesets.icd10pcs.read_conversion import Conversion
from chartcode.codesets.imports.opened import Opened, opened

KIND = "icd10pcs-conversion"

_SELECT = "SELECT kind, first, code, title, previous, previous_title, comment FROM conversion"


class PcsConversions:
    """One frozen view of the conversion table."""

    system = "ICD-10-PCS conversion table"

    def __init__(self, release: Opened) -> None:
        self._book = release.book
        self.name = release.name

    def of(self, code: str) -> tuple[Conversion, ...]:
        """Every line that names a code, as the current one or as the one of before, in the order of their days."""
        rows = self._book.execute(f"{_SELECT} WHERE code = ? OR previous = ? ORDER BY first, rowid", (code, code))
        return tuple(Conversion(kind, date.fromisoformat(first), *others) for kind, first, *others in rows)


def open_conversions(day: date) -> PcsConversions | None:
    """The imported conversion table for a day: the newest in force or before; None where none was imported.

    Raises ReleaseError when one that is imported is damaged.
    """
    release = opened(KIND, LAYOUT, day)
    return PcsConversions(release) if release else None
