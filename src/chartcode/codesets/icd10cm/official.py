"""The official ICD-10-CM files that can be imported: how each is known, and what its release holds."""

from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.icd10cm import build_index
from chartcode.codesets.icd10cm.build import LAYOUT as TABULAR_LAYOUT
from chartcode.codesets.icd10cm.build import write_tabular
from chartcode.codesets.icd10cm.read import read_tabular
from chartcode.codesets.icd10cm.read_index import ROOT as INDEX_ROOT
from chartcode.codesets.icd10cm.read_order import LINE, read_order
from chartcode.codesets.icd10cm.read_poa_exempt import HEADER, read_poa_exempt
from chartcode.codesets.imports.kind import Contents, Head, Kind

_ORDER = (
    "CREATE TABLE line (number INTEGER, code TEXT PRIMARY KEY, billable INTEGER, short TEXT, long TEXT) WITHOUT ROWID"
)
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


def _is_poa_exempt(head: Head) -> bool:
    # The lists of codes added to it look the same inside; only their names tell them from the list itself.
    return HEADER.fullmatch(_first_line(head)) is not None and "addcodes" not in head.name.lower()


def _poa_exempt(source: BinaryIO, book: Connection) -> Contents:
    exempt = read_poa_exempt(source)
    book.execute(_EXEMPT)
    book.executemany("INSERT OR IGNORE INTO exempt VALUES (?, ?, ?)", exempt.rows)
    return Contents(exempt.version, {"codes": len(exempt.rows)})


def _first_line(head: Head) -> str:
    return head.text.partition("\n")[0].strip()


_BOOK = build_index.LAYOUT

KINDS = (
    Kind("icd10cm-index", "ICD-10-CM Index (XML)", _BOOK, _is_index, build_index.build_index),
    Kind("icd10cm-eindex", "ICD-10-CM External Cause Index (XML)", _BOOK, _is_external_causes, build_index.build_index),
    Kind("icd10cm-neoplasm", "ICD-10-CM Neoplasm Table (XML)", _BOOK, _is_neoplasms, build_index.build_index),
    Kind("icd10cm-drug", "ICD-10-CM Drug Table (XML)", _BOOK, _is_drugs, build_index.build_index),
    Kind("icd10cm-tabular", "ICD-10-CM Tabular List (XML)", TABULAR_LAYOUT, _is_tabular, _tabular),
    Kind("icd10cm-order", "ICD-10-CM order file (text)", 1, _is_order, _order),
    Kind("icd10cm-poa-exempt", "POA exempt list (text)", 1, _is_poa_exempt, _poa_exempt),
)
