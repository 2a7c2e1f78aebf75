"""Parser of the official ICD-10-PCS Index XML.

File layout (CMS, `icd10pcs_index.xsd`): letters hold `mainTerm` elements, which hold `term` elements nested to any
level. Each has a `title`, unless it only adds a reference to the term above it, and one of: `code`, a whole code;
`codes`, the first four to six characters of codes; `tab`, the three of a table; `see`, another term to turn to; `use`,
the value of the tables to code with. `see` and `use` may name the table or the beginning of codes in a `tab` or `codes`
of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import Element

from chartcode.codesets.imports.xml import text_of, tree
from chartcode.errors import ReleaseError

ROOT = "ICD10PCS.index"

_CODES = ("code", "codes", "tab")


@dataclass(frozen=True, slots=True)
class PcsReference:
    """A reference: its kind, `see` or `use`, the words to turn to or the value to use, and the table or beginning of
    codes that goes with it, empty where there is none."""

    kind: str
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class PcsIndexEntry:
    """A main term (level 0) or a term under it, in the order of the book. `code` is a code, the beginning of one, or
    empty. A title is empty where the term only adds to the one above it."""

    level: int
    letter: str
    title: str
    code: str
    references: tuple[PcsReference, ...]


@dataclass(frozen=True, slots=True)
class PcsIndexFile:
    """The year the file states, and its entries."""

    version: str
    entries: tuple[PcsIndexEntry, ...]


def read_index(source: BinaryIO) -> PcsIndexFile:
    """The entries of an Index. Raises ReleaseError when it is no such file, is cut, or holds none."""
    root = tree(source)
    if root.tag != ROOT:
        raise ReleaseError(f"it is no ICD-10-PCS Index: its root element should be {ROOT}")
    entries = tuple(
        entry
        for letter in root.findall("letter")
        for main in letter.findall("mainTerm")
        for entry in _entries(main, 0, text_of(letter.find("title")))
    )
    if not entries:
        raise ReleaseError("it holds no main terms")
    return PcsIndexFile(text_of(root.find("version")), entries)


def _entries(element: Element, level: int, letter: str) -> Iterator[PcsIndexEntry]:
    yield PcsIndexEntry(
        level=level,
        letter=letter,
        title=text_of(element.find("title")),
        code=_code(element),
        references=tuple(_reference(child) for child in element if child.tag in {"see", "use"}),
    )
    for child in element.findall("term"):
        yield from _entries(child, level + 1, letter)


def _reference(element: Element) -> PcsReference:
    words = " ".join((element.text or "").split())
    return PcsReference(element.tag, words, _code(element))


def _code(element: Element) -> str:
    return next((text_of(child) for child in element if child.tag in _CODES), "")
