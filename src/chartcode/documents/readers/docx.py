"""DOCX: paragraphs, lists and tables in their order, headers and footers, notes at the foot, fields filled in."""

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError, _Element

from chartcode.documents.blocks import Flow, Node, check_depth, write
from chartcode.documents.compose import Composer
from chartcode.documents.document import Document, Format
from chartcode.documents.limits import Limits
from chartcode.errors import UnfitDocumentError

_SMALL = 1_000_000
"""A file in the zip below this size may grow as it likes, in bytes."""
_NOTES = re.compile(r"/(footnotes|endnotes)$")
_P, _T, _BR, _NUMBERING = qn("w:p"), qn("w:t"), qn("w:br"), f"{qn('w:pPr')}/{qn('w:numPr')}"
_STRIKE = f"{qn('w:rPr')}/{qn('w:strike')}"
_BLOCKS = {_P: "p", qn("w:tbl"): "table", qn("w:tr"): "tr", qn("w:tc"): "td"}
_WRITTEN = {qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_GONE = frozenset(
    (
        *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:sectPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
"""Text that was taken back in a tracked change, properties, and what old versions show in place of a text box."""


def read(data: bytes, note_id: str, limits: Limits) -> Document:
    """A Word document as one note: headers, body, notes at the foot, footers.

    A part is the path of a paragraph, as in /body[1]/p[3] or /body[1]/table[1]/tr[2]/td[1]/p[1]; items of lists are
    `li`. python-docx opens the file; its `iter_inner_content` leaves out content controls and tracked insertions, which
    EHR templates are made of, so the elements are walked here.
    """
    _check_zip(data, limits)
    try:
        word = docx.Document(BytesIO(data))
        parts = [_node(name, root, 0) for name, root in _roots(word)]
    except (BadZipFile, zlib.error, EOFError, XMLSyntaxError, KeyError, ValueError, AttributeError):
        raise UnfitDocumentError("is a cut or damaged Word document: save it anew") from None
    composer = Composer(limits)
    write(Node("", {}, parts), Flow(composer), "")
    note, source = composer.note(note_id)
    return Document(Format.DOCX, (note,), (source,))


def _check_zip(data: bytes, limits: Limits) -> None:
    """What the zip claims of its files, checked before python-docx unpacks them, and no document type in any."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > limits.files or sum(member.file_size for member in members) > limits.unpacked:
                raise UnfitDocumentError("unpacks to far more than any Word document: it was not unpacked")
            for member in members:
                if member.flag_bits & 1:
                    raise UnfitDocumentError("is encrypted: save it without a password")
                if member.file_size > _SMALL and member.file_size > limits.ratio * max(member.compress_size, 1):
                    raise UnfitDocumentError("unpacks to far more than any Word document: it was not unpacked")
                if member.filename.lower().endswith((".xml", ".rels")) and _has_doctype(archive.read(member)):
                    raise UnfitDocumentError("has a document type declaration (DOCTYPE), which no Word document has")
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        raise UnfitDocumentError("is a cut or damaged Word document: save it anew") from None


def _has_doctype(xml: bytes) -> bool:
    return b"<!DOCTYPE" in xml.replace(b"\0", b"")


def _roots(word: Word) -> Iterator[tuple[str, _Element]]:
    """The parts with text, as (name, element), each header and footer once."""
    yield from _once("header", word)
    yield "body", word.element.body
    for relation in word.part.rels.values():
        if (notes := _NOTES.search(relation.reltype)) and not relation.is_external:
            yield notes[1].removesuffix("s"), parse_xml(relation.target_part.blob)
    yield from _once("footer", word)


def _once(kind: str, word: Word) -> Iterator[tuple[str, _Element]]:
    seen: set[str] = set()
    for section in word.sections:
        for which in (f"first_page_{kind}", kind, f"even_page_{kind}"):
            part = getattr(section, which)
            if not part.is_linked_to_previous and str(part.part.partname) not in seen:
                seen.add(str(part.part.partname))
                yield kind, part._element


def _node(tag: str, element: _Element, depth: int) -> Node:
    check_depth(depth)
    return Node(tag, {}, tuple(_children(element, depth)))


def _children(element: _Element, depth: int) -> Iterator[Node | str]:
    """Paragraphs, rows and cells as elements, their words as text; what only wraps them (runs, links, content controls,
    tracked insertions) is passed through."""
    for child in element:
        if child.tag in _BLOCKS:
            is_item = child.tag == _P and child.find(_NUMBERING) is not None
            yield _node("li" if is_item else _BLOCKS[child.tag], child, depth + 1)
        elif child.tag == _T:
            yield child.text or ""
        elif child.tag in _WRITTEN:
            yield _WRITTEN[child.tag]
        elif child.tag == _BR:
            yield Node("br")
        elif isinstance(child.tag, str) and child.tag not in _GONE and not _is_struck(child):
            check_depth(depth)
            yield from _children(child, depth + 1)


def _is_struck(element: _Element) -> bool:
    """Whether a run is struck out, which takes back what it says."""
    strike = element.find(_STRIKE)
    return strike is not None and strike.get(qn("w:val"), "true") not in {"0", "false", "off"}
