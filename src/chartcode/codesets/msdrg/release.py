"""What the MS-DRG grouper's tables on one date can answer about a diagnosis and a DRG."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sqlite3 import Connection
from typing import Any

from chartcode.codesets.embedded import open_compiled, source_key
from chartcode.codesets.imports.opened import Opened, opened
from chartcode.codesets.mdb import DISTRIBUTION, FIRST_DAY, data_file
from chartcode.codesets.msdrg.build import LAYOUT, build_embedded
from chartcode.codesets.msdrg.read_tables import Drg
from chartcode.errors import ReleaseError

WEIGHTS, MCC, CC, EXCLUSIONS = "msdrg-weights", "msdrg-mcc", "msdrg-cc", "msdrg-exclusions"
"""The kinds of imported tables: 5, 6I, 6J, 6K."""

_PRINCIPALS = "SELECT DISTINCT p.code FROM excluded e JOIN principal p ON p.collection = e.collection WHERE e.code = ?"
_IN_VERSION = " AND p.first <= ? AND p.last >= ?"

_FIRST_YEAR = 1983
"""The version counts the fiscal years from the first: V44 is FY2027."""


@dataclass(frozen=True, slots=True)
class Category:
    """An MDC or a hospital acquired condition: its number and title."""

    number: int
    title: str


class MsDrg:
    """One frozen view of the tables of the version in force on `day`. Codes go in and come out bare.

    An imported table of that fiscal year takes the place of the embedded one. Weights stand in imported tables only.
    """

    system = "MS-DRG"

    def __init__(self, book: Connection, day: date, version: int, imported: dict[str, Opened]) -> None:
        self._book = book
        self._imported = imported
        self.day = day
        self.version = version
        self.severity = lru_cache(maxsize=16384)(self._severity)

    @property
    def name(self) -> str:
        """The version, and the imported tables that are used with it."""
        tables = ", ".join(sorted(table.about.source for table in self._imported.values()))
        return f"V{self.version // 10}.{self.version % 10}" + (f" ({tables})" if tables else "")

    def _severity(self, code: str) -> str | None:
        """MCC, CC or none as a secondary diagnosis; None for a code that the version does not know."""
        if MCC in self._imported and CC in self._imported:
            return next((level for level, kind in (("MCC", MCC), ("CC", CC)) if self._lists(kind, code)), "none")
        row = self._row("SELECT level FROM diagnosis WHERE code = ?", code)
        return str(row[0]) if row else None

    def only_alive(self, code: str) -> bool:
        """Whether the code is an MCC only for a patient discharged alive."""
        row = self._row("SELECT only_alive FROM diagnosis WHERE code = ?", code)
        return bool(row and row[0])

    def mdc(self, code: str) -> Category | None:
        """The major diagnostic category that the code leads to as principal diagnosis; None for an unknown code."""
        row = self._row("SELECT mdc FROM diagnosis WHERE code = ?", code)
        return Category(row[0], self._title("MDC", row[0])) if row else None

    def hacs(self, code: str) -> tuple[Category, ...]:
        """The hospital acquired conditions that the code is listed for; some also need certain procedures."""
        rows = self._book.execute(
            "SELECT number FROM hac WHERE code = ? AND first <= ? AND last >= ? ORDER BY number",
            (code, self.version, self.version),
        )
        return tuple(Category(number, self._title("HAC", number)) for (number,) in rows)

    def excluded_by(self, code: str) -> tuple[str, ...]:
        """The principal diagnoses with which a CC or MCC does not count as one, sorted; none for another code."""
        if EXCLUSIONS in self._imported:
            rows = self._imported[EXCLUSIONS].book.execute(f"{_PRINCIPALS} ORDER BY 1", (code,))
        else:
            rows = self._book.execute(f"{_PRINCIPALS}{_IN_VERSION} ORDER BY 1", (code, self.version, self.version))
        return tuple(principal for (principal,) in rows)

    def is_excluded(self, code: str, *, principal: str) -> bool:
        """Whether a CC or MCC does not count as one with that principal diagnosis."""
        query = f"{_PRINCIPALS} AND p.code = ?"
        if EXCLUSIONS in self._imported:
            rows = self._imported[EXCLUSIONS].book.execute(query, (code, principal))
        else:
            rows = self._book.execute(f"{query}{_IN_VERSION}", (code, principal, self.version, self.version))
        return rows.fetchone() is not None

    def drg_title(self, number: int) -> str | None:
        """The title of a DRG; None for a number that the version does not have."""
        return self._title("DRG", number) or None

    def drg(self, number: int) -> Drg | None:
        """The row of an imported Table 5; None without one, or for a number it does not have."""
        if WEIGHTS not in self._imported:
            return None
        rows = self._imported[WEIGHTS].book.execute("SELECT * FROM drg WHERE number = ?", (number,))
        row = rows.fetchone()
        if row is None:
            return None
        number, mdc, kind, title, post_acute, special_pay, weight, geometric, arithmetic = row
        return Drg(number, mdc, kind, title, bool(post_acute), bool(special_pay), weight, geometric, arithmetic)

    def codes(self, level: str) -> tuple[str, ...]:
        """Every code that is an MCC, a CC, or none, sorted."""
        kind = {"MCC": MCC, "CC": CC}.get(level)
        if kind in self._imported:
            return tuple(code for (code,) in self._imported[kind].book.execute("SELECT code FROM listed ORDER BY code"))
        rows = self._book.execute(
            "SELECT code FROM diagnosis WHERE level = ? AND first <= ? AND last >= ? ORDER BY code",
            (level, self.version, self.version),
        )
        return tuple(code for (code,) in rows)

    def _lists(self, kind: str, code: str) -> bool:
        rows = self._imported[kind].book.execute("SELECT 1 FROM listed WHERE code = ?", (code,))
        return rows.fetchone() is not None

    def _title(self, kind: str, number: int) -> str:
        row = self._row("SELECT text FROM title WHERE number = ? AND kind = ?", number, kind)
        return str(row[0]) if row else ""

    def _row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        """The row of a query that is in force in the version."""
        found = self._book.execute(f"{query} AND first <= ? AND last >= ?", (*values, self.version, self.version))
        row: tuple[Any, ...] | None = found.fetchone()
        return row


def open_msdrg(day: date) -> MsDrg:
    """The tables in force on the day. Raises ReleaseError for a day outside FY2023 to FY2027."""
    book = _embedded()
    newest = book.execute("SELECT MAX(last) FROM diagnosis").fetchone()[0]
    known_until = date(_FIRST_YEAR + newest // 10, 9, 30)
    if not FIRST_DAY <= day <= known_until:
        raise ReleaseError(f"no MS-DRG tables for {day}: the embedded ones reach from {FIRST_DAY} to {known_until}")
    found = {kind: opened(kind, LAYOUT, day) for kind in (WEIGHTS, MCC, CC, EXCLUSIONS)}
    # What a version decides holds to the end of its fiscal year, as long as the half year's own is not at hand.
    return MsDrg(
        book,
        day,
        min(_version(day), newest),
        {kind: table for kind, table in found.items() if table is not None and table.in_force},
    )


def _version(day: date) -> int:
    """The version of the grouper on a day: V43.0 from 1 October 2025, V43.1 from 1 April 2026."""
    year = day.year + (day.month >= 10)
    return (year - _FIRST_YEAR) * 10 + (4 <= day.month <= 9)


@lru_cache(maxsize=1)
def _embedded() -> Connection:
    source = data_file()
    return open_compiled("msdrg", source_key(DISTRIBUTION, LAYOUT, source), lambda book: build_embedded(book, source))
