"""One note in every format gives the same codes, and their evidence points to the same words in the source."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO

import docx
import pypdfium2
import pytest
from document_samples import LEFT, LINES, NEED_OCR, PROBLEMS, STEP, STORY, TOP, WRITTEN, pdf, rtf, word
from lxml import etree

from chartcode.documents.document import Document
from chartcode.documents.read import read_document
from chartcode.documents.source import Place
from chartcode.model import CodedEncounter, Encounter, Span
from chartcode.pipeline import Config, code, config_on

DAY = date(2026, 4, 1)
needs_ocr = pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed on this system")
FORMATS = [pytest.param(name, marks=needs_ocr) if name in NEED_OCR else name for name in WRITTEN]


def read(name: str) -> Document:
    return read_document(WRITTEN[name](), f"visit of {name}", note_id="visit")


@pytest.fixture(scope="module")
def config() -> Config:
    return config_on(DAY)


def coded(document: Document, config: Config) -> CodedEncounter:
    return code(Encounter("visit", document.notes, discharge=DAY), config)


def words(text: str) -> str:
    return " ".join(text.split()).casefold()


def said(answer: CodedEncounter) -> list[tuple[str, list[str]]]:
    """Each code with the words that support it."""
    return [(line.code.value, [words(evidence.text) for evidence in line.evidence]) for line in answer.lines]


@pytest.mark.parametrize("name", FORMATS)
def test_the_note_gives_the_same_codes_by_the_same_words(name: str, config: Config) -> None:
    expected = said(coded(read("plain text"), config))
    assert {code for code, _ in expected} == {"E11.40", "I10", "J18.9"}
    assert said(coded(read(name), config)) == expected


@pytest.mark.parametrize("name", FORMATS)
def test_its_words_are_all_there_in_order(name: str) -> None:
    found, expected = words(read(name).notes[0].text), words(" ".join(LINES))
    if name in NEED_OCR:  # where a blank stands is the recogniser's guess
        found, expected = found.replace(" ", ""), expected.replace(" ", "")
    assert found == expected


@pytest.mark.parametrize("name", FORMATS)
def test_every_piece_of_evidence_has_a_place(name: str, config: Config) -> None:
    document = read(name)
    for line in coded(document, config).lines:
        for evidence in line.evidence:
            assert document.source(evidence.note_id).places(evidence.span)


def place_of(document: Document, wanted: str) -> Place:
    """The place of some words that stand in one piece of the source."""
    note = document.notes[0]
    start = note.text.index(wanted)
    (place,) = document.source(note.note_id).places(Span(start, start + len(wanted)))
    return place


@pytest.mark.parametrize("wanted", [STORY[1].rstrip("."), "pneumonia", "diabetic neuropathy"])
def test_the_box_on_a_page_of_a_pdf_surrounds_the_words(wanted: str) -> None:
    place = place_of(read("PDF"), wanted)
    assert place.page == 1
    assert place.box
    with pypdfium2.PdfDocument(pdf()) as written:
        page = written[0]
        shown = page.get_textpage().get_text_bounded(
            place.box.left, 792 - place.box.bottom, place.box.right, 792 - place.box.top
        )
    assert shown.strip() == wanted


@needs_ocr
@pytest.mark.parametrize("name", ["TIFF", "scanned PDF"])
@pytest.mark.parametrize("wanted", ["pneumonia", "neuropathy", "hypertension"])
def test_the_box_of_a_scanned_word_lies_on_its_line(name: str, wanted: str) -> None:
    place = place_of(read(name), wanted)
    line = next(number for number, line in enumerate(LINES) if wanted in line)
    assert place.box
    assert abs(place.box.top - (TOP + line * STEP)) < STEP / 2
    assert LEFT < place.box.left < place.box.right < 612
    assert place.confidence
    assert 0.5 < place.confidence <= 1


def in_word(part: str) -> str:
    number = int(part.removeprefix("/body[1]/p[").removesuffix("]"))
    return docx.Document(BytesIO(word())).paragraphs[number - 1].text


def in_rtf(part: str) -> str:
    return rtf().decode().split("\\par")[int(part.removeprefix("line ")) - 1]


def in_tree(tree: etree._Element) -> Callable[[str], str]:
    def inside(part: str) -> str:
        path = re.sub(r"/([A-Za-z0-9]+)", r"/*[local-name()='\1']", part)
        (element,) = tree.xpath(path)
        return "".join(element.itertext())

    return inside


SOURCES: dict[str, Callable[[str], str]] = {
    "DOCX": in_word,
    "RTF": in_rtf,
    "HTML": in_tree(etree.HTML(WRITTEN["HTML"]())),
    "C-CDA": in_tree(etree.fromstring(WRITTEN["C-CDA"]())),
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("wanted", [STORY[1], *PROBLEMS])
def test_the_part_of_a_document_holds_the_words(name: str, wanted: str) -> None:
    assert wanted in SOURCES[name](place_of(read(name), wanted).part)


def test_the_part_of_a_message_is_its_field() -> None:
    assert place_of(read("HL7 MDM"), PROBLEMS[0]).part == "OBX[1]-5"
    assert place_of(read("HL7 ORU"), PROBLEMS[0]).part == "OBX[5]-5"
    assert place_of(read("HL7 MDM with a PDF"), PROBLEMS[0]).part == "OBX[1]-5 page 1"


def test_the_part_of_a_bundle_is_the_path_of_its_element() -> None:
    in_text = place_of(read("FHIR DocumentReference"), PROBLEMS[0])
    assert in_text.part == "entry[2].resource.content[1].attachment text"
    in_section = place_of(read("FHIR Composition"), PROBLEMS[1])
    assert in_section.part == "entry[2].resource.section[2].text.div/html/body[1]/div[1]/ol[1]/li[2]"
