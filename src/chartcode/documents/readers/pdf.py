"""PDF: the text of each page as pdfium reads it, with a box for each character."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from chartcode.documents.compose import Composer
from chartcode.documents.document import Document, Format
from chartcode.documents.limits import Limits
from chartcode.documents.readers.dispatch import ScannedError
from chartcode.documents.source import Box, packed
from chartcode.errors import UnfitDocumentError

_HYPHEN = "\x02"
"""What pdfium gives for a hyphen that parts a word at the end of a line; it leaves the line end out."""

_FEW = 200
"""A page with fewer characters than this that is mostly a picture is a scan, perhaps with the header of a fax."""
_MOSTLY = 0.5
_LOGO = 0.05
_DRAWN = 50
"""A page without any character but with so many drawn shapes has its letters drawn."""
_UNREADABLE_SHARE = 0.3


def read(data: bytes, note_id: str, limits: Limits) -> Document:
    """The pages of a PDF as one note. Raises ScannedError when a page is a picture that only OCR reads."""
    composer = Composer(limits)
    with opened(data, limits) as pdf:
        for number in range(1, len(pdf) + 1):
            with loaded(pdf, number) as page:
                if is_picture(page):
                    raise ScannedError(number)
                write_page(page, number, composer)
    note, source = composer.note(note_id)
    return Document(Format.PDF, (note,), (source,))


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[pdfium.PdfDocument]:
    """A PDF. Raises UnfitDocumentError when it is damaged, has a password or too many pages."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # pdfium's last error may be that of an earlier file, so the code alone does not say it.
        if error.err_code == raw.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise UnfitDocumentError("is a PDF with a password: save it without one") from None
        raise UnfitDocumentError("is a cut or damaged PDF: export it again") from None
    try:
        if len(pdf) > limits.pages:
            raise UnfitDocumentError(f"has {len(pdf)} pages; at most {limits.pages} are read: split it")
        pdf.init_forms()
        yield pdf
    finally:
        pdf.close()


@contextmanager
def loaded(pdf: pdfium.PdfDocument, number: int) -> Iterator[pdfium.PdfPage]:
    """A page, counted from 1, with what is filled into its form and written over it made part of it."""
    try:
        page = pdf[number - 1]
        if raw.FPDFPage_GetAnnotCount(page):
            page.flatten()
            page.close()
            page = pdf[number - 1]
    except pdfium.PdfiumError:
        raise UnfitDocumentError(f"is a damaged PDF: page {number} cannot be read; export it again") from None
    try:
        yield page
    finally:
        page.close()


def is_picture(page: pdfium.PdfPage) -> bool:
    """Whether the words of a page stand in a picture, so that its text is not what a person sees on it."""
    textpage = page.get_textpage()
    try:
        codes = [raw.FPDFText_GetUnicode(textpage, index) for index in range(textpage.count_chars())]
    finally:
        textpage.close()
    seen = [code for code in codes if code > ord(" ")]
    if len(seen) >= _FEW:
        return sum(map(_is_unreadable, seen)) > _UNREADABLE_SHARE * len(seen)
    width, height = page.get_size()
    kinds = [(found.type, found.get_bounds()) for found in page.get_objects()]
    covered = sum(_area(bounds) for kind, bounds in kinds if kind == raw.FPDF_PAGEOBJ_IMAGE) / max(width * height, 1)
    if not seen:
        return bool(covered >= _LOGO) or sum(kind == raw.FPDF_PAGEOBJ_PATH for kind, _ in kinds) >= _DRAWN
    return bool(covered >= _MOSTLY)


def _is_unreadable(code: int) -> bool:
    """A character that the font has a shape for, and no meaning."""
    return code == 0xFFFD or 0xE000 <= code <= 0xF8FF


def _area(bounds: tuple[float, float, float, float]) -> float:
    left, bottom, right, top = bounds
    return max(right - left, 0) * max(top - bottom, 0)


@dataclass(slots=True)
class _Line:
    """A line of a page as it grows."""

    text: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def write_page(page: pdfium.PdfPage, number: int, composer: Composer) -> None:
    """Write the text of a page, each line a piece, with a box for each character."""
    textpage = page.get_textpage()
    try:
        on_page = _as_shown(page)
        line = _Line()
        last, total = "", textpage.count_chars()
        for index in range(total):
            character = _character(raw.FPDFText_GetUnicode(textpage, index))
            if character == _HYPHEN:
                following = chr(raw.FPDFText_GetUnicode(textpage, index + 1)) if index + 1 < total else ""
                if not (last.islower() and following.islower()):
                    line.text.append("-")
                    line.boxes.append(on_page(textpage.get_charbox(index)))
                _end(line, number, composer)
            elif character == "\n":
                _end(line, number, composer)
                composer.line()
            elif character:
                line.text.append(character)
                line.boxes.append(on_page(textpage.get_charbox(index)))
            last = character
        _end(line, number, composer)
        composer.line()
    finally:
        textpage.close()


def _character(code: int) -> str:
    """A character of one code point; empty for a carriage return and for no character at all."""
    if code in {0, 0x0D, 0xFFFE}:
        return ""
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _end(line: _Line, number: int, composer: Composer) -> None:
    if line.text:
        composer.add("".join(line.text), f"page {number}", page=number, boxes=packed(*line.boxes))
        line.text.clear()
        line.boxes.clear()


def _as_shown(page: pdfium.PdfPage) -> Callable[[tuple[float, float, float, float]], Box]:
    """From a box in the page's own coordinates to one on the page as it is shown: turned, cut, y downwards."""
    origin, right, up = (_device(page, x, y) for x, y in ((0.0, 0.0), (1000.0, 0.0), (0.0, 1000.0)))
    (xx, yx), (xy, yy) = (((to[0] - origin[0]) / 1000, (to[1] - origin[1]) / 1000) for to in (right, up))

    def shown(bounds: tuple[float, float, float, float]) -> Box:
        left, bottom, far, top = bounds
        xs = sorted(origin[0] + x * xx + y * xy for x, y in ((left, bottom), (far, top)))
        ys = sorted(origin[1] + x * yx + y * yy for x, y in ((left, bottom), (far, top)))
        return Box(xs[0], ys[0], xs[1], ys[1])

    return shown


def _device(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page on the page as it is shown, by pdfium's own arithmetic in hundredths of a point."""
    width, height = (round(side * 100) for side in page.get_size())
    at_x, at_y = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, at_x, at_y)
    return at_x.value / 100, at_y.value / 100
