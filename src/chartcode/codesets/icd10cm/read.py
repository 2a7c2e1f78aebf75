"""Parsers of the official ICD-10-CM Tabular XML.

File layout: the CDC/NCHS `icd-10-cm-tabular` schema: chapters hold sections hold `diag` elements nested to any depth;
notes stand in `includes`, `inclusionTerm`, `excludes1`, `excludes2`, `codeFirst`, `useAdditionalCode`, `codeAlso`,
`notes` and `sevenChrNote`; `sevenChrDef` lists 7th characters for every code below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from chartcode.errors import ReleaseError

INSTRUCTIONS = {
    "includes": "includes",
    "inclusionTerm": "inclusion term",
    "excludes1": "excludes1",
    "excludes2": "excludes2",
    "codeFirst": "code first",
    "useAdditionalCode": "use additional code",
    "codeAlso": "code also",
    "notes": "note",
    "sevenChrNote": "7th character note",
}

_RANGE = re.compile(r"\s*\([A-Z]\w{2}(-[A-Z]\w{2})?\)$")


@dataclass(frozen=True, slots=True)
class TabularNode:
    """A chapter, block, category, subcategory or code as the Tabular List prints it.

    `code` is bare (no dot); chapters are `chapter 1`, blocks `A00-A09`. `sevenths` are its own (character, meaning).
    """

    code: str
    parent: str
    kind: str
    title: str
    instructions: tuple[tuple[str, str], ...]
    sevenths: tuple[tuple[str, str], ...]
    leaf: bool


def read_tabular(source: Path | BinaryIO) -> tuple[str, list[TabularNode]]:
    """The version the file states and its nodes in the order of the book.

    Raises ReleaseError when the file is no Tabular List, is cut, or carries a document type declaration.
    """
    try:
        root = ElementTree.parse(source, forbid_dtd=True).getroot()
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise ReleaseError(f"not a readable ICD-10-CM Tabular XML ({type(error).__name__})") from error
    if root is None or root.tag != "ICD10CM.tabular":
        raise ReleaseError("not an ICD-10-CM Tabular XML: the root element should be ICD10CM.tabular")
    return (root.findtext("version") or "").strip(), [
        node for chapter in root.iter("chapter") for node in _chapter(chapter)
    ]


def _chapter(chapter: Element) -> Iterator[TabularNode]:
    name = f"chapter {_text(chapter.find('name'))}"
    yield _node(chapter, name, "", "chapter", _RANGE.sub("", _text(chapter.find("desc"))))
    for block in chapter.findall("section"):
        block_id = _block_id(block)
        yield _node(block, block_id, name, "block", _RANGE.sub("", _text(block.find("desc"))))
        for diag in block.findall("diag"):
            yield from _diag(diag, block_id)


def _block_id(block: Element) -> str:
    """A block's range. A block of one category is named by that category alone in the file, which would be its twin."""
    name = block.get("id", "")
    return name if "-" in name else f"{name}-{name}"


def _diag(diag: Element, parent: str) -> Iterator[TabularNode]:
    code = _text(diag.find("name")).replace(".", "")
    kind = "category" if len(code) == 3 else "subcategory"
    yield _node(diag, code, parent, kind, _text(diag.find("desc")))
    for child in diag.findall("diag"):
        yield from _diag(child, code)


def _node(element: Element, code: str, parent: str, kind: str, title: str) -> TabularNode:
    instructions = tuple(
        (INSTRUCTIONS[child.tag], _text(note))
        for child in element
        if child.tag in INSTRUCTIONS
        for note in child.findall("note")
    )
    sevenths = tuple(
        (extension.get("char", ""), _meaning(extension))
        for definition in element.findall("sevenChrDef")
        for extension in definition.findall("extension")
    )
    return TabularNode(code, parent, kind, title, instructions, sevenths, leaf=element.find("diag") is None)


def _text(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _meaning(extension: Element) -> str:
    """A 7th character's meaning. Some fracture extensions run on after a slash with inclusion text: not a title."""
    return " ".join(re.split(r"/[\t\n]", "".join(extension.itertext()))[0].split())
