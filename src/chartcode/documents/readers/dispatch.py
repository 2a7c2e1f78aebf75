"""Dispatch: bytes of any format to a Document, with whichever reader they need. For the confined process."""

import base64
import binascii
from importlib import import_module

from chartcode.documents.compose import Composer
from chartcode.documents.detect import detect
from chartcode.documents.document import Document, Format
from chartcode.documents.limits import Limits
from chartcode.documents.text import decode
from chartcode.errors import UnfitDocumentError

EXTRAS = {
    Format.PDF: "pdf",
    Format.SCAN: "ocr",
    Format.DOCX: "documents",
    Format.RTF: "documents",
    Format.HTML: "documents",
    Format.CCDA: "documents",
    Format.FHIR: "fhir",
    Format.HL7V2: "hl7",
}
"""The extra of the package that brings the libraries of a reader."""


class MissingExtraError(Exception):
    """A reader's library is not installed; the argument is the extra that brings it."""


class ScannedError(Exception):
    """Pages of a PDF are pictures without text, which only OCR reads; the argument is the first one's number."""


def read_as(format: Format, data: bytes, note_id: str, limits: Limits) -> Document:
    """The document in the bytes. Raises UnfitDocumentError, with a message that goes on after the document's name,
    MissingExtraError, and ScannedError for a PDF of pictures."""
    if format is Format.TEXT:
        return read_text(data, note_id, limits)
    try:
        reader = import_module(f"chartcode.documents.readers.{format}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("chartcode"):
            raise
        raise MissingExtraError(EXTRAS[format]) from None
    document: Document = reader.read(data, note_id, limits)
    return document


def read_text(data: bytes, note_id: str, limits: Limits) -> Document:
    """Plain text as a document of one note."""
    composer = Composer(limits)
    composer.add(text_of(data, limits.characters), "text")
    note, source = composer.note(note_id)
    return Document(Format.TEXT, (note,), (source,))


def text_of(data: bytes, most: int) -> str:
    """The characters of a text format, as those of a plain-text note are decoded; at most so many."""
    try:
        return decode(data, "", most=most)
    except UnfitDocumentError as error:
        raise UnfitDocumentError(str(error).lstrip()) from None


def read_inner(data: bytes, note_id: str, limits: Limits) -> Document:
    """A document inside another, such as a PDF in an HL7 message. Scanned pages are read at once.

    It may not itself hold another: what unfolds without end is refused.
    """
    format = detect(data)
    if format in {Format.FHIR, Format.HL7V2}:
        raise UnfitDocumentError("holds a message inside a message: send the inner one by itself")
    try:
        return read_as(format, data, note_id, limits)
    except ScannedError:
        return read_as(Format.SCAN, data, note_id, limits)


def from_base64(text: str, limits: Limits) -> bytes:
    """The bytes of an attachment. Raises UnfitDocumentError when it is no base64 or larger than the limit."""
    packed = "".join(text.split())
    if len(packed) * 3 // 4 > limits.size:
        raise UnfitDocumentError(f"has an attachment larger than {limits.size // 1_000_000} MB: send it by itself")
    try:
        return base64.b64decode(packed, validate=True)
    except (binascii.Error, ValueError):
        raise UnfitDocumentError("has an attachment that is no base64: send it again") from None
