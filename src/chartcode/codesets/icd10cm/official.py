"""The official ICD-10-CM files that can be imported: how each is known, and what its release holds."""

import re
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.icd10cm import build_index, index, layers
from chartcode.codesets.icd10cm.build import write_tabular
from chartcode.codesets.icd10cm.read import read_tabular
from chartcode.codesets.icd10cm.read_codes import LINE as CODES_LINE
from chartcode.codesets.icd10cm.read_codes import read_codes
from chartcode.codesets.icd10cm.read_conversions import is_conversions, read_conversions
from chartcode.codesets.icd10cm.read_index import ROOT as INDEX_ROOT
from chartcode.codesets.icd10cm.read_order import LINE, read_order
from chartcode.codesets.icd10cm.read_poa_exempt import HEADER, read_poa_exempt
from chartcode.codesets.imports import addenda
from chartcode.codesets.imports.about import About
from chartcode.codesets.imports.kind import Contents, Head, Kind, Parts
from chartcode.errors import ReleaseError

_CODE = re.compile(r"[A-Z][0-9A][0-9A-Z]{1,5}")
_ORDER = (
    "CREATE TABLE line (number INTEGER, code TEXT PRIMARY KEY, billable INTEGER, short TEXT, long TEXT) WITHOUT ROWID"
)
_CODES = "CREATE TABLE code (code TEXT PRIMARY KEY, title TEXT NOT NULL) WITHOUT ROWID"
_CONVERSIONS = """
CREATE TABLE conversion (code TEXT NOT NULL, first TEXT NOT NULL, previous TEXT NOT NULL, said TEXT NOT NULL);
CREATE INDEX conversion_code ON conversion (code);
CREATE INDEX conversion_previous ON conversion (previous);
"""
_EXEMPT = "CREATE TABLE exempt (number INTEGER, code TEXT PRIMARY KEY, title TEXT) WITHOUT ROWID"


def _is_index(head: Head) -> bool:
    return _index_title(head).startswith("icd-10-cm index")


def _is_external_causes(head: Head) -> bool:
    return "external cause" in _index_title(head)


def _is_neoplasms(head: Head) -> bool:
    return _first_column(head) == "neoplasm"


def _is_drugs(head: Head) -> bool:
    return _first_column(head) == "substance"


def _index_title(head: Head) -> str:
    return head.xml.said.get("title", "").strip().lower() if head.xml and head.xml.root == INDEX_ROOT else ""


def _first_column(head: Head) -> str:
    return head.xml.said.get("head", "").strip().lower() if head.xml and head.xml.root == INDEX_ROOT else ""


def _is_tabular(head: Head) -> bool:
    return head.xml is not None and head.xml.root == "ICD10CM.tabular"


def _tabular(source: BinaryIO, book: Connection) -> Contents:
    version, nodes = read_tabular(source)
    return Contents(version, write_tabular(book, nodes))


def _is_order(head: Head) -> bool:
    return LINE.fullmatch(_first_line(head)) is not None


def _order(source: BinaryIO, book: Connection) -> Contents:
    rows = read_order(source)
    book.execute(_ORDER)
    book.executemany(
        "INSERT OR IGNORE INTO line VALUES (?, ?, ?, ?, ?)",
        ((row.number, row.code, row.billable, row.short, row.long) for row in rows),
    )
    billable = sum(row.billable for row in rows)
    return Contents("", {"billable codes": billable, "headers": len(rows) - billable})


def _is_codes(head: Head) -> bool:
    return CODES_LINE.fullmatch(_first_line(head)) is not None


def _codes(source: BinaryIO, book: Connection) -> Contents:
    rows = read_codes(source)
    book.execute(_CODES)
    book.executemany("INSERT OR IGNORE INTO code VALUES (?, ?)", rows)
    return Contents("", {"billable codes": len(rows)})


def _is_addenda(head: Head) -> bool:
    return addenda.is_addenda(head.text, _CODE)


def _addenda(source: BinaryIO, book: Connection) -> Contents:
    return addenda.write_addenda(addenda.read_addenda(source), book)


def _is_conversions(head: Head) -> bool:
    return is_conversions(head.text)


def _conversions(source: BinaryIO, book: Connection) -> Contents:
    rows = read_conversions(source)
    book.executescript(_CONVERSIONS)
    book.executemany(
        "INSERT INTO conversion VALUES (?, ?, ?, ?)",
        (
            (row.code, row.first.isoformat() if row.first else "", previous, row.said)
            for row in rows
            for previous in row.previous or ("",)
        ),
    )
    pairs = {(row.code, previous) for row in rows for previous in row.previous}
    return Contents("", {"codes": len({row.code for row in rows}), "previous codes": len(pairs)})


def _same_conversions(book: Connection) -> dict[str, int]:
    """Take in the same table in another format: CMS puts a workbook and a text of another name into one zip."""
    ours, theirs = (set(book.execute(f"SELECT code, previous FROM {schema}.conversion")) for schema in ("main", "part"))
    if ours != theirs:
        raise ReleaseError("two conversion tables that differ came together; import one at a time")
    return {"codes": len({code for code, _ in ours}), "previous codes": sum(bool(previous) for _, previous in ours)}


def _any_conversions(_: Connection, __: About) -> None:
    """One file is a whole table."""


def _is_poa_exempt(head: Head) -> bool:
    # The lists of codes added to it look the same inside; only their names (POAexemptAddCodesFY26.txt,
    # POAexemptAddFY27.txt) tell them from the list itself.
    return HEADER.fullmatch(_first_line(head)) is not None and "exemptadd" not in head.name.lower()


def _poa_exempt(source: BinaryIO, book: Connection) -> Contents:
    exempt = read_poa_exempt(source)
    book.execute(_EXEMPT)
    book.executemany("INSERT OR IGNORE INTO exempt VALUES (?, ?, ?)", exempt.rows)
    return Contents(exempt.version, {"codes": len(exempt.rows)})


def _first_line(head: Head) -> str:
    return head.text.partition("\n")[0].strip()


_BOOK = index.LAYOUT

KINDS = (
    Kind("icd10cm-index", "ICD-10-CM Index (XML)", _BOOK, _is_index, build_index.build_index),
    Kind("icd10cm-eindex", "ICD-10-CM External Cause Index (XML)", _BOOK, _is_external_causes, build_index.build_index),
    Kind("icd10cm-neoplasm", "ICD-10-CM Neoplasm Table (XML)", _BOOK, _is_neoplasms, build_index.build_index),
    Kind("icd10cm-drug", "ICD-10-CM Drug Table (XML)", _BOOK, _is_drugs, build_index.build_index),
    Kind(layers.TABULAR, "ICD-10-CM Tabular List (XML)", layers.TABULAR_LAYOUT, _is_tabular, _tabular),
    Kind(layers.ORDER, "ICD-10-CM order file (text)", layers.ORDER_LAYOUT, _is_order, _order),
    Kind(layers.CODES, "ICD-10-CM codes file (text)", layers.CODES_LAYOUT, _is_codes, _codes),
    Kind(layers.ADDENDA, "ICD-10-CM code addenda (text)", layers.ADDENDA_LAYOUT, _is_addenda, _addenda),
    Kind(
        "icd10cm-conversion",
        "ICD-10-CM conversion table (text, workbook)",
        1,
        _is_conversions,
        _conversions,
        parts=Parts(_same_conversions, _any_conversions),
    ),
    Kind("icd10cm-poa-exempt", "POA exempt list (text)", 1, _is_poa_exempt, _poa_exempt),
)
