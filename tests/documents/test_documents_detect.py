"""The format of a document is what it holds, whatever it is called."""

from pathlib import Path

import pytest
from document_samples import WRITTEN, html, word

from chartcode.documents.detect import detect
from chartcode.documents.document import Format
from chartcode.documents.read import read_document, read_file
from chartcode.errors import UnfitDocumentError

FORMATS = {
    "plain text": Format.TEXT,
    "PDF": Format.PDF,
    "scanned PDF": Format.PDF,
    "TIFF": Format.SCAN,
    "DOCX": Format.DOCX,
    "RTF": Format.RTF,
    "HTML": Format.HTML,
    "C-CDA": Format.CCDA,
    "FHIR DocumentReference": Format.FHIR,
    "FHIR Composition": Format.FHIR,
    "HL7 MDM": Format.HL7V2,
    "HL7 ORU": Format.HL7V2,
    "HL7 MDM with a PDF": Format.HL7V2,
}


@pytest.mark.parametrize("name", WRITTEN)
def test_every_format_is_known_by_its_content(name: str) -> None:
    assert detect(WRITTEN[name]()) is FORMATS[name]


def test_a_name_that_lies_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "visit.txt"
    path.write_bytes(word())
    document = read_file(path)
    assert (document.format, document.notes[0].note_id) == (Format.DOCX, "visit")


@pytest.mark.parametrize(
    "text",
    [
        "Pt <dob> seen for gout.",
        "<pt name> seen for gout.",
        "<5 mm nodule in the right lung.",
        "{see above} gout",
        "MSH: none. Gout.",
        "MSHR 3. Gout.",
        "PKD, gout.",
        "html",
        "Sent as PDF-1.4 by fax. Gout.",
    ],
)
def test_plain_text_that_looks_a_little_like_a_format_stays_text(text: str) -> None:
    document = read_document(text.encode(), "visit", note_id="visit")
    assert (document.format, document.notes[0].text) == (Format.TEXT, text)


@pytest.mark.parametrize(
    "start",
    [b"<p>", b"<div class='x'>", b"<HTML>", b"<!doctype HTML>", b"<!-- x --><body>", b"\xef\xbb\xbf \n<table>"],
)
def test_html_may_start_in_many_ways(start: bytes) -> None:
    assert detect(start + b"Gout.") is Format.HTML


def test_utf16_is_looked_into() -> None:
    assert detect(html().decode().encode("utf-16")) is Format.HTML


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04 and more", "zip, but no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "old or encrypted Office file"),
        (b'<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"/>', "XML, but no C-CDA"),
        (b'<Bundle xmlns="http://hl7.org/fhir"/>', "XML, but no C-CDA"),
        (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><ClinicalDocument/>', "DOCTYPE"),
    ],
)
def test_formats_that_are_known_and_not_read_are_said(data: bytes, says: str) -> None:
    with pytest.raises(UnfitDocumentError, match=f"^visit.doc (is|has) .*{says}"):
        read_document(data, "visit.doc", note_id="visit")
