"""Limits: what is too large, too deep or too slow is refused in one line, in time, and the next document is read."""

import os
import resource
import shutil
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from document_samples import ccda, html, message, pdf, picture, word
from reportlab.pdfgen import canvas

from chartcode.documents import confine
from chartcode.documents.limits import DEFAULT, Limits
from chartcode.documents.read import read_document
from chartcode.errors import UnfitDocumentError


def refused(data: bytes, says: str, limits: Limits = DEFAULT) -> None:
    with pytest.raises(UnfitDocumentError, match=says) as caught:
        read_document(data, "big.doc", note_id="big", limits=limits)
    assert str(caught.value).startswith("big.doc ")
    assert "\n" not in str(caught.value)
    assert read_document(html(), "next", note_id="next").notes  # the next one is read


def rezipped(change: Callable[[str, bytes], bytes | None], **more: bytes) -> bytes:
    """The Word document with its files changed, or left out, and others added."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(word())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (data := change(name, old.read(name))) is not None:
                new.writestr(name, data)
        for name, data in more.items():
            new.writestr(name, data)
    return file.getvalue()


def test_a_file_beyond_25_megabytes() -> None:
    refused(b"<p>" + b"x" * 25_000_000, "is larger than 25 MB")


def test_a_pdf_of_too_many_pages() -> None:
    file = BytesIO()
    pages = canvas.Canvas(file)
    for _ in range(201):
        pages.drawString(72, 72, "Gout.")
        pages.showPage()
    pages.save()
    refused(file.getvalue(), "has 201 pages; at most 200 are read")


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed on this system")
def test_a_scan_of_too_many_pages() -> None:
    file = BytesIO()
    page = picture(("Gout.",)).crop((0, 100, 800, 300))
    page.save(file, "TIFF", save_all=True, append_images=[page, page])
    refused(file.getvalue(), "has more than 2 scanned pages", Limits(scanned_pages=2))


def test_a_text_of_too_many_characters() -> None:
    refused(b"<p>" + b"gout " * 400_001, "longer than 2 million characters")


@pytest.mark.parametrize("element", ["div", "b", "table><tr><td", "ul><li"])
def test_html_without_bottom(element: str) -> None:
    refused(f"<{element}>".encode() * 5_000 + b"gout", "nests elements more than 250 deep")


def test_xml_without_bottom() -> None:
    refused(ccda().replace(b"<paragraph>", b"<content>" * 240 + b"<paragraph>", 1), "cut or damaged")
    deep = b"<content>" * 251 + b"gout" + b"</content>" * 251
    refused(ccda().replace(b"<paragraph>", deep + b"<paragraph>", 1), "deep|cut or damaged")


def test_json_without_bottom() -> None:
    refused(b'{"resourceType": "Bundle", "entry": ' + b"[" * 100_000, "is no JSON")


def test_a_zip_bomb() -> None:
    bomb = rezipped(lambda name, data: data, **{"word/media.xml": b"\0" * 60_000_000})
    assert len(bomb) < 200_000
    refused(bomb, "unpacks to far more")


def test_a_zip_of_too_many_files() -> None:
    refused(rezipped(lambda name, data: data, **{f"x{n}": b"" for n in range(2_001)}), "unpacks to far more")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_in_a_word_document(encoding: str) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "gout">]><x>&a;</x>'.encode(encoding)
    refused(rezipped(lambda name, data: laughs if name == "word/document.xml" else data), "DOCTYPE")


def test_a_document_type_in_xml_in_another_encoding() -> None:
    laughs = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><ClinicalDocument/>'
    refused(laughs.encode("utf-16"), "DOCTYPE")
    hidden = b'<?xml version="1.0"?><!-- ' + b"x" * 10_000 + b' --><!DOCTYPE x [<!ENTITY a "b">]><ClinicalDocument/>'
    refused(hidden, "DOCTYPE")


def test_a_word_document_without_its_text() -> None:
    refused(
        rezipped(lambda name, data: None if name == "word/document.xml" else data, **{"word/document.xml.bak": b""}),
        "is a cut or damaged Word document",
    )


def test_a_document_that_takes_too_much_memory() -> None:
    many = message("ORU^R01") + b"NTE|1||gout\r" * 2_000_000
    refused(many, "takes more than 0.4 GB of memory", Limits(memory=400_000_000))


def test_a_document_that_takes_too_long() -> None:
    confine.end_idle()
    began = time.monotonic()
    refused(b"<p>" + b"<b>x</b>" * 3_000_000, "could not be read within 1 seconds", Limits(seconds=1))
    assert time.monotonic() - began < 30


def test_a_reader_that_dies_is_replaced() -> None:
    read_document(pdf(), "a", note_id="a")
    (idle,) = confine._idle(os.getpid())
    idle._kill()
    assert read_document(pdf(), "b", note_id="b").notes


def test_a_reader_leaves_nothing_behind() -> None:
    read_document(pdf(), "a", note_id="a")
    (idle,) = confine._idle(os.getpid())
    folder = Path(idle._folder.name)
    assert folder.is_dir()
    confine.end_idle()
    assert not folder.exists()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks into /proc")
def test_a_reader_has_its_caps() -> None:
    read_document(pdf(), "a", note_id="a")
    (idle,) = confine._idle(os.getpid())
    pid = idle._process.pid
    assert resource.prlimit(pid, resource.RLIMIT_AS)[0] == DEFAULT.memory
    assert resource.prlimit(pid, resource.RLIMIT_CPU)[0] <= DEFAULT.seconds + 30
    assert resource.prlimit(pid, resource.RLIMIT_CORE)[0] == 0
