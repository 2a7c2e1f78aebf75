"""Rewriting: a text with other words in some places, and where every place of the old text is in the new one."""

from collections.abc import Iterable
from dataclasses import dataclass

from chartcode.model import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Words that take the place of a span of the old text. They are never empty."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A new text and the edits that made it, in order, none overlapping another."""

    text: str
    edits: tuple[Edit, ...]

    def span(self, span: Span) -> Span:
        """Where a span of the old text is now. One that an edit cuts grows to hold all the new words."""
        return Span(self._at(span.start, end=False), self._at(span.end, end=True))

    def _at(self, place: int, *, end: bool) -> int:
        moved = 0
        for edit in self.edits:
            if edit.span.start >= place:
                break
            if place < edit.span.end:
                return edit.span.start + moved + (len(edit.words) if end else 0)
            moved += len(edit.words) - (edit.span.end - edit.span.start)
        return place + moved


def rewritten(text: str, edits: Iterable[Edit]) -> Rewritten:
    """The text with the edits made. Of two that overlap the earlier counts, of two that start together the first."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: edit.span.start):
        if not kept or kept[-1].span.end <= edit.span.start:
            kept.append(edit)
    parts: list[str] = []
    at = 0
    for edit in kept:
        parts += [text[at : edit.span.start], edit.words]
        at = edit.span.end
    return Rewritten("".join((*parts, text[at:])), tuple(kept))
