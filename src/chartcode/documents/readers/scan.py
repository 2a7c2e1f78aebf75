"""Scans: pages of TIFF, PNG, JPEG and of PDF that are pictures, read by tesseract, each word with its confidence."""

from collections.abc import Iterator
from io import BytesIO

import pytesseract
from PIL import Image, ImageOps, ImageSequence

from chartcode.documents.compose import Composer
from chartcode.documents.document import Document, Format
from chartcode.documents.limits import Limits
from chartcode.documents.readers.dispatch import MissingExtraError
from chartcode.documents.source import Box, packed
from chartcode.errors import UnfitDocumentError

_DPI = 300
"""Tesseract reads letters best at 300 dots per inch; a PDF's pages are drawn so."""
_POINTS = 72
_MOST_PIXELS = 60_000_000
"""Of one page: A3 at 400 dpi has 31 million."""


def read(data: bytes, note_id: str, limits: Limits) -> Document:
    """The pages of a picture or a PDF as one note. Raises MissingExtraError where there is no tesseract."""
    composer = Composer(limits)
    try:
        if b"%PDF-" in data[:1024]:
            _read_pdf(data, composer, limits)
        else:
            for number, page in enumerate(_pages(data, limits), 1):
                _write(page, number, composer, _dots(page))
    except pytesseract.TesseractNotFoundError:
        raise MissingExtraError("ocr") from None
    except pytesseract.TesseractError:
        raise UnfitDocumentError("holds a page that tesseract cannot read: scan it again") from None
    note, source = composer.note(note_id)
    return Document(Format.SCAN, (note,), (source,))


def _read_pdf(data: bytes, composer: Composer, limits: Limits) -> None:
    """Pages that have text as text, the others by OCR."""
    from chartcode.documents.readers.pdf import is_picture, loaded, opened, write_page

    scanned = 0
    with opened(data, limits) as pdf:
        for number in range(1, len(pdf) + 1):
            with loaded(pdf, number) as page:
                if not is_picture(page):
                    write_page(page, number, composer)
                    continue
                scanned += 1
                _check_pages(scanned, limits)
                width, height = page.get_size()
                dots = min(_DPI, _POINTS * (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
                drawn = page.render(scale=dots / _POINTS, grayscale=True).to_pil()
                _write(drawn, number, composer, (dots, dots))


def _pages(data: bytes, limits: Limits) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(data), formats=("TIFF", "PNG", "JPEG")) as picture:
            for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
                _check_pages(number, limits)
                if frame.width * frame.height > _MOST_PIXELS:
                    raise UnfitDocumentError(f"has a page of more than {_MOST_PIXELS // 1_000_000} million pixels")
                yield ImageOps.exif_transpose(frame)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise UnfitDocumentError("is a cut or damaged picture: scan it again") from None


def _check_pages(scanned: int, limits: Limits) -> None:
    if scanned > limits.scanned_pages:
        raise UnfitDocumentError(f"has more than {limits.scanned_pages} scanned pages: split it")


def _dots(page: Image.Image) -> tuple[float, float]:
    """Dots per inch, across and down; where the file does not say, one dot is one point."""
    across, down = page.info.get("dpi", (0, 0))
    return (float(across), float(down)) if across >= 1 and down >= 1 else (float(_POINTS), float(_POINTS))


def _write(page: Image.Image, number: int, composer: Composer, dots: tuple[float, float]) -> None:
    """Write the words of a page, each a piece; lines as tesseract sees them, a blank line between paragraphs."""
    found = pytesseract.image_to_data(page.convert("L"), output_type=pytesseract.Output.DICT)
    across, down = _POINTS / dots[0], _POINTS / dots[1]
    before: tuple[int, ...] = ()
    for index, word in enumerate(found["text"]):
        if not word.strip():
            continue
        line = tuple(found[level][index] for level in ("block_num", "par_num", "line_num"))
        if before:
            composer.own(" " if line == before else "\n" if line[:2] == before[:2] else "\n\n")
        before = line
        left, top = found["left"][index], found["top"][index]
        box = Box(
            left * across,
            top * down,
            (left + found["width"][index]) * across,
            (top + found["height"][index]) * down,
        )
        sure = min(max(float(found["conf"][index]) / 100, 0), 1)
        composer.add(word.strip(), f"page {number}", page=number, boxes=packed(box), confidence=sure)
    composer.line()
