"""Marks: a note's text as HTML with every place in it, whatever overlaps what."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chartcode.exports.escape import esc
from chartcode.exports.places import Link, Place
from chartcode.model import Span

TRACKS = 3
"""Lines under the words that fit below one line of text; what overlaps deeper shares the last."""


@dataclass(frozen=True, slots=True)
class _Layer:
    """An element over a stretch of text: its tag, its attributes, its id, and what follows its end."""

    span: Span
    tag: str
    attributes: str
    id: str = ""
    tail: str = ""

    def opened(self, at: int) -> str:
        own = f' id="{self.id}"' if self.id and at == self.span.start else ""
        return f"<{self.tag}{own}{self.attributes}>"


def marked(text: str, places: Sequence[Place]) -> str:
    """The text in flat segments, each in the elements of all places and cues that cover it, the longest outside.

    A segment opens and closes all its elements itself, so the HTML is balanced for any overlap. A place's id stands on
    its first segment and its links behind its last.
    """
    layers = sorted((*_marks(places), *_cues(places)), key=lambda layer: (-layer.span.start, layer.span.end))
    cuts = sorted({0, len(text), *(cut for layer in layers for cut in (layer.span.start, layer.span.end))})
    active: list[_Layer] = []
    html: list[str] = []
    for start, end in pairwise(cuts):
        while layers and layers[-1].span.start == start:
            active.append(layers.pop())
        active.sort(key=_outside_in)
        html += [layer.opened(start) for layer in active]
        html.append(esc(text[start:end]))
        html += [f"</{layer.tag}>" for layer in reversed(active)]
        html += [layer.tail for layer in reversed(active) if layer.span.end == end]
        active = [layer for layer in active if layer.span.end > end]
    return "".join(html)


def _outside_in(layer: _Layer) -> tuple[int, int]:
    return layer.span.start - layer.span.end, layer.span.start


def _marks(places: Sequence[Place]) -> Iterator[_Layer]:
    free = [0] * TRACKS
    for place in sorted(places, key=lambda place: (place.span.start, -place.span.end)):
        track = next((track for track in range(TRACKS - 1) if free[track] <= place.span.start), TRACKS - 1)
        free[track] = max(free[track], place.span.end)
        attributes = f' class="{place.state} t{track}" data-w="{place.id}"'
        yield _Layer(place.span, "mark", attributes, place.id, "".join(_end(place, link) for link in place.links))


def _cues(places: Sequence[Place]) -> Iterator[_Layer]:
    said: dict[Span, list[str]] = {}
    for place in places:
        for cue in place.cues:
            said.setdefault(cue, []).append(place.id)
    for span, ids in said.items():
        yield _Layer(span, "span", f' class="cue" data-cue="{" ".join(ids)}"')


def _end(place: Place, link: Link) -> str:
    """The small link behind the words: it says their state and leads to their row."""
    return (
        f'<a class="end {link.state}" href="#{link.row}" data-row="{link.row}" data-for="{place.id}" '
        f'aria-label="{esc(link.spoken)}" title="{esc(link.spoken)}">{esc(link.label)}</a>'
    )
