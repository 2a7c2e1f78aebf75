"""What changed between two releases of a code set: the codes that came, went and got another title."""

from collections.abc import Callable, Iterable, Mapping, Set
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from chartcode.codesets.imports import store

CONVERSION_LAYOUT = 1
"""The layout of conversion tables that is read here."""

ADDED, DELETED, REVISED = "added", "deleted", "revised"
SAME, NEVER, HEADER = "unchanged", "no code", "not billable"


class CodeBook(Protocol):
    """What is asked of a release. Codes go in and come out bare."""

    def billable_codes(self) -> tuple[str, ...]:
        """Every code valid on the release's day, sorted."""

    @property
    def title(self) -> Callable[[str], str | None]:
        """The title of a code; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Change:
    """A bare code that was `added`, `deleted` or `revised`, with its title, empty where no release at hand has it, and
    of a revised one the title before.

    Of a code that was asked for, `kind` may also be that it is `unchanged`, is `not billable` in either release, or is
    `no code` of either; `instead` are the codes that took the place of a deleted one, as far as is known.
    """

    kind: str
    code: str
    title: str
    former: str = ""
    instead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two releases of one code set, compared code by code."""

    before: CodeBook
    after: CodeBook
    successors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What took the place of deleted codes, by an imported conversion table."""

    def changes(self) -> tuple[Change, ...]:
        """The billable codes that were added, then those deleted, then those with another title, each in order."""
        old, new = set(self.before.billable_codes()), set(self.after.billable_codes())
        return (
            *(Change(ADDED, code, self._title(code)) for code in sorted(new - old)),
            *(self._deleted(code, new) for code in sorted(old - new)),
            *(change for code in sorted(old & new) if (change := self._kept(code)).kind == REVISED),
        )

    def of(self, codes: Iterable[str]) -> tuple[Change, ...]:
        """What becomes of these bare codes, in their order."""
        old, new = frozenset(self.before.billable_codes()), frozenset(self.after.billable_codes())
        return tuple(self._one(code, old, new) for code in codes)

    def _one(self, code: str, old: frozenset[str], new: frozenset[str]) -> Change:
        if code in old:
            return self._kept(code) if code in new else self._deleted(code, new)
        if code in new:
            return Change(ADDED, code, self._title(code))
        title = self._title(code)
        return Change(HEADER if title else NEVER, code, title)

    def _kept(self, code: str) -> Change:
        former, title = self.before.title(code) or "", self.after.title(code) or ""
        changed = former and title and former != title
        return Change(REVISED, code, title, former) if changed else Change(SAME, code, title or former)

    def _deleted(self, code: str, new: Set[str]) -> Change:
        said = tuple(other for other in self.successors.get(code, ()) if other in new)
        divided = tuple(other for other in sorted(new) if other.startswith(code)) if not said else ()
        return Change(DELETED, code, self._title(code), instead=said or divided)

    def _title(self, code: str) -> str:
        return self.after.title(code) or self.before.title(code) or ""


def successors(kind: str, start: date, end: date) -> dict[str, tuple[str, ...]]:
    """Codes (bare) to those that took their place after `start` and up to `end`, by the newest imported conversion
    table of that kind; empty where none was imported. Raises ReleaseError when an imported one is damaged."""
    found = store.in_force(kind, CONVERSION_LAYOUT, end)
    if found is None:
        return {}
    with closing(store.open_book(found.held.path)) as book:
        rows = book.execute(
            "SELECT previous, code FROM conversion"
            " WHERE previous <> '' AND code <> '' AND first > ? AND first <= ? ORDER BY rowid",
            (start.isoformat(), end.isoformat()),
        ).fetchall()
    instead: dict[str, tuple[str, ...]] = {}
    for previous, code in rows:
        if code != previous:
            instead[previous] = (*instead.get(previous, ()), code)
    return instead
