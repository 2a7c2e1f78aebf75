"""Reading: a file of any format to a Document, with every failure in one line that names the file."""

from pathlib import Path

from chartcode.documents import confine, wire
from chartcode.documents.detect import detect
from chartcode.documents.document import Document, Format
from chartcode.documents.files import read_bytes
from chartcode.documents.limits import DEFAULT, Limits
from chartcode.documents.names import shown
from chartcode.documents.source import Piece, SourceMap
from chartcode.documents.text import decode
from chartcode.errors import ChartcodeError, UnfitDocumentError
from chartcode.model import Note

NAMES = {
    Format.TEXT: "plain text",
    Format.PDF: "a PDF",
    Format.SCAN: "a scan",
    Format.DOCX: "a Word document",
    Format.RTF: "an RTF file",
    Format.HTML: "an HTML page",
    Format.CCDA: "a C-CDA document",
    Format.FHIR: "FHIR",
    Format.HL7V2: "an HL7 v2 message",
}


def read_file(path: Path, *, note_id: str | None = None, limits: Limits = DEFAULT) -> Document:
    """The document in a file; its id is the file's name without the ending, unless given.

    Raises UnreadableInputError when the file cannot be opened, else what `read_document` raises.
    """
    return read_document(read_bytes(path), shown(path), note_id=note_id or shown(Path(path.stem)), limits=limits)


def read_document(data: bytes, name: str, *, note_id: str, limits: Limits = DEFAULT) -> Document:
    """The document in some bytes, whatever their format; `name` names it in messages.

    Plain text is read here and at once, all else in a confined process. Raises UnfitDocumentError when it is damaged,
    empty, of a format that is not read, or beyond a limit, and ChartcodeError when the extra that reads it is missing.
    """
    if len(data) > limits.size:
        raise UnfitDocumentError(f"{name} is larger than {limits.size / 1_000_000:g} MB: split it")
    try:
        format = detect(data)
    except UnfitDocumentError as error:
        raise UnfitDocumentError(f"{name} {error}") from None
    if format is Format.TEXT:
        text = decode(data, name, most=limits.characters)
        return Document(format, (Note(note_id, text),), (SourceMap((Piece(0, len(text), "text"),)),))
    answer = confine.ask(format, data, note_id, limits)
    if "scanned" in answer:
        format = Format.SCAN
        answer = confine.ask(format, data, note_id, limits)
    return _document(answer, name, format, limits)


def _document(answer: confine.Answer, name: str, format: Format, limits: Limits) -> Document:
    match answer:
        case {"unfit": str(what)}:
            raise UnfitDocumentError(f"{name} {what}")
        case {"missing": str(extra)}:
            raise ChartcodeError(f"{name} {_needs(format, extra)}")
        case {"memory": _}:
            raise UnfitDocumentError(f"{name} takes more than {limits.memory / 1e9:g} GB of memory to read: split it")
        case {"late": _}:
            seconds = limits.scan_seconds if format is Format.SCAN else limits.seconds
            raise UnfitDocumentError(f"{name} could not be read within {seconds} seconds: split it")
        case {"died": _}:
            raise UnfitDocumentError(f"{name} made its reader crash: save it anew")
    try:
        return wire.unpacked(answer)
    except (ValueError, KeyError, TypeError):
        raise UnfitDocumentError(f"{name} made its reader crash: save it anew") from None


def _needs(format: Format, extra: str) -> str:
    if extra == "ocr":
        return (
            "holds scanned pages, which need OCR: pip install 'chartcode[ocr]', and tesseract from your system"
            " (Debian: apt-get install tesseract-ocr)"
        )
    return f"is {NAMES[format]}, which needs an extra: pip install 'chartcode[{extra}]'"
