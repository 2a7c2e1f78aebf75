"""Damaged documents: 300 mutations of each format end in a note or in one line, in time, and that quotes nothing."""

import os
import random
import shutil
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from document_samples import LINES, ccda, composition, fhir, html, mdm, mdm_with_pdf, oru, pdf, picture, rtf, word
from hypothesis import given, settings
from hypothesis import strategies as st

from chartcode.documents import confine
from chartcode.documents.limits import DEFAULT
from chartcode.documents.read import read_document
from chartcode.errors import ChartcodeError

MUTATIONS = 300
PLANTED = "pneumonia"
"""A word of the note that no message of ours holds."""


def small_tiff() -> bytes:
    file = BytesIO()
    picture(LINES[4:5]).crop((180, 180, 900, 260)).save(file, "TIFF", dpi=(200, 200))
    return file.getvalue()


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some flipped, some left out, some doubled, or cut short."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        at, width = chance.randrange(len(out)), chance.choice((1, 1, 2, 8, 100))
        match chance.randrange(6):
            case 0 | 1:
                out[at] ^= 1 << chance.randrange(8)
            case 2:
                out[at : at + width] = chance.randbytes(width)
            case 3:
                del out[at : at + width]
            case 4:
                out[at:at] = out[at : at + width] * chance.choice((1, 3, 50))
            case 5:
                out[at : at + width] = chance.choice((b"\0", b"\xff", b"<", b"{", b"|", b"9999999999", b"-1"))
        out = out or bytearray(b"x")
    return bytes(out[: chance.randrange(len(out)) + 1]) if chance.random() < 0.2 else bytes(out)


def mutated_inside(data: bytes, chance: random.Random) -> bytes:
    """The same done to one file of a zip, which is whole again after it."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        struck = chance.choice([name for name in old.namelist() if old.getinfo(name).file_size])
        for name in old.namelist():
            held = old.read(name)
            new.writestr(name, mutated(held, chance) if name == struck else held)
    return file.getvalue()


needs_ocr = pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed on this system")
CASES = [
    pytest.param(pdf, mutated, id="PDF"),
    pytest.param(small_tiff, mutated, id="TIFF", marks=needs_ocr),
    pytest.param(word, mutated, id="DOCX"),
    pytest.param(word, mutated_inside, id="DOCX, files in it"),
    pytest.param(rtf, mutated, id="RTF"),
    pytest.param(html, mutated, id="HTML"),
    pytest.param(ccda, mutated, id="C-CDA"),
    pytest.param(fhir, mutated, id="FHIR"),
    pytest.param(composition, mutated, id="FHIR Composition"),
    pytest.param(mdm, mutated, id="HL7 MDM"),
    pytest.param(oru, mutated, id="HL7 ORU"),
    pytest.param(mdm_with_pdf, mutated, id="HL7 with a PDF"),
]


def check(data: bytes) -> str:
    """Read it: the word for what came of it. Spans of what was read lie in its text."""
    began = time.monotonic()
    told = "visit.bin "
    document = None
    try:
        document = read_document(data, "visit.bin", note_id="visit")
    except ChartcodeError as error:
        told = f"{error}{error.__cause__ or ''}{error.__context__ or ''}"
    assert time.monotonic() - began < DEFAULT.seconds
    assert told.startswith("visit.bin ")
    assert told.isprintable()
    assert PLANTED not in told.casefold()
    assert "crash" not in told
    for note, source in zip(document.notes, document.sources, strict=True) if document else ():
        assert all(piece.end <= len(note.text) for piece in source.pieces)
        note.text.encode("utf-8")
    return "read" if document else "refused"


@pytest.mark.parametrize(("made", "mutate"), CASES)
def test_damaged_documents_are_read_or_refused(
    made: Callable[[], bytes], mutate: Callable[[bytes, random.Random], bytes], request: pytest.FixtureRequest
) -> None:
    data = made()
    outcomes = [check(mutate(data, random.Random(f"{request.node.name} {number}"))) for number in range(MUTATIONS)]
    assert "read" in outcomes
    assert peak_memory() <= DEFAULT.memory


def peak_memory() -> int:
    """The most address space that the waiting process ever had, in bytes; 0 where the system does not tell."""
    (reader,) = confine._idle(os.getpid())
    status = Path(f"/proc/{reader._process.pid}/status")
    if not status.exists():
        return 0
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmPeak"))
    return int(line.split()[1]) * 1024


@given(
    st.binary(max_size=200),
    st.sampled_from([b"%PDF-1.7\n", b"{\\rtf1 ", b"<html>", b"MSH|^~\\&|", b"PK\x03\x04", b"II*\0", b""]),
)
@settings(max_examples=200, deadline=None)
def test_any_bytes_after_any_beginning(rest: bytes, start: bytes) -> None:
    check(start + rest)
