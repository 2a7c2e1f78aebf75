"""Segments: values to the text of an X12 interchange and back (X12.5 and X12.6, version 005010)."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chartcode.errors import InvalidValueError, UnfitDocumentError

ELEMENT, COMPONENT, REPEAT, END = "*", ":", "^", "~"
_FIXED_ISA = 106
"""An ISA segment is so many characters with its end; the separators stand at fixed places in it."""

_BASIC = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"&'()+,-./;?= ")
"""The basic character set; `*`, `:`, `^` and `~` are ours as separators."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment: its id and its elements. A composite element is a tuple of components."""

    id: str
    elements: tuple[str | tuple[str, ...], ...]

    def value(self, place: int, part: int = 1) -> str:
        """The element at that place, or that component of it, both counted from 1; empty where there is none."""
        if place > len(self.elements):
            return ""
        element = self.elements[place - 1]
        parts = element if isinstance(element, tuple) else (element,)
        return parts[part - 1] if part <= len(parts) else ""


def segment(id: str, *elements: str | Sequence[str]) -> Segment:
    """A segment whose texts are made fit: capitals, accents taken off. Empty elements at its end are left out.

    Raises InvalidValueError, naming the element, for a text that the basic character set cannot hold.
    """
    fit = [
        _fit(f"{id}{place:02}", element) if isinstance(element, str) else _composite(f"{id}{place:02}", element)
        for place, element in enumerate(elements, 1)
    ]
    while fit and not fit[-1]:
        fit.pop()
    return Segment(id, tuple(fit))


def _composite(place: str, parts: Sequence[str]) -> tuple[str, ...]:
    fit = [_fit(place, part) for part in parts]
    while fit and not fit[-1]:
        fit.pop()
    return tuple(fit)


def _fit(place: str, text: str) -> str:
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    fit = " ".join(plain.upper().split())
    if not set(fit) <= _BASIC:
        raise InvalidValueError(f"{place} of the claim holds a character that X12 cannot write: spell it in letters")
    return fit


def text_of(segments: Sequence[Segment]) -> str:
    """The segments as an interchange is sent, one on each line. Only ISA keeps the spaces that fill its elements."""
    return "".join(f"{_joined(segment)}{END}\n" for segment in segments)


def _joined(segment: Segment) -> str:
    elements = (COMPONENT.join(element) if isinstance(element, tuple) else element for element in segment.elements)
    return ELEMENT.join((segment.id, *elements))


def segments_in(text: str) -> Iterator[Segment]:
    """The segments of an interchange with any separators, which its ISA segment names; line ends between are skipped.

    Raises UnfitDocumentError when it does not start with an ISA segment, ends inside a segment, or has one without
    an id. Elements other than those of ISA that hold the component separator come as tuples.
    """
    text = text.strip()
    if not text.startswith("ISA") or len(text) < _FIXED_ISA:
        raise UnfitDocumentError("the file is no X12 interchange: it does not start with an ISA segment")
    element, component, end = text[3], text[104], text[105]
    if not text.endswith(end):
        raise UnfitDocumentError("the interchange ends inside a segment")
    for number, raw in enumerate(text[:-1].split(end), 1):
        id, *elements = raw.strip("\r\n").split(element)
        if not (2 <= len(id) <= 3 and id.isalnum() and id.isupper()):
            raise UnfitDocumentError(f"segment {number} of the interchange has no segment id")
        yield Segment(id, tuple(_read(part, component, whole=id == "ISA") for part in elements))


def _read(element: str, component: str, *, whole: bool) -> str | tuple[str, ...]:
    return element if whole or component not in element else tuple(element.split(component))


def day(value: date) -> str:
    """A date as CCYYMMDD."""
    return value.strftime("%Y%m%d") if value.year > 999 else f"{value.year:04}{value:%m%d}"


def amount(value: Decimal) -> str:
    """A decimal number without needless zeros: 100, 12.5, 0."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
