"""Loads the lexicon's tables as frozen rows. What the columns mean stands in README.md beside them."""

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from chartcode.errors import ReleaseError


@dataclass(frozen=True, slots=True)
class Phrase:
    """A clinical phrase with its dotted codes in order; `needs` is empty or a condition on the patient.

    `general` marks a bare main term ("infection", "renal lesion") that says little more than where the book begins.
    """

    phrase: str
    codes: tuple[str, ...]
    needs: str
    general: bool = False


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One sense of an abbreviation; `when` are cue words of which one must be near, empty for the usual sense.

    Semicolons part a long form that names several things: "nausea and vomiting; diarrhea".
    """

    short: str
    long: str
    when: tuple[str, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say something of the mentions near them: which assertion, in which direction, how far."""

    words: str
    kind: str
    direction: str
    reach: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as notes write it (lower case) and the kind of section it opens."""

    heading: str
    section: str


GENERAL = "22_general.csv"
"""The chapter of bare main terms."""


def folder() -> Traversable:
    """The folder of the tables inside the package."""
    return files("chartcode") / "lexicon"


@cache
def key() -> str:
    """A digest of every table: it changes whenever a row does."""
    digest = hashlib.blake2b(digest_size=12)
    for table in _files():
        digest.update(table.name.encode())
        digest.update(table.read_bytes())
    return digest.hexdigest()


def phrases() -> tuple[Phrase, ...]:
    """Every phrase of every chapter, chapter by chapter."""
    return tuple(
        Phrase(row["phrase"], tuple(row["code"].split("+")), row["needs"], general=table.name == GENERAL)
        for table in _files()
        if table.name[:2].isdigit()
        for row in _rows(table)
    )


def not_conditions() -> tuple[str, ...]:
    """Phrases that hold words of conditions and name none: "mass effect", "fall risk", "renal pelvis"."""
    return tuple(row["phrase"] for row in _rows(folder() / "not_conditions.csv"))


def abbreviations() -> tuple[Abbreviation, ...]:
    """Every sense of every abbreviation."""
    return tuple(
        Abbreviation(row["short"], row["long"], _words(row["when"]), row["case"] == "exact")
        for row in _rows(folder() / "abbreviations.csv")
    )


def adjectives() -> dict[str, str]:
    """Adjective -> the noun it means in a diagnosis."""
    return {row["adjective"]: row["noun"] for row in _rows(folder() / "adjectives.csv")}


def variants() -> dict[str, str]:
    """Written form -> base form: UK spelling, irregular inflection, misspelling, interchangeable word."""
    return {row["written"]: row["base"] for row in _rows(folder() / "variants.csv")}


@cache
def headings() -> tuple[Heading, ...]:
    """Every section heading."""
    return tuple(Heading(row["heading"], row["section"]) for row in _rows(folder() / "headings.csv"))


@cache
def cues() -> tuple[Cue, ...]:
    """Every assertion cue."""
    return tuple(
        Cue(row["words"], row["kind"], row["direction"], int(row["reach"] or 0)) for row in _rows(folder() / "cues.csv")
    )


def _files() -> list[Traversable]:
    tables = [table for table in folder().iterdir() if table.name.endswith(".csv")]
    chapters = [table for table in (folder() / "phrases").iterdir() if table.name.endswith(".csv")]
    return sorted(tables, key=lambda t: t.name) + sorted(chapters, key=lambda t: t.name)


def _rows(table: Traversable) -> Iterator[dict[str, str]]:
    for number, row in enumerate(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"), newline="")), 2):
        if None in row or None in row.values():
            raise ReleaseError(f"lexicon table {table.name}, line {number}: wrong number of columns")
        yield row


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip().lower() for word in cell.split("|") if word.strip())
