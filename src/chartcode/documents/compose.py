"""Composing a note: text is added part by part, and each part remembers where it came from."""

import datetime

from chartcode.documents.limits import Limits
from chartcode.documents.source import Piece, SourceMap
from chartcode.documents.text import cleaned
from chartcode.errors import UnfitDocumentError
from chartcode.model import Note


class Composer:
    """The text of a note as it grows. Raises UnfitDocumentError when it grows beyond the limit."""

    def __init__(self, limits: Limits) -> None:
        self._most = limits.characters
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self.length = 0

    def add(
        self, text: str, part: str, *, page: int | None = None, boxes: bytes = b"", confidence: float | None = None
    ) -> None:
        """Add text of the source, cleaned as plain text is."""
        text = cleaned(text)
        if not text:
            return
        start = self.length
        self.own(text)
        last = self._pieces[-1] if self._pieces else None
        if last and last.end == start and last.part == part and not boxes:
            self._pieces[-1] = Piece(last.start, self.length, part, page)
        else:
            self._pieces.append(Piece(start, self.length, part, page, boxes, confidence))

    def own(self, text: str) -> None:
        """Add text that is not in the source: line breaks, bullets, what parts two cells."""
        if not text:
            return
        self._texts.append(text)
        self.length += len(text)
        if self.length > self._most:
            raise UnfitDocumentError(f"is longer than {self._most / 1_000_000:g} million characters: split it")

    def line(self) -> None:
        """End the line, if one has begun."""
        if self._texts and not self._texts[-1].endswith("\n"):
            self.own("\n")

    @property
    def words(self) -> str:
        """What is in it so far, on one line."""
        return " ".join("".join(self._texts).split())

    @property
    def blank(self) -> bool:
        """Whether there is nothing to read in it so far."""
        return not any(text.strip() for text in self._texts)

    def note(
        self, note_id: str, *, type: str = "", author_role: str = "", date: datetime.date | None = None
    ) -> tuple[Note, SourceMap]:
        """The note and its source map. Raises UnfitDocumentError when it has no text."""
        if self.blank:
            raise UnfitDocumentError("holds no text: there is nothing to code")
        note = Note(note_id, "".join(self._texts), type, author_role, date)
        return note, SourceMap(tuple(self._pieces))
