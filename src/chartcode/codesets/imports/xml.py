"""Official XML files: what their beginning says, and their whole tree, without document types or entities."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from chartcode.errors import ReleaseError

_DEEPEST = 60
"""Elements inside elements. The deepest official file has 14; a tree without bottom would exhaust the stack."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of an XML file: its root element, and the text of the first small element of each name."""

    root: str
    said: Mapping[str, str]


def opening(head: bytes) -> Opening | None:
    """What the first bytes of a file say of it; None where they are no XML.

    `said` looks at elements near the top: version, title, the first column head. Raises ReleaseError for a document
    type declaration.
    """
    roots: list[str] = []
    said: dict[str, str] = {}
    finished: set[str] = set()
    open_elements: list[str] = []
    parser = expat.ParserCreate()

    def start(name: str, _: dict[str, str]) -> None:
        roots.append(name)
        open_elements.append(name)

    def text(data: str) -> None:
        if 1 < len(open_elements) <= 3:
            name = open_elements[-1]
            if name not in finished:
                said[name] = said.get(name, "") + data

    def end(name: str) -> None:
        finished.add(name)
        if open_elements:
            open_elements.pop()

    def doctype(*_: object) -> None:
        raise ReleaseError("it has a document type declaration (DOCTYPE), which no official file has")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = text, doctype
    # How far it goes is for the whole reading to say; here it only matters what it starts as.
    with suppress(expat.ExpatError, ValueError, LookupError):
        parser.Parse(head, False)
    return Opening(roots[0], said) if roots else None


def tree(source: BinaryIO) -> Element:
    """The root element of a whole file.

    Raises ReleaseError when the file is cut, is not in the encoding it says, nests without end, or has a document type
    declaration.
    """
    try:
        root = ElementTree.parse(source, forbid_dtd=True).getroot()
    except ParseError as error:
        line = error.position[0]
        raise ReleaseError(f"it is cut or damaged: its XML breaks off or is wrong at line {line}") from error
    except DefusedXmlException as error:
        raise ReleaseError("it has a document type declaration (DOCTYPE), which no official file has") from error
    except (ValueError, LookupError) as error:
        raise ReleaseError("its XML is not in the encoding it says it has") from error
    if root is None:
        raise ReleaseError("it holds no XML element")
    _measure(root)
    return root


def text_of(element: Element | None) -> str:
    """All text of an element on one line; empty where there is none."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _measure(root: Element) -> None:
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return
    raise ReleaseError(f"its XML nests more than {_DEEPEST} elements deep")
