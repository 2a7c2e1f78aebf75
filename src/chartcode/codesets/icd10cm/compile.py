"""Compiles the Tabular List, what was imported over it, and the validity table into one read-only SQLite file."""

import sqlite3
from contextlib import closing
from pathlib import Path, PurePosixPath

from chartcode.codesets.icd10cm.build import write_sides, write_tabular
from chartcode.codesets.icd10cm.layers import Layers, changes_of, code_list
from chartcode.codesets.icd10cm.overlay import lay_over
from chartcode.codesets.icd10cm.read import read_tabular
from chartcode.codesets.icd10cm.spans import Validity, carried_on
from chartcode.codesets.icd10cm.validity import read_validity
from chartcode.codesets.imports import store
from chartcode.codesets.imports.addenda import DELETE
from chartcode.codesets.mdb import FIRST_DAY
from chartcode.errors import ReleaseError

_ABOUT = "CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
_VALIDITY = """
CREATE TABLE validity (code TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE INDEX validity_code ON validity (code);
"""


def compile_release(path: Path, *, tabular: Path, validity: Path, layers: Layers) -> None:
    """Write the release file to `path`. Raises ReleaseError when a source is damaged, or layers do not fit together."""
    with closing(sqlite3.connect(path)) as book:
        version, name = _write_base(book, tabular, layers)
        for layer in (layers.codes,) if layers.codes else ():
            lay_over(book, code_list(layer).titles)
        for layer in layers.addenda:
            lay_over(book, {change.code: change.title for change in changes_of(layer) if change.action != DELETE})
        known = _write_validity(book, validity, layers)
        over = (layer.about.source for layer in (layers.codes, *layers.addenda) if layer)
        rows = {
            "version": version,
            "tabular": ", ".join(PurePosixPath(source).stem for source in (name, *over)),
            "known from": known.first.isoformat(),
            "known until": known.last.isoformat(),
        }
        book.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", rows.items())
        book.commit()


def _write_base(book: sqlite3.Connection, tabular: Path, layers: Layers) -> tuple[str, str]:
    """The tables of the Tabular List, imported or embedded. Returns the version it states, and the file's name."""
    if layers.tabular:
        with closing(store.open_book(layers.tabular.path)) as imported:
            imported.backup(book)
        write_sides(book)
        return layers.tabular.about.version, layers.tabular.about.source
    version, nodes = read_tabular(tabular)
    book.execute(_ABOUT)
    if not write_tabular(book, nodes)["codes"]:
        raise ReleaseError(f"{tabular.name} holds no codes")
    return version, tabular.name


def _write_validity(book: sqlite3.Connection, source: Path, layers: Layers) -> Validity:
    spans, known_until = read_validity(source)
    known = carried_on(Validity(tuple(spans), FIRST_DAY, known_until), layers)
    book.executescript(_VALIDITY)
    book.executemany("INSERT INTO validity VALUES (?, ?, ?)", known.spans)
    return known
