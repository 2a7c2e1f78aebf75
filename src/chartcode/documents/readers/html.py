"""HTML: what a browser shows of a page, as lines, lists and rows."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from chartcode.documents.blocks import Flow, Node, check_depth, write
from chartcode.documents.compose import Composer
from chartcode.documents.document import Document, Format
from chartcode.documents.limits import Limits
from chartcode.documents.readers.dispatch import text_of

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HEAD = 1024
"""A page must state its encoding within so many bytes (HTML Living Standard, 4.2.5.4)."""
_UNSEEN = frozenset("head script style template noscript svg -comment -doctype -cdata".split())
_STRUCK = frozenset(("del", "s", "strike"))
"""Text struck out was taken back: it is no longer what the chart says."""


def read(data: bytes, note_id: str, limits: Limits) -> Document:
    """A page as one note; a part is the path of an element, as in /html/body[1]/p[3]."""
    composer = Composer(limits)
    write_html(LexborHTMLParser(_characters(data, limits)), Flow(composer), "")
    note, source = composer.note(note_id)
    return Document(Format.HTML, (note,), (source,))


def write_html(page: LexborHTMLParser, flow: Flow, path: str) -> None:
    """Write a page or a fragment of one; `path` is that of the element that holds it."""
    if page.root is not None:
        write(_node(page.root, 0), flow, f"{path}/html")


def _characters(data: bytes, limits: Limits) -> str:
    """By the encoding that the page states, else as those of a plain-text note."""
    stated = _CHARSET.search(data[:_HEAD])
    name = stated[1].decode("ascii").lower() if stated else "utf-8"
    if name.startswith(("utf", "iso-8859-1", "windows-1252", "us-ascii")):
        return text_of(data, limits.size)
    try:
        return data.decode(name, "replace")
    except LookupError:
        return text_of(data, limits.size)


def _node(element: LexborNode, depth: int) -> Node:
    check_depth(depth)
    return Node(element.tag or "", element.attributes, tuple(_children(element, depth)))


def _children(element: LexborNode, depth: int) -> Iterator[Node | str]:
    for child in element.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            yield child.text_content or ""
        elif tag == "input":
            yield from _field(child)
        elif tag not in _UNSEEN and tag not in _STRUCK and not _is_other_choice(child, tag):
            yield _node(child, depth + 1)


def _field(element: LexborNode) -> Iterator[str]:
    """What a form shows: a box with or without its tick, or the words typed in."""
    attributes = element.attributes
    kind = (attributes.get("type") or "text").lower()
    if kind in {"checkbox", "radio"}:
        yield "[x] " if "checked" in attributes else "[ ] "
    elif kind not in {"hidden", "password", "submit", "button", "reset", "image", "file"}:
        yield f" {attributes.get('value') or ''} "


def _is_other_choice(element: LexborNode, tag: str) -> bool:
    """Whether it is a choice of a drop-down field that was not made."""
    return tag == "option" and "selected" not in element.attributes
