"""The terms of an imported Index or table, one at a time: what a person turning over the pages sees."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from chartcode.codesets.icd10cm.index import LAYOUT
from chartcode.codesets.imports.opened import Opened, opened
from chartcode.codesets.imports.store import Stamp, stamp


class Part(StrEnum):
    """A part of the book that has main terms."""

    INDEX = "index"
    EXTERNAL = "external"
    NEOPLASM = "neoplasm"
    DRUG = "drug"

    @property
    def heading(self) -> str:
        """What the book calls it."""
        return _TITLES[self]

    @property
    def kind(self) -> str:
        """The kind of its official file among those that can be imported."""
        return _KINDS[self]

    @property
    def file(self) -> str:
        """What its official file is called, as a pattern."""
        return f"{self.kind}-*.xml"


_TITLES = {
    Part.INDEX: "Alphabetic Index",
    Part.EXTERNAL: "External Cause Index",
    Part.NEOPLASM: "Neoplasm Table",
    Part.DRUG: "Table of Drugs and Chemicals",
}

_KINDS = {
    Part.INDEX: "icd10cm-index",
    Part.EXTERNAL: "icd10cm-eindex",
    Part.NEOPLASM: "icd10cm-neoplasm",
    Part.DRUG: "icd10cm-drug",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A main term (level 0) or a term under it.

    `title` is without nonessential modifiers, `printed` with them. `code` and `manifestation` are as printed, dotted,
    with a trailing hyphen where more characters are needed; empty where there is none. `references` are
    (see | see also | see category | subcategory, text), `cells` (head of the column, code) of a table's row.
    """

    number: int
    level: int
    title: str
    printed: str
    code: str
    manifestation: str
    references: tuple[tuple[str, str], ...]
    cells: tuple[tuple[str, str], ...]


class Terms:
    """One frozen view of a part of the book as it is used on one day, which may be after its own last day."""

    def __init__(self, release: Opened, part: Part) -> None:
        self._book = release.book
        self.part = part
        self.name = release.name
        self._heads = dict(release.book.execute("SELECT col, text FROM head ORDER BY col"))
        self.columns = tuple(text for column, text in self._heads.items() if column > 1)
        """The heads of a table's columns, the first, which names the rows, left out; empty for an Index."""

    def letters(self) -> tuple[tuple[str, int], ...]:
        """The letters, and how many main terms each has."""
        return tuple(self._book.execute("SELECT letter, count(*) FROM entry WHERE level = 0 GROUP BY letter"))

    def main_terms(self, letter: str) -> tuple[Term, ...]:
        """The main terms of a letter in the order of the book."""
        return self._terms("level = 0 AND letter = ?", (letter,))

    def main_titles(self) -> tuple[tuple[int, str], ...]:
        """(number, title with nonessential modifiers) of every main term."""
        return tuple(self._book.execute("SELECT id, printed FROM entry WHERE level = 0 ORDER BY id"))

    def titles_from(self, number: int) -> tuple[tuple[int, int, str, str], ...]:
        """(number, level, title, nonessential modifiers) of a term and of all terms under it."""
        return tuple(
            self._book.execute(
                "SELECT id, level, title, nonessential FROM entry WHERE id BETWEEN ? AND ? ORDER BY id",
                self._span(number),
            )
        )

    def way(self, number: int) -> tuple[Term, ...]:
        """The terms that lead to a term, from its main term down, itself the last."""
        numbers = [number]
        while above := self._book.execute("SELECT parent FROM entry WHERE id = ?", (numbers[-1],)).fetchone()[0]:
            numbers.append(above)
        return self._terms(f"id IN ({','.join('?' * len(numbers))})", numbers)

    def branch(self, number: int, deepest: int = 99) -> tuple[Term, ...]:
        """A term and the terms under it, those at most `deepest` levels below it, in the order of the book."""
        first, last = self._span(number)
        level = self._book.execute("SELECT level FROM entry WHERE id = ?", (number,)).fetchone()[0]
        return self._terms("id BETWEEN ? AND ? AND level <= ?", (first, last, level + deepest))

    def _span(self, number: int) -> tuple[int, int]:
        """The first and last number of a term with all that is under it."""
        following = self._book.execute(
            "SELECT id FROM entry WHERE id > ? AND level <= (SELECT level FROM entry WHERE id = ?) ORDER BY id LIMIT 1",
            (number, number),
        ).fetchone()
        return number, following[0] - 1 if following else 1 << 60

    def _terms(self, condition: str, values: Sequence[object]) -> tuple[Term, ...]:
        entries = f"SELECT id FROM entry WHERE {condition}"
        references = _grouped(
            self._book.execute(
                f"SELECT entry, kind, text FROM reference WHERE entry IN ({entries}) ORDER BY rowid", values
            )
        )
        cells = _grouped(
            self._book.execute(f"SELECT entry, col, code FROM cell WHERE entry IN ({entries}) ORDER BY col", values)
        )
        rows = self._book.execute(
            f"SELECT id, level, title, printed, code, manifestation FROM entry WHERE {condition} ORDER BY id", values
        )
        return tuple(
            Term(
                number=number,
                level=level,
                title=title,
                printed=printed,
                code=code,
                manifestation=manifestation,
                references=tuple(references[number]),
                cells=tuple((self._heads[column], code) for column, code in cells[number]),
            )
            for number, level, title, printed, code, manifestation in rows
        )


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, str]]]:
    """(term, something, text) as term -> [(something, text), ...], empty for terms without any."""
    found: dict[int, list[tuple[Any, str]]] = defaultdict(list)
    for entry, first, text in rows:
        found[entry].append((first, text))
    return found


def open_terms(part: Part, day: date) -> Terms | None:
    """A part of the book for a day: the newest imported that is in force or was before; None where none was imported.

    Raises ReleaseError when an imported file of that part is damaged.
    """
    return _open(part, day, stamp())


@lru_cache(maxsize=32)
def _open(part: Part, day: date, _: Stamp) -> Terms | None:
    found = opened(part.kind, LAYOUT, day)
    return Terms(found, part) if found is not None else None
