"""RTF: its text by striprtf, with headers, footers, footnotes and text boxes, line by line."""

import re

from striprtf.striprtf import rtf_to_text

from chartcode.documents.compose import Composer
from chartcode.documents.document import Document, Format
from chartcode.documents.limits import Limits
from chartcode.errors import UnfitDocumentError

_LEFT_OUT = re.compile(r"(?:\\\*)?\\(?:(?:header|footer)[lrf]?|footnote|shp|shpinst|shptxt|dptxbxtext)(?![a-z])")
"""Destinations that striprtf drops with their text: they become paragraphs where they stand."""


def read(data: bytes, note_id: str, limits: Limits) -> Document:
    """The text of an RTF file as one note; a line's part is its number."""
    written = data.decode("cp1252", "replace")
    try:
        text: str = rtf_to_text(_LEFT_OUT.sub(r"\\par ", written), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, KeyError, TypeError):
        raise UnfitDocumentError("is a damaged RTF file: save it anew") from None
    composer = Composer(limits)
    for number, line in enumerate(text.split("\n"), 1):
        if number > 1:
            composer.own("\n")
        composer.add(line.rstrip(), f"line {number}")
    note, source = composer.note(note_id)
    return Document(Format.RTF, (note,), (source,))
