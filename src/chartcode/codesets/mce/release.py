"""What the lists of the Medicare Code Editor on one date can answer."""

from datetime import date
from functools import lru_cache
from sqlite3 import Connection

from chartcode.codesets.embedded import open_compiled, source_key
from chartcode.codesets.imports.opened import opened
from chartcode.codesets.mce.build import LAYOUT, build_embedded
from chartcode.codesets.mdb import DISTRIBUTION, FIRST_DAY, data_file
from chartcode.errors import ReleaseError

KIND = "mce-lists"

AGE_LISTS = ("newborn", "pediatric", "maternity", "adult")
"""The lists of codes that allow certain ages only."""


class Mce:
    """One frozen view of the lists on `day`. Codes go in and come out bare.

    Lists of diagnoses: those of `AGE_LISTS`, `male` and `female` (while CMS had them), `unacceptable principal`,
    `manifestation`, `unspecified`, `external cause principal`, `questionable admission`, `wrong procedure`, `requires
    secondary diagnosis`, `outcome of delivery`. Lists of procedures: `noncovered`, `limited coverage`, `length of stay`
    and others. A few lists serve edits on pairs of codes and keep the short names of the editor (`ncov6`).
    """

    system = "MCE"

    def __init__(self, book: Connection, day: date, name: str) -> None:
        self._book = book
        self.day = day
        self.name = name
        self._number = day.year * 10000 + day.month * 100 + day.day
        # Per view and bounded: the same few hundred codes are asked for in claim after claim.
        self.flags = lru_cache(maxsize=16384)(self._flags)
        self.procedure_flags = lru_cache(maxsize=16384)(self._procedure_flags)

    def _flags(self, code: str) -> frozenset[str]:
        """The lists that a diagnosis code is on."""
        return self._lists("D", code)

    def _procedure_flags(self, code: str) -> frozenset[str]:
        """The lists that an ICD-10-PCS code is on."""
        return self._lists("P", code)

    def codes(self, name: str) -> tuple[str, ...]:
        """The diagnosis codes of a list, sorted; none for a list that is not in force."""
        return self._members("D", name)

    def procedure_codes(self, name: str) -> tuple[str, ...]:
        """The ICD-10-PCS codes of a list, sorted; none for a list that is not in force."""
        return self._members("P", name)

    def ages(self, name: str) -> tuple[int, int] | None:
        """The lowest and highest age in years that the codes of a list allow; None for a list without ages."""
        row = self._book.execute(
            "SELECT lowest, highest FROM age WHERE list = ? AND first <= ? AND last >= ?",
            (name, self._number, self._number),
        ).fetchone()
        return (row[0], row[1]) if row else None

    def _lists(self, system: str, code: str) -> frozenset[str]:
        rows = self._book.execute(
            "SELECT list FROM listed WHERE code = ? AND system = ? AND first <= ? AND last >= ?",
            (code, system, self._number, self._number),
        )
        return frozenset(name for (name,) in rows)

    def _members(self, system: str, name: str) -> tuple[str, ...]:
        rows = self._book.execute(
            "SELECT DISTINCT code FROM listed WHERE list = ? AND system = ? AND first <= ? AND last >= ? ORDER BY code",
            (name, system, self._number, self._number),
        )
        return tuple(code for (code,) in rows)


def open_mce(day: date) -> Mce:
    """The lists in force on the day: those imported for it, else the embedded ones of FY2023 to FY2027.

    Raises ReleaseError for a day that neither has.
    """
    found = opened(KIND, LAYOUT, day)
    if found is not None and found.in_force:
        return Mce(found.book, day, found.name)
    book = _embedded()
    known_until = date.fromisoformat(book.execute("SELECT until FROM known").fetchone()[0])
    if not FIRST_DAY <= day <= known_until:
        raise ReleaseError(
            f"no Medicare Code Editor lists for {day}: the embedded ones reach from {FIRST_DAY} to {known_until};"
            " import those of that year with chartcode codesets import"
        )
    return Mce(book, day, f"FY{day.year + (day.month >= 10)}")


@lru_cache(maxsize=1)
def _embedded() -> Connection:
    source = data_file()
    return open_compiled("mce", source_key(DISTRIBUTION, LAYOUT, source), lambda book: build_embedded(book, source))
