"""C-CDA: no word of the narrative is lost, and header and entries become facts."""

from datetime import date
from pathlib import Path

import pytest
from document_samples import ccda, plain
from lxml import etree

from chartcode.documents.document import Document, Facts, Format, Kind, Statement
from chartcode.documents.read import read_document, read_file
from chartcode.errors import UnfitDocumentError
from chartcode.model import Setting, Sex, Span

SHARED = Path(__file__).parents[3] / "shared" / "interchange" / "ccda" / "Documents"
OFFICIAL = sorted(path for path in SHARED.rglob("*") if path.suffix.lower() == ".xml")

HEADER = """
  <recordTarget><patientRole><patient>
    <administrativeGenderCode code="F"/><birthTime value="19610430"/>
  </patient></patientRole></recordTarget>
  <author><assignedAuthor><code code="207R00000X" displayName="Internal Medicine"/>
    <assignedPerson><name>A</name></assignedPerson></assignedAuthor></author>
  <componentOf><encompassingEncounter>
    <code code="{code}" codeSystem="2.16.840.1.113883.5.4"/>
    <effectiveTime><low value="20260301"/><high value="20260304"/></effectiveTime>
    <dischargeDispositionCode code="01" displayName="Home"/>
  </encompassingEncounter></componentOf>"""

ENTRIES = """<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <component><structuredBody><component><section><title>Problems</title>
    <text><list><item ID="p1">Asthma, mild</item><item>No gout</item></list></text>
    <entry><act><entryRelationship><observation classCode="OBS" moodCode="EVN">
      <templateId root="2.16.840.1.113883.10.20.22.4.4"/><statusCode code="completed"/>
      <effectiveTime><low value="20200105"/></effectiveTime>
      <value xsi:type="CD" code="195967001" codeSystem="2.16.840.1.113883.6.96">
        <originalText><reference value="#p1"/></originalText></value>
    </observation></entryRelationship></act></entry>
    <entry><act><entryRelationship><observation classCode="OBS" moodCode="EVN" negationInd="true">
      <templateId root="2.16.840.1.113883.10.20.22.4.4"/><statusCode code="completed"/>
      <value code="M10.9" codeSystem="2.16.840.1.113883.6.90" displayName="Gout, unspecified"/>
    </observation></entryRelationship></act></entry>
    <entry><procedure classCode="PROC" moodCode="INT">
      <templateId root="2.16.840.1.113883.10.20.22.4.14"/>
      <code code="31622" codeSystem="2.16.840.1.113883.6.12" displayName="Bronchoscopy"/>
      <effectiveTime value="20260401"/>
    </procedure></entry>
  </section></component></structuredBody></component></ClinicalDocument>"""


def read(data: bytes | str) -> Document:
    return read_document(data.encode() if isinstance(data, str) else data, "visit", note_id="visit")


def narrative(path: Path) -> list[tuple[str, str]]:
    """(section path, words) of every text in titles and narratives of sections, read by XPath and not by our walker."""
    tree = etree.parse(path, etree.XMLParser(remove_comments=True, remove_pis=True))
    section = "*[local-name()='section']"
    found = tree.xpath(f"//{section}/*[local-name()='title']//text() | //{section}/*[local-name()='text']//text()")
    return [(str(text.getparent().tag), " ".join(text.split())) for text in found if text.strip()]


def test_the_official_documents_are_there_when_they_should_be() -> None:
    if not SHARED.is_dir():
        pytest.skip("the official C-CDA examples are not beside the repository")
    assert len(OFFICIAL) == 12


@pytest.mark.parametrize("path", OFFICIAL, ids=lambda path: path.stem + "-" + path.parent.name)
def test_no_word_of_an_official_narrative_is_lost(path: Path) -> None:
    document = read_file(path)
    text = document.notes[0].text
    at = 0
    for _, words in narrative(path):
        found = text.find(words, at)
        assert found >= 0, f"a text after offset {at} is missing or out of order"
        at = found + len(words)


@pytest.mark.parametrize("path", OFFICIAL, ids=lambda path: path.stem + "-" + path.parent.name)
def test_nothing_is_added_to_an_official_narrative_but_bars_bullets_and_numbers(path: Path) -> None:
    document = read_file(path)
    (note,), (source,) = document.notes, document.sources
    held = "".join(note.text[piece.start : piece.end] for piece in source.pieces)
    assert "".join(held.split()) == "".join("".join(words.split()) for _, words in narrative(path))
    between = zip((0, *(piece.end for piece in source.pieces)), source.pieces, strict=False)
    assert {note.text[end : piece.start].strip(" \n|-.0123456789") for end, piece in between} == {""}


def test_every_place_of_an_official_narrative_holds_its_words() -> None:
    if not OFFICIAL:
        pytest.skip("the official C-CDA examples are not beside the repository")
    for path in OFFICIAL:
        document = read_file(path)
        tree = etree.parse(path, etree.XMLParser(remove_comments=True, remove_pis=True))
        (note,), (source,) = document.notes, document.sources
        for piece in source.pieces[::7]:
            steps = [step.partition("[") for step in piece.part.split("/")[1:]]
            path_of = "".join(f"/*[local-name()='{name}'][{number.rstrip(']') or 1}]" for name, _, number in steps)
            (element,) = tree.xpath(path_of)
            written = " ".join("".join(element.itertext()).split())
            assert "".join(note.text[piece.start : piece.end].split()) in "".join(written.split())


