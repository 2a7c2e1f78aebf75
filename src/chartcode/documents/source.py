"""Source maps: from characters of a note back to the page and box, or the element, that they were read from."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from chartcode.errors import InvalidValueError
from chartcode.model import Span

_NUMBERS = 4
_BYTES = 4 * _NUMBERS


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page as it is shown, in points (1/72 inch) from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch of a note stands in its source.

    `part` names the element: "page 2", "paragraph 14", "/html/body[1]/p[3]", "entry[2].resource.section[1].text",
    "OBX[3]-5". On a page `page` counts from 1 and `box` surrounds the words; `confidence` (0 to 1) is that of OCR.
    """

    part: str
    page: int | None = None
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of a note that come from one part of the source.

    `boxes` holds four 32-bit floats (left, top, right, bottom) for each character, or for all of them together, or is
    empty where the source has no pages.
    """

    start: int
    end: int
    part: str
    page: int | None = None
    boxes: bytes = b""
    confidence: float | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise InvalidValueError(f"a piece must end after it starts, got {self.start}..{self.end}")
        if len(self.boxes) not in {0, _BYTES, _BYTES * (self.end - self.start)}:
            raise InvalidValueError("a piece has no box, one, or one for each of its characters")

    def place(self, start: int, end: int) -> Place:
        """The place of those of its characters that lie between two offsets of the note."""
        boxes = self.boxes
        if len(boxes) > _BYTES:
            first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
            boxes = boxes[first * _BYTES : last * _BYTES]
        return Place(self.part, self.page, _around(boxes), self.confidence)


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The pieces of a note, in order and apart. Characters between them, such as line breaks, are the reader's own."""

    pieces: tuple[Piece, ...]

    def __post_init__(self) -> None:
        if any(one.end > two.start for one, two in zip(self.pieces, self.pieces[1:], strict=False)):
            raise InvalidValueError("the pieces of a source map must be in order and apart")

    def places(self, span: Span) -> tuple[Place, ...]:
        """Where the words of a span stand, one place for each piece of the source that it touches."""
        return tuple(piece.place(span.start, span.end) for piece in self._touched(span))

    def inside(self, part: str) -> "SourceMap":
        """The map of a document that is itself a part of another."""
        return SourceMap(tuple(replace(piece, part=f"{part} {piece.part}") for piece in self.pieces))

    def _touched(self, span: Span) -> Iterator[Piece]:
        first = max(bisect_right(self.pieces, span.start, key=lambda piece: piece.start) - 1, 0)
        for piece in self.pieces[first:]:
            if piece.start >= span.end:
                return
            if piece.end > span.start:
                yield piece


def packed(*boxes: Box) -> bytes:
    """Boxes as a piece holds them."""
    return array("f", (side for box in boxes for side in (box.left, box.top, box.right, box.bottom))).tobytes()


def _around(boxes: bytes) -> Box | None:
    """The box around all of them, those without an extent (blanks) left out; None where there is none."""
    sides = array("f", boxes)
    four = zip(*(sides[side::_NUMBERS] for side in range(_NUMBERS)), strict=True)
    inked = [box for box in four if box[2] > box[0] and box[3] > box[1]]
    if not inked:
        return None
    lefts, tops, rights, bottoms = zip(*inked, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
