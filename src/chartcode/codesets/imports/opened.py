"""Imported releases opened for a day."""

from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from chartcode.codesets.imports import store
from chartcode.codesets.imports.about import About


@dataclass(frozen=True, slots=True)
class Opened:
    """A release file open for reading, what it says of itself, and the day it is asked about."""

    book: Connection
    about: About
    day: date

    @property
    def in_force(self) -> bool:
        """Whether the day is one of the release's own, rather than after its last."""
        return self.about.first <= self.day <= self.about.last

    @property
    def name(self) -> str:
        """The release by its year and source; said too where it is used beyond its own days."""
        return self.about.called(self.day)


def opened(kind: str, layout: int, day: date) -> Opened | None:
    """The imported release of a kind for a day: in force, or the newest that was before; None where there is none.

    Raises ReleaseError when an imported release of that kind is damaged.
    """
    found = store.in_force(kind, layout, day)
    if found is None or found.about is None:
        return None
    return Opened(store.open_book(found.held.path), found.about, day)
