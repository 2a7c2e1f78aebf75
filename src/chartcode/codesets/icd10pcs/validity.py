"""Which ICD-10-PCS codes are valid on a day: by the embedded table of spans, after its end by imported lists."""

import sqlite3
from datetime import date

from chartcode.codesets.icd10pcs.build import known_until
from chartcode.codesets.icd10pcs.layers import Layers
from chartcode.codesets.imports.addenda import applied
from chartcode.codesets.mdb import FIRST_DAY
from chartcode.errors import ReleaseError

_ALWAYS = (0, 99999999)


class PcsValidity:
    """One frozen view of the validity of codes, and of the beginnings of codes, on a day."""

    def __init__(self, book: sqlite3.Connection, day: date) -> None:
        """`book` has a table `validity` of (code, first day, last day as YYYYMMDD)."""
        self._book = book
        self._day = day.year * 10000 + day.month * 100 + day.day

    def is_valid(self, code: str) -> bool:
        """Whether the code is valid, to its last character, on the day."""
        return any(first <= self._day <= last for first, last in self.spans(code))

    def spans(self, code: str) -> tuple[tuple[int, int], ...]:
        """The spans of days (YYYYMMDD, first and last) on which the code is or was valid."""
        return tuple(self._book.execute("SELECT first, last FROM validity WHERE code = ? ORDER BY first", (code,)))

    def codes(self, start: str = "") -> tuple[str, ...]:
        """Every code valid on the day that begins so, sorted."""
        rows = self._book.execute(
            "SELECT DISTINCT code FROM validity WHERE code BETWEEN ? AND ? AND first <= ? AND last >= ? ORDER BY code",
            (start, f"{start}~", self._day, self._day),
        )
        return tuple(code for (code,) in rows)

    def count(self, start: str) -> int:
        """How many codes valid on the day begin so."""
        (count,) = self._book.execute(
            "SELECT COUNT(DISTINCT code) FROM validity WHERE code BETWEEN ? AND ? AND first <= ? AND last >= ?",
            (start, f"{start}~", self._day, self._day),
        ).fetchone()
        return int(count)

    def next_chars(self, start: str) -> tuple[tuple[str, int], ...]:
        """The characters that may follow towards a code valid on the day, each with how many codes it leads to."""
        rows = self._book.execute(
            "SELECT substr(code, ?, 1), COUNT(DISTINCT code) FROM validity"
            " WHERE code BETWEEN ? AND ? AND first <= ? AND last >= ? GROUP BY 1 ORDER BY 1",
            (len(start) + 1, start, f"{start}~", self._day, self._day),
        )
        return tuple((char, count) for char, count in rows if char)


def validity_on(embedded: sqlite3.Connection, layers: Layers, day: date) -> PcsValidity:
    """The validity on a day.

    Raises ReleaseError before FY2023, and after the last day of the embedded table where neither an order or codes
    file nor addenda of that year were imported.
    """
    end = known_until(embedded)
    if FIRST_DAY <= day <= end:
        return PcsValidity(embedded, day)
    if day > end and any(release.in_force for release in layers.releases):
        return PcsValidity(_listed(embedded, layers, end), day)
    raise ReleaseError(f"no ICD-10-PCS release for {day}: the embedded releases reach from {FIRST_DAY} to {end}")


def _listed(embedded: sqlite3.Connection, layers: Layers, end: date) -> sqlite3.Connection:
    """A book of the codes that imported lists have, for days after `end`, the last the embedded table knows.

    Addenda change the list before them; where there is none since, the embedded codes of the last day.
    """
    listed = layers.listed if layers.listed and layers.listed.about.first > end else None
    later = Layers(listed, tuple(one for one in layers.addenda if one.about.first > end))
    if listed:
        codes = {code for (code,) in listed.book.execute("SELECT code FROM line WHERE length(code) = 7")}
    else:
        codes = set(PcsValidity(embedded, end).codes())
    book = sqlite3.connect(":memory:", check_same_thread=False)
    book.execute("CREATE TABLE validity (code TEXT, first INTEGER, last INTEGER)")
    book.executemany(
        "INSERT INTO validity VALUES (?, ?, ?)", ((code, *_ALWAYS) for code in applied(codes, later.changes()))
    )
    book.execute("CREATE INDEX validity_code ON validity (code)")
    return book
