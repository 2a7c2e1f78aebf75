"""What a release file says of itself: its table `about`, written while it is built and read before it is used."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from chartcode.errors import ReleaseError

IMPORTING, READY = "importing", "ready"

TABLE = "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"


_QUARTER = 93
"""More days than any quarter has, and fewer than half a year."""


@dataclass(frozen=True, slots=True)
class About:
    """A release: its kind, layout and version, the year and days in force (first and last included), the file it was
    made from with that file's SHA-256 (hexadecimal), and how much of what it holds. Of a release that was made from
    several files, the names and the digests stand in one order, with commas between them."""

    name: str
    kind: str
    layout: int
    version: str
    year: int
    first: date
    last: date
    source: str
    sha256: str
    counts: Mapping[str, int] = field(hash=False)

    def called(self, day: date) -> str:
        """The release by its time and source as it is used on a day; said too where that is beyond its own days."""
        beyond = f", the newest imported; its own days ended on {self.last}" if day > self.last else ""
        return f"{self.time} ({self.source}{beyond})"

    @property
    def time(self) -> str:
        """The time of the release as people call it: FY2026, or 2026 or October 2026 in the calendar of the payers."""
        if (self.last - self.first).days < _QUARTER:
            return f"{self.first:%B %Y}"
        return str(self.year) if self.first == date(self.year, 1, 1) else f"FY{self.year}"


def write(book: sqlite3.Connection, about: About) -> None:
    """Fill the table of a release that is otherwise complete; from here on it is ready."""
    rows = {
        "name": about.name,
        "kind": about.kind,
        "layout": str(about.layout),
        "version": about.version,
        "year": str(about.year),
        "first": about.first.isoformat(),
        "last": about.last.isoformat(),
        "source": about.source,
        "sha256": about.sha256,
        "counts": json.dumps(dict(about.counts)),
        "state": READY,
    }
    book.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", rows.items())


def read(book: sqlite3.Connection) -> About:
    """What a release says of itself. Raises ReleaseError when it is not ready or no release at all."""
    try:
        rows = dict(book.execute("SELECT name, value FROM about"))
        if rows.get("state") != READY:
            raise ReleaseError("its import was never finished")
        return About(
            name=rows["name"],
            kind=rows["kind"],
            layout=int(rows["layout"]),
            version=rows["version"],
            year=int(rows["year"]),
            first=date.fromisoformat(rows["first"]),
            last=date.fromisoformat(rows["last"]),
            source=rows["source"],
            sha256=rows["sha256"],
            counts=json.loads(rows["counts"]),
        )
    except (sqlite3.Error, KeyError, ValueError, TypeError) as error:
        raise ReleaseError("it is damaged") from error
