"""Block walk: the elements of HTML, Word and C-CDA as lines, lists and rows, each word knowing its element."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from chartcode.documents.compose import Composer
from chartcode.errors import UnfitDocumentError

DEEPEST = 250
"""Elements inside elements. Browsers stop at 512; the deepest real page we know has some thirty."""

_LINES = frozenset("div li item dt dd figcaption address legend section article header footer".split())
_BLOCKS = frozenset(
    "p paragraph h1 h2 h3 h4 h5 h6 ul ol dl list table caption blockquote pre hr form fieldset"
    " body footnote endnote".split()
)
_CELLS = frozenset(("td", "th"))
_ITEMS = frozenset(("li", "item"))


@dataclass(frozen=True, slots=True)
class Node:
    """An element: its tag in lower case, its attributes, and its elements and texts in order."""

    tag: str
    attributes: Mapping[str, str | None] = field(default_factory=dict)
    children: Sequence["Node | str"] = ()


class _Break(IntEnum):
    """What parts the next text from the last; of several, the strongest counts."""

    NONE = 0
    SPACE = 1
    LINE = 2
    BLOCK = 3
    CELL = 4
    ROW = 5


_WRITTEN = {
    _Break.NONE: "",
    _Break.SPACE: " ",
    _Break.LINE: "\n",
    _Break.BLOCK: "\n\n",
    _Break.CELL: " | ",
    _Break.ROW: "\n\n",
}


class Flow:
    """Text that flows into a note: blanks run together, and breaks wait until there is text after them."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._pending = _Break.NONE
        self._marker = ""

    def text(self, text: str, part: str) -> None:
        """Add the words of a text. Blanks at its ends part it from its neighbours, as a browser shows it."""
        words = " ".join(text.split())
        if text[:1].isspace():
            self._break(_Break.SPACE)
        if not words:
            return
        if self._composer.length:
            self._composer.own(_WRITTEN[self._pending])
        if self._marker:
            self._composer.own(self._marker)
        self._composer.add(words, part)
        self._pending = _Break.SPACE if text[-1].isspace() else _Break.NONE
        self._marker = ""

    def line(self) -> None:
        """What follows starts a line."""
        self._break(_Break.LINE)

    def next_line(self) -> None:
        """A break that the text itself asks for: two leave a blank line."""
        self._break(_Break.BLOCK if self._pending is _Break.LINE else _Break.LINE)

    def block(self) -> None:
        """What follows starts a paragraph."""
        self._break(_Break.BLOCK)

    def row(self) -> None:
        """What follows is no longer of this row."""
        self._break(_Break.ROW)

    def cell(self) -> None:
        """What follows is another cell of the row."""
        self._break(_Break.CELL)

    def item(self, marker: str) -> None:
        """What follows is an item of a list."""
        self._break(_Break.LINE)
        self._marker = marker

    def _break(self, asked: _Break) -> None:
        self._pending = max(self._pending, asked)


def write(node: Node, flow: Flow, path: str) -> None:
    """Write what is in a node, an element's path being its parent's with its tag and its number among its like."""
    seen: Counter[str] = Counter()
    for child in node.children:
        if isinstance(child, str):
            _text(child, node, flow, path)
            continue
        seen[child.tag] += 1
        inner = f"{path}/{child.tag}[{seen[child.tag]}]"
        _open(child, node, flow, seen)
        write(child, flow, inner)
        _close(child, flow)


def check_depth(depth: int) -> None:
    """Raises UnfitDocumentError for an element that lies too deep."""
    if depth > DEEPEST:
        raise UnfitDocumentError(f"nests elements more than {DEEPEST} deep: save it anew")


def _text(text: str, node: Node, flow: Flow, path: str) -> None:
    lines = text.split("\n") if node.tag == "pre" else [text]
    for number, line in enumerate(lines):
        if number:
            flow.next_line()
        flow.text(line, path)


def _open(child: Node, parent: Node, flow: Flow, seen: Mapping[str, int]) -> None:
    if child.tag in _CELLS:
        flow.cell()
    elif child.tag == "tr":
        flow.row()
    elif child.tag == "br":
        flow.next_line()
    elif child.tag in _ITEMS:
        flow.item(f"{seen[child.tag]}. " if _numbered(parent) else "- ")
    elif child.tag in _LINES:
        flow.line()
    elif child.tag in _BLOCKS:
        flow.block()


def _close(child: Node, flow: Flow) -> None:
    if child.tag == "tr":
        flow.row()
    elif child.tag in _LINES:
        flow.line()
    elif child.tag in _BLOCKS:
        flow.block()


def _numbered(node: Node) -> bool:
    return node.tag == "ol" or node.attributes.get("listType") == "ordered"
