"""The user's own CPT file that can be imported: how it is known, and what its release holds."""

import re
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.cpt.read_cpt import is_line, read_cpt
from chartcode.codesets.imports.dates import Cycle
from chartcode.codesets.imports.kind import Contents, Head, Kind

CPT = "cpt"
LAYOUT = 1
"""Counts up when the table below changes."""

_TABLE = "CREATE TABLE code (code TEXT PRIMARY KEY, descriptor TEXT NOT NULL) WITHOUT ROWID"

# Lists of five digits and a text are many; the user's word that this one is CPT stands in its name. `LONGULT.txt` is
# the AMA's own name for its long descriptors.
_NAMED = re.compile(r"cpt|^longult", re.IGNORECASE)


def _is_cpt(head: Head) -> bool:
    return _NAMED.search(head.name) is not None and any(map(is_line, head.text.splitlines()))


def _cpt(source: BinaryIO, book: Connection) -> Contents:
    rows = read_cpt(source)
    book.execute(_TABLE)
    book.executemany("INSERT OR IGNORE INTO code VALUES (?, ?)", rows)
    (codes,) = book.execute("SELECT count(*) FROM code").fetchone()
    return Contents("", {"codes": codes})


KINDS = (Kind(CPT, "your licensed CPT file (text)", LAYOUT, _is_cpt, _cpt, Cycle.CALENDAR, private=True),)
