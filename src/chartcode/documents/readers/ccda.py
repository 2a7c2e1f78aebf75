"""C-CDA: the narrative of every section as a person sees it, and the facts of the header and the entries."""

import zlib
from collections.abc import Iterator

from lxml import etree

from chartcode.documents.blocks import Flow, Node, check_depth, write
from chartcode.documents.compose import Composer
from chartcode.documents.document import Document, Format
from chartcode.documents.limits import Limits
from chartcode.documents.readers.ccda_facts import Header, header_of, statements_of
from chartcode.documents.readers.cda import Element, find, find_all, name_of, path_of
from chartcode.documents.readers.dispatch import from_base64, read_inner
from chartcode.errors import UnfitDocumentError


def read(data: bytes, note_id: str, limits: Limits) -> Document:
    """A clinical document as one note: titles and narratives of its sections in order.

    A part is the path of an element without namespaces, as in
    /ClinicalDocument/component[1]/structuredBody[1]/component[3]/section[1]/text[1]/table[1]/tbody[1]/tr[2]/td[1].
    A document whose body is no XML (`nonXMLBody`) is read as what it holds. Source: HL7 CDA R2 (2005), 4.3 narrative
    block; HL7 C-CDA R2.1 for header and entries.
    """
    root = _parsed(data)
    header = header_of(root)
    body = find(root, "component/nonXMLBody/text")
    if body is not None:
        return _unwrapped(body, header, note_id, limits)
    composer = Composer(limits)
    flow = Flow(composer)
    for section in find_all(root, "component/structuredBody/component/section"):
        _write_section(section, flow, 0)
    note, source = composer.note(note_id, type=header.type, author_role=header.author_role, date=header.date)
    return Document(Format.CCDA, (note,), (source,), header.with_statements(statements_of(root)))


def _parsed(data: bytes) -> Element:
    """The root element. Raises UnfitDocumentError when it is cut, or has a document type or nests without end."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        line = getattr(error, "lineno", None)
        where = f" at line {line}" if line else ""
        raise UnfitDocumentError(f"is cut or damaged: its XML breaks off or is wrong{where}") from None
    if root is None or name_of(root) != "ClinicalDocument":
        raise UnfitDocumentError("is no C-CDA document: its root element should be ClinicalDocument")
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnfitDocumentError("has a document type declaration (DOCTYPE), which no chart needs: remove it")
    return root


def _write_section(section: Element, flow: Flow, depth: int) -> None:
    """The title, the narrative, and the sections inside, in their order."""
    check_depth(depth)
    for child in section:
        match name_of(child):
            case "title" | "text" as name:
                flow.block()
                write(_node(child, name, depth), flow, path_of(child))
                flow.block()
            case "component":
                for inner in find_all(child, "section"):
                    _write_section(inner, flow, depth + 1)


def _node(element: Element, tag: str, depth: int) -> Node:
    check_depth(depth)
    return Node(tag, dict(element.attrib), tuple(_children(element, depth)))


def _children(element: Element, depth: int) -> Iterator[Node | str]:
    if element.text:
        yield element.text
    for child in element:
        name = name_of(child)
        if name and child.get("revised") != "delete":
            yield _node(child, name, depth + 1)
        if child.tail:
            yield child.tail


def _unwrapped(body: Element, header: Header, note_id: str, limits: Limits) -> Document:
    """What a document without sections holds: text, or a file of another format in base64, perhaps deflated."""
    if find(body, "reference") is not None and not (body.text or "").strip():
        raise UnfitDocumentError("only refers to another file: send that file")
    text = "".join(body.itertext())
    data = from_base64(text, limits) if body.get("representation") == "B64" else text.encode("utf-8", "replace")
    if body.get("compression") in {"DF", "ZL"}:
        data = _inflated(data, limits, raw=body.get("compression") == "DF")
    inner = read_inner(data, note_id, limits)
    return Document(inner.format, header.laid_over(inner.notes), inner.sources, header.facts)


def _inflated(data: bytes, limits: Limits, *, raw: bool) -> bytes:
    try:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS if raw else zlib.MAX_WBITS)
        found = unpacker.decompress(data, limits.size + 1)
    except zlib.error:
        raise UnfitDocumentError("has a body that cannot be unpacked: export it again") from None
    if len(found) > limits.size:
        raise UnfitDocumentError(f"unpacks to more than {limits.size // 1_000_000} MB: split it")
    return found
