"""Detection: what format some bytes are in, by what they hold and never by a name."""

import re

from chartcode.documents.document import Format
from chartcode.errors import UnfitDocumentError

_HEAD = 4096
_OPENING = 500
"""Characters of an element's start in which XML names its vocabulary."""
_PICTURES = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How TIFF, BigTIFF, PNG and JPEG begin."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WRAPPED = re.compile(rb"[\x0b\s]*(?:FHS|BHS|MSH)[^\w\s][^\w\s]{2}")
"""An HL7 v2 message, batch or file begins with its segment, field separator and encoding characters; MLLP puts a
vertical tab before it."""
_SKIPPED = re.compile(r"(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_ELEMENT = re.compile(r"<(?:(?P<prefix>[A-Za-z_][\w.-]*):)?(?P<name>[A-Za-z_][\w.-]*)(?=[\s/>])")
_HTML = frozenset(
    "html head body div p span table ul ol h1 h2 h3 h4 h5 h6 b i u br font center pre meta title style hr".split()
)
_RESOURCE = re.compile(r'"resourceType"\s*:')


def detect(data: bytes) -> Format:
    """The format of a document; TEXT for all that shows no sign of another.

    Raises UnfitDocumentError for formats that are known and not read: other zips, old Word files, other XML.
    """
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(_PICTURES):
        return Format.SCAN
    if data.startswith(b"PK\x03\x04"):
        # Names of files stand in a zip as they are; it is not opened here, outside of the confined process.
        if b"word/document.xml" in data:
            return Format.DOCX
        raise UnfitDocumentError("is a zip, but no Word document: unpack it and name the files in it")
    if data.startswith(_OLE):
        raise UnfitDocumentError("is an old or encrypted Office file: save it as .docx without a password")
    if data.lstrip()[:5] == b"{\\rtf":
        return Format.RTF
    if _WRAPPED.match(data[:_HEAD]):
        return Format.HL7V2
    return _of_text(_characters(data))


def _characters(data: bytes) -> str:
    """Enough of the text to see its first element; the whole of a JSON object, whose keys may come in any order."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _of_text(text: str) -> Format:
    start = _SKIPPED.match(text)
    body = text[start.end() if start else 0 :]
    if body.startswith("{"):
        return Format.FHIR if _RESOURCE.search(body) else Format.TEXT
    if body[:14].lower() == "<!doctype html":
        return Format.HTML
    if body.startswith("<!DOCTYPE"):
        raise UnfitDocumentError("has a document type declaration (DOCTYPE), which no chart needs: remove it")
    element = _ELEMENT.match(body)
    name = element["name"] if element else ""
    if name == "ClinicalDocument":
        return Format.CCDA
    if name.lower() in _HTML:
        return Format.HTML
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml") or (name and "xmlns" in body[:_OPENING]):
        raise UnfitDocumentError("is XML, but no C-CDA document (ClinicalDocument): export it as C-CDA or as text")
    return Format.TEXT