def test_the_header_says_who_and_when() -> None:
    document = read(ccda(HEADER.format(code="IMP")))
    (note,) = document.notes
    assert (note.type, note.author_role, note.date) == ("Progress note", "Internal Medicine", date(2026, 3, 2))
    assert document.facts == Facts(
        Setting.INPATIENT, date(2026, 3, 1), date(2026, 3, 4), Sex.FEMALE, date(1961, 4, 30), "Home"
    )
    encounter = document.encounter("E-1")
    assert (encounter.setting, encounter.admit, encounter.discharge) == (
        Setting.INPATIENT,
        date(2026, 3, 1),
        date(2026, 3, 4),
    )


def test_a_visit_has_the_day_it_began_as_its_date_of_service() -> None:
    encounter = read(ccda(HEADER.format(code="AMB"))).encounter("E-1")
    assert (encounter.setting, encounter.admit, encounter.discharge) == (Setting.OUTPATIENT, None, date(2026, 3, 1))


def test_entries_are_statements_with_the_sender_s_codes() -> None:
    document = read(ENTRIES)
    part = "/ClinicalDocument/component[1]/structuredBody[1]/component[1]/section[1]"
    asthma, gout, bronchoscopy = document.facts.statements
    assert asthma == Statement(
        Kind.PROBLEM,
        "Asthma, mild",
        f"{part}/entry[1]/act[1]/entryRelationship[1]/observation[1]",
        "195967001",
        "SNOMED CT",
        "completed",
        date(2020, 1, 5),
    )
    assert (gout.code, gout.system, gout.status) == ("M10.9", "ICD-10-CM", "negated")
    assert (bronchoscopy.kind, bronchoscopy.system, bronchoscopy.status) == (Kind.PROCEDURE, "CPT", "planned")


def test_rows_lists_and_line_breaks_stay_apart() -> None:
    text = (
        read(
            "<ClinicalDocument xmlns='urn:hl7-org:v3'><component><structuredBody><component><section>"
            "<title>Problems</title>"
            "<text>Known:<table><thead><tr><th>Problem</th><th>Status</th></tr></thead><tbody>"
            "<tr><td><content ID='a'>Asthma</content>, <sub>mild</sub></td><td/>"
            "<td><paragraph>active</paragraph></td></tr>"
            "<tr><td>Gout</td><td>gone</td></tr></tbody></table>"
            "<list><caption>Also</caption><item>a<br/>b</item><item>c</item></list>after</text>"
            "<component><section><title>Inner</title><text>deep</text></section></component>"
            "</section></component></structuredBody></component></ClinicalDocument>"
        )
        .notes[0]
        .text
    )
    assert text == (
        "Problems\n\nKnown:\n\nProblem | Status\n\nAsthma, mild | active\n\nGout | gone\n\n"
        "Also\n\n- a\nb\n- c\n\nafter\n\nInner\n\ndeep"
    )


def test_what_was_taken_back_is_left_out() -> None:
    text = (
        read(
            "<ClinicalDocument xmlns='urn:hl7-org:v3'><component><structuredBody><component><section>"
            "<text>asthma<content revised='delete'> and gout</content> today</text>"
            "</section></component></structuredBody></component></ClinicalDocument>"
        )
        .notes[0]
        .text
    )
    assert text == "asthma today"


def unstructured(body: str) -> str:
    return (
        '<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><effectiveTime value="20260302"/>'
        f"<component><nonXMLBody>{body}</nonXMLBody></component></ClinicalDocument>"
    )


def test_a_document_without_sections_is_read_as_what_it_holds() -> None:
    import base64
    import zlib

    packed = base64.b64encode(plain()).decode()
    document = read(unstructured(f'<text mediaType="text/plain" representation="B64">{packed}</text>'))
    assert document.format is Format.TEXT
    assert document.notes[0].text == plain().decode()
    assert document.notes[0].date == date(2026, 3, 2)
    shrunk = base64.b64encode(zlib.compress(plain())).decode()
    document = read(unstructured(f'<text representation="B64" compression="ZL">{shrunk}</text>'))
    assert document.notes[0].text == plain().decode()


def test_a_document_that_only_refers_to_a_file_is_refused() -> None:
    with pytest.raises(UnfitDocumentError, match="only refers to another file"):
        read(unstructured('<text><reference value="scan.pdf"/></text>'))


def test_a_source_map_covers_the_span_of_several_parts() -> None:
    document = read(ccda())
    (source,) = document.sources
    places = source.places(Span(0, len(document.notes[0].text)))
    assert [place.part.rpartition("/")[2] for place in places] == [
        "title[1]",
        "paragraph[1]",
        "paragraph[2]",
        "title[1]",
        "item[1]",
        "item[2]",
        "item[3]",
    ]
