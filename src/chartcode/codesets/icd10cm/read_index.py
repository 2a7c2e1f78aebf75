"""Parser of the official ICD-10-CM Index XML: Alphabetic Index, External Cause Index, Neoplasm Table, Drug Table.

File layout: the CDC/NCHS `icd-10-cm-index` and `icd-10-cm-drug-neoplasm` schemas. Letters hold `mainTerm` elements,
which hold `term` elements nested to any level. Each has a `title`, in which `nemod` marks nonessential modifiers and
more text may follow, and of `code`, `manif`, `see`, `seeAlso`, `seecat`, `subcat` what applies. In the tables
`indexHeading` names the columns, and `cell` elements hold their codes; one or two hyphens stand for "no code".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import Element

from chartcode.codesets.imports.xml import text_of, tree
from chartcode.errors import ReleaseError

ROOT = "ICD10CM.index"

REFERENCES = {"see": "see", "seeAlso": "see also", "seecat": "see category", "subcat": "subcategory"}


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A main term (level 0) or a term under it, in the order of the book.

    `title` is without nonessential modifiers, `nonessential` they alone, `printed` both as they stand. `code` and
    `manifestation` are as printed, dotted, with a trailing hyphen where more characters are needed; empty where there
    is none. `references` are (see | see also | ..., text), `cells` (column number, code).
    """

    level: int
    letter: str
    title: str
    nonessential: str
    printed: str
    code: str
    manifestation: str
    references: tuple[tuple[str, str], ...]
    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class IndexBook:
    """A whole file: the version it states, the heads of its columns (number, wording), and its entries."""

    version: str
    heads: tuple[tuple[int, str], ...]
    entries: tuple[IndexEntry, ...]


def read_index(source: BinaryIO) -> IndexBook:
    """The entries of an Index or table file. Raises ReleaseError when it is no such file, is cut, or holds none."""
    root = tree(source)
    if root.tag != ROOT:
        raise ReleaseError(f"it is no ICD-10-CM Index: its root element should be {ROOT}")
    if next(root.iter("diff"), None) is not None:
        raise ReleaseError("it is an addenda file, which lists changes only; import the whole Index")
    heads = tuple((_column(head), text_of(head)) for head in root.findall("indexHeading/head"))
    entries = tuple(
        entry
        for letter in root.findall("letter")
        for main in letter.findall("mainTerm")
        for entry in _entries(main, 0, text_of(letter.find("title")))
    )
    if not entries:
        raise ReleaseError("it holds no main terms")
    return IndexBook(text_of(root.find("version")), heads, entries)


def _entries(element: Element, level: int, letter: str) -> Iterator[IndexEntry]:
    title = element.find("title")
    yield IndexEntry(
        level=level,
        letter=letter,
        title=_essential(title),
        nonessential=" ".join(text_of(part) for part in title.findall("nemod")) if title is not None else "",
        printed=_printed(title),
        code=text_of(element.find("code")),
        manifestation=text_of(element.find("manif")),
        references=tuple((REFERENCES[child.tag], text_of(child)) for child in element if child.tag in REFERENCES),
        cells=tuple((_column(cell), text_of(cell)) for cell in element.findall("cell") if text_of(cell).strip("-")),
    )
    for child in element.findall("term"):
        yield from _entries(child, level + 1, letter)


def _essential(title: Element | None) -> str:
    if title is None:
        return ""
    parts = [title.text or "", *(part.tail or "" for part in title)]
    return " ".join(" ".join(parts).split())


def _printed(title: Element | None) -> str:
    """The title as the book prints it. Some files leave out the blank before a nonessential modifier."""
    return " ".join(" ".join(title.itertext()).split()) if title is not None else ""


def _column(element: Element) -> int:
    column = element.get("col", "")
    if not column.isdecimal():
        raise ReleaseError("it is damaged: a table column has no number")
    return int(column)
