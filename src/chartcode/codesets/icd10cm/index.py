"""What an imported ICD-10-CM Alphabetic Index can answer."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from chartcode.codesets.imports import store
from chartcode.codesets.imports.about import About

KIND = "icd10cm-index"
LAYOUT = 1
"""Counts up when the tables change into which `build_index` writes an Index or a table."""

_CODE = re.compile(r"([A-Z][0-9A][0-9A-Z](?:\.[0-9A-Z]{0,4})?)(-?)")


@dataclass(frozen=True, slots=True)
class IndexPath:
    """An entry with the way to it: `terms` from the main term down, `nonessential` the modifiers that may or may not
    be said with each of them (empty where there are none).

    `code` is bare; where `is_stem` it needs more characters, which the Tabular List has. `manifestation` is the code
    that always goes with it, second, bare too. Both are empty where there is none. `see` and `see_also` are the main
    terms and paths to turn to, as printed.
    """

    terms: tuple[str, ...]
    nonessential: tuple[str, ...]
    code: str
    is_stem: bool
    manifestation: str
    see: tuple[str, ...]
    see_also: tuple[str, ...]


class IcdCmIndex:
    """One frozen view of an Alphabetic Index as it is used on `day`, which may be after its own last day."""

    system = "ICD-10-CM Index"

    def __init__(self, book: sqlite3.Connection, about: About, day: date) -> None:
        self._book = book
        self.about = about
        self.day = day

    @property
    def name(self) -> str:
        """The release by its fiscal year and source; said too where it is used beyond its own days."""
        return self.about.called(self.day)

    @property
    def key(self) -> str:
        """A text that changes whenever the paths do: the layout, and the SHA-256 of the file imported."""
        return f"{self.about.kind} {self.about.layout} {self.about.sha256}"

    def paths(self) -> Iterator[IndexPath]:
        """Every entry in the order of the book, also those without a code."""
        references: dict[tuple[int, str], list[str]] = defaultdict(list)
        for entry, kind, text in self._book.execute("SELECT entry, kind, text FROM reference ORDER BY rowid"):
            references[entry, kind].append(text)
        terms: list[str] = []
        modifiers: list[str] = []
        rows = self._book.execute("SELECT id, level, title, nonessential, code, manifestation FROM entry ORDER BY id")
        for number, level, title, nonessential, code, manifestation in rows:
            terms[level:] = [title]
            modifiers[level:] = [nonessential]
            bare, is_stem = _bare(code)
            yield IndexPath(
                terms=tuple(terms),
                nonessential=tuple(modifiers),
                code=bare,
                is_stem=is_stem,
                manifestation=_bare(manifestation)[0],
                see=tuple(references.get((number, "see"), ())),
                see_also=tuple(references.get((number, "see also"), ())),
            )


def open_index(day: date) -> IcdCmIndex | None:
    """The imported Index for a day: the newest that is in force or was before; None where none was imported.

    Raises ReleaseError when an imported Index is damaged.
    """
    found = store.in_force(KIND, LAYOUT, day)
    if found is None or found.about is None:
        return None
    return IcdCmIndex(store.open_book(found.held.path), found.about, day)


def _bare(printed: str) -> tuple[str, bool]:
    """A code as printed to (bare code, whether it is a stem); a text that is no code gives none."""
    match = _CODE.fullmatch(printed)
    return (match[1].replace(".", ""), bool(match[2])) if match else ("", False)
