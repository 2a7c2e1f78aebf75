"""The files of General Equivalence Mappings that can be imported, and how each is known."""

from functools import partial
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.gems.build import LAYOUT, build_imported
from chartcode.codesets.gems.read_gems import CM_TO_9, NINE_TO_CM, NINE_TO_PCS, PCS_TO_9, direction
from chartcode.codesets.imports.kind import Contents, Head, Kind

_TITLES = {
    CM_TO_9: "GEMs, ICD-10-CM to ICD-9-CM (text)",
    NINE_TO_CM: "GEMs, ICD-9-CM to ICD-10-CM (text)",
    PCS_TO_9: "GEMs, ICD-10-PCS to ICD-9-CM (text)",
    NINE_TO_PCS: "GEMs, ICD-9-CM to ICD-10-PCS (text)",
}


def _maps(maps: str, head: Head) -> bool:
    return direction(head.text.partition("\n")[0]) == maps


def _build(maps: str, source: BinaryIO, book: Connection) -> Contents:
    return build_imported(source, book, maps)


KINDS = tuple(
    Kind(f"gems-{maps}", title, LAYOUT, partial(_maps, maps), partial(_build, maps)) for maps, title in _TITLES.items()
)
