"""Parser of the official ICD-10-PCS tables XML.

File layout (CMS, `icd10pcs_tables.xsd`): `pcsTable` elements with an `axis` for each of the first three characters and
`pcsRow` elements with an `axis` for each of the others. An axis has a `title` and `label` elements, whose `code` is the
character; the third one may have the `definition` of the operation. `values` counts the labels of an axis, `codes` the
codes of a row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import BinaryIO
from xml.etree.ElementTree import Element

from chartcode.codesets.icd10pcs.builder import HEAD, LENGTH, Axis, PcsTable, Row, Value
from chartcode.codesets.imports.xml import text_of, tree
from chartcode.errors import ReleaseError

ROOT = "ICD10PCS.tabular"


@dataclass(frozen=True, slots=True)
class TablesFile:
    """The year the file states, and its tables in their order."""

    version: str
    tables: tuple[PcsTable, ...]


def read_tables(source: BinaryIO) -> TablesFile:
    """The tables of a file. Raises ReleaseError when it is no such file, is cut, or contradicts its own counts."""
    root = tree(source)
    if root.tag != ROOT:
        raise ReleaseError(f"it is no file of ICD-10-PCS tables: its root element should be {ROOT}")
    tables = tuple(_table(element) for element in root.findall("pcsTable"))
    if not tables:
        raise ReleaseError("it holds no tables")
    return TablesFile(text_of(root.find("version")), tables)


def checked(head: Sequence[Axis], definition: str, rows: Sequence[Row]) -> PcsTable:
    """A table of these parts. Raises ReleaseError when an axis is missing or empty, or a row of it."""
    axes = [axis for row in rows for axis in row.axes]
    if [axis.position for axis in head] != [1, 2, 3] or any(len(axis.values) != 1 for axis in head):
        raise ReleaseError("it is damaged: a table does not have its first three characters")
    name = "".join(axis.chars for axis in head)
    if not rows or [axis.position for axis in axes] != list(range(HEAD + 1, LENGTH + 1)) * len(rows):
        raise ReleaseError(f"it is cut or damaged: a row of table {name} does not have its four characters")
    if any(not axis.values or len(set(axis.chars)) != len(axis.values) for axis in axes):
        raise ReleaseError(f"it is damaged: a row of table {name} has no values for a character, or one twice")
    return PcsTable(tuple(head), definition, tuple(rows))


def _table(element: Element) -> PcsTable:
    head = [_axis(axis) for axis in element.findall("axis")]
    definition = text_of(element.find("axis/definition"))
    return checked(head, definition, [_row(row) for row in element.findall("pcsRow")])


def _row(element: Element) -> Row:
    row = Row(tuple(_axis(axis) for axis in element.findall("axis")))
    if element.get("codes") != str(prod(len(axis.values) for axis in row.axes)):
        raise ReleaseError("it is damaged: a row holds another number of codes than it says")
    return row


def _axis(element: Element) -> Axis:
    values = tuple(Value(label.get("code", ""), text_of(label)) for label in element.findall("label"))
    position = element.get("pos", "")
    if element.get("values") != str(len(values)) or not position.isdecimal() or any(len(v.char) != 1 for v in values):
        raise ReleaseError("it is damaged: an axis holds other values than it says")
    return Axis(int(position), text_of(element.find("title")), values)
