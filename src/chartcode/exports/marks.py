"""Marks: a note's text as HTML with every place in it, whatever overlaps what."""

from collections.abc import Iterator, Sequence

from chartcode.exports.escape import esc
from chartcode.exports.places import Place
from chartcode.model import Span

TRACKS = 3
"""Lines under the words that have room below one line of text; a deeper overlap shares the last."""


def marked(text: str, places: Sequence[Place]) -> str:
    """The text in flat segments, each wrapped in the `mark` of every place that covers it, the longest outside.

    Because a segment opens and closes all its own marks, the HTML is balanced for any overlap. A place's id stands on
    its first segment, its end links behind its last.
    """
    tracks = _tracks(places)
    outside_in = sorted(places, key=lambda place: (place.span.start - place.span.end, place.span.start))
    cues = _cues(places)
    return "".join(
        _segment(text, start, end, _covering(outside_in, start, end), cues, tracks)
        for start, end, outside_in in _segments(len(text), outside_in, cues)
    )


def _segments(
    length: int, outside_in: Sequence[Place], cues: dict[Span, list[str]]
) -> Iterator[tuple[int, int, Sequence[Place]]]:
    """Every stretch between two neighbouring ends of places or cues, with the places that could cover it."""
    spans = [place.span for place in outside_in] + list(cues)
    cuts = sorted({0, length, *(cut for span in spans for cut in (span.start, span.end))})
    waiting = sorted(outside_in, key=lambda place: -place.span.start)
    active: list[Place] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        while waiting and waiting[-1].span.start <= start:
            active.append(waiting.pop())
        active = [place for place in active if place.span.end > start]
        yield start, end, sorted(active, key=lambda place: (place.span.start - place.span.end, place.span.start))
