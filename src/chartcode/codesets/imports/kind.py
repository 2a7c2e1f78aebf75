"""What an importer of one kind of official file has to say and to do. A new kind fills this and joins `kinds.py`."""

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from chartcode.codesets.imports.about import About
from chartcode.codesets.imports.dates import Cycle
from chartcode.codesets.imports.xml import Opening


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file, which is enough to tell what it is: its name without folders, its first letters,
    and what it says as XML, None where it is none."""

    name: str
    text: str
    xml: Opening | None


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file turned out to hold: the year or version it states itself (empty where it states none), and counts
    by name."""

    version: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Parts:
    """How a release that is published in several files comes together.

    `join` takes the tables of another file, attached as `part`, over into the release and counts anew. `check` raises
    ReleaseError, whose message goes on after the release's name, where a file is missing by what the whole release
    holds and says of itself.
    """

    join: Callable[[sqlite3.Connection], Mapping[str, int]]
    check: Callable[[sqlite3.Connection, About], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of official file.

    `name` names its releases (`icd10cm-index`), `title` is what a person calls it. `layout` counts up when its tables
    change. `recognises` tells by the head alone. `build` reads the whole file into tables of a fresh SQLite file and
    says what it held; it raises ReleaseError, whose message goes on after the file's name, for a file that is cut or
    wrong. `cycle` is the year that its publisher keeps. A release of `private` files can be read by nobody but the
    user. `parts` is None where one file is a whole release.
    """

    name: str
    title: str
    layout: int
    recognises: Callable[[Head], bool]
    build: Callable[[BinaryIO, sqlite3.Connection], Contents]
    cycle: Cycle = Cycle.FISCAL
    private: bool = False
    parts: Parts | None = None
