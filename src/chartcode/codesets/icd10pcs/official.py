"""The official ICD-10-PCS files that can be imported: how each is known, and what its release holds."""

import re
from collections.abc import Callable
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.icd10pcs import (
    build_definitions,
    build_index,
    build_lists,
    build_tables,
    conversions,
    definitions,
    index,
    keys,
    layers,
    tables,
)
from chartcode.codesets.icd10pcs.read_conversion import is_conversion
from chartcode.codesets.icd10pcs.read_definitions import ROOT as DEFINITIONS_ROOT
from chartcode.codesets.icd10pcs.read_index import ROOT as INDEX_ROOT
from chartcode.codesets.icd10pcs.read_index_addenda import is_index_addenda
from chartcode.codesets.icd10pcs.read_key import OPENING
from chartcode.codesets.icd10pcs.read_order import LINE
from chartcode.codesets.icd10pcs.read_tables import ROOT as TABLES_ROOT
from chartcode.codesets.icd10pcs.read_tables_addenda import FIRST_LINE as TABLES_ADDENDA_LINE
from chartcode.codesets.imports import addenda
from chartcode.codesets.imports.kind import Contents, Head, Kind

_CODE = re.compile(r"[0-9A-HJ-NP-Z]{7}")
_TWO_TITLES = re.compile(r".{60} \S")
_TITLED = re.compile(r"[0-9A-HJ-NP-Z]{7} [A-Z][a-z]{2,}[ ,].*")
"""A code and the words of its title, where a mapping would have another code."""

_FIRST_SECTION = "0"
"""Medical and Surgical opens the book: its digit tells a list of ICD-10-PCS from one of ICD-10-CM."""


def _has_root(root: str) -> Callable[[Head], bool]:
    return lambda head: head.xml is not None and head.xml.root == root


def _is_order(head: Head) -> bool:
    match = LINE.fullmatch(_lines(head)[0])
    return match is not None and match[2].startswith(_FIRST_SECTION)


def _is_codes(head: Head) -> bool:
    first = _lines(head)[:3]
    return first[0].startswith(_FIRST_SECTION) and all(map(_TITLED.fullmatch, first))


def _is_addenda(head: Head) -> bool:
    # Addenda to the order file look the same but for a short title before the long one; the order file has all of it.
    titles = [line.partition(": ")[2].lstrip()[8:] for line in _lines(head)[:-1] if ":" in line]
    return addenda.is_addenda(head.text, _CODE) and not all(map(_TWO_TITLES.match, titles))


def _addenda(source: BinaryIO, book: Connection) -> Contents:
    return addenda.write_addenda(addenda.read_addenda(source), book)


def _is_tables_addenda(head: Head) -> bool:
    return TABLES_ADDENDA_LINE.fullmatch(next(filter(None, _lines(head)), "")) is not None


def _is_index_addenda(head: Head) -> bool:
    return is_index_addenda(head.text)


def _is_conversion(head: Head) -> bool:
    return is_conversion(head.text)


def _is_key(name: str) -> Callable[[Head], bool]:
    return lambda head: (match := OPENING.match(head.text)) is not None and match[1] == name


def _lines(head: Head) -> list[str]:
    return [line.rstrip() for line in head.text.splitlines()] or [""]


_LISTS = build_lists.LAYOUT

KINDS = (
    Kind(
        tables.KIND, "ICD-10-PCS tables (XML)", build_tables.LAYOUT, _has_root(TABLES_ROOT), build_tables.build_tables
    ),
    Kind(
        tables.ADDENDA,
        "ICD-10-PCS tables addenda (text)",
        build_tables.LAYOUT,
        _is_tables_addenda,
        build_tables.build_tables_addenda,
    ),
    Kind(index.KIND, "ICD-10-PCS Index (XML)", build_index.LAYOUT, _has_root(INDEX_ROOT), build_index.build_index),
    Kind(
        index.ADDENDA,
        "ICD-10-PCS Index addenda (text)",
        build_index.LAYOUT,
        _is_index_addenda,
        build_index.build_index_addenda,
    ),
    Kind(
        definitions.KIND,
        "ICD-10-PCS definitions (XML)",
        build_definitions.LAYOUT,
        _has_root(DEFINITIONS_ROOT),
        build_definitions.build_definitions,
    ),
    Kind(layers.ORDER, "ICD-10-PCS order file (text)", _LISTS, _is_order, build_lists.build_order),
    Kind(layers.CODES, "ICD-10-PCS codes file (text)", _LISTS, _is_codes, build_lists.build_codes),
    Kind(layers.ADDENDA, "ICD-10-PCS code addenda (text)", _LISTS, _is_addenda, _addenda),
    Kind(
        conversions.KIND,
        "ICD-10-PCS conversion table (text, workbook)",
        _LISTS,
        _is_conversion,
        build_lists.build_conversion,
    ),
    Kind(keys.BODY_PART, "ICD-10-PCS body part key (JSON)", _LISTS, _is_key("Body Part"), build_lists.build_key),
    Kind(keys.DEVICE, "ICD-10-PCS device key (JSON)", _LISTS, _is_key("Device"), build_lists.build_key),
)
