"""PDF, scans, Word, RTF and HTML: columns, forms, headers, tables, fields, and what was struck out."""

import shutil
from io import BytesIO

import docx
import pytest
from document_samples import picture, scanned_pdf
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from chartcode.documents.document import Document, Format
from chartcode.documents.read import read_document
from chartcode.errors import ChartcodeError, UnfitDocumentError
from chartcode.model import Span

needs_ocr = pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed on this system")


def read(data: bytes) -> Document:
    return read_document(data, "visit", note_id="visit")


def text(data: bytes) -> str:
    return read(data).notes[0].text


class Paper:
    """A PDF as it is drawn."""

    def __init__(self, **options: object) -> None:
        self._file = BytesIO()
        self.canvas = canvas.Canvas(self._file, pagesize=(612, 792), **options)

    def write(self, *lines: str) -> "Paper":
        for number, line in enumerate(lines):
            self.canvas.drawString(72, 700 - 20 * number, line)
        return self

    def data(self) -> bytes:
        self.canvas.save()
        return self._file.getvalue()


# PDF


def test_a_word_parted_at_the_end_of_a_line_is_one_word_again_with_two_places() -> None:
    document = read(Paper().write("Long standing hyper-", "tension.", "Follow-up in May.").data())
    assert document.notes[0].text == "Long standing hypertension.\nFollow-up in May.\n"
    first, second = document.sources[0].places(Span(14, 26))
    assert first.box
    assert second.box
    assert first.box.top < second.box.top
    assert second.box.right < first.box.left


def test_pages_follow_each_other_and_a_place_says_which() -> None:
    paper = Paper().write("Gout.")
    paper.canvas.showPage()
    document = read(paper.write("Asthma.").data())
    assert document.notes[0].text == "Gout.\nAsthma.\n"
    assert [place.page for place in document.sources[0].places(Span(0, 12))] == [1, 2]


def test_a_box_is_where_the_word_is_shown_on_a_page_that_is_turned() -> None:
    paper = Paper()
    paper.canvas.setPageRotation(90)
    (place,) = read(paper.write("Gout.").data()).sources[0].places(Span(0, 4))
    assert place.box
    # 72 points from the left and 92 from the top of the paper; turned clockwise, the page is 792 wide and 612 high.
    assert place.box.left == pytest.approx(700, abs=3)
    assert place.box.top == pytest.approx(72, abs=3)
    assert place.box.bottom - place.box.top > place.box.right - place.box.left


def test_what_is_filled_into_a_form_is_read() -> None:
    paper = Paper().write("Diagnosis:")
    paper.canvas.acroForm.textfield(name="dx", value="Asthma", x=150, y=690, width=200, height=20)
    assert "Asthma" in text(paper.data())


def test_a_pdf_with_a_password_is_said() -> None:
    with pytest.raises(UnfitDocumentError, match="password"):
        text(Paper(encrypt=StandardEncryption("secret")).write("Gout.").data())


def test_an_empty_page_is_no_scan() -> None:
    paper = Paper()
    paper.canvas.showPage()
    assert text(paper.write("Gout.").data()) == "Gout.\n"


def test_a_pdf_without_any_text_is_said() -> None:
    paper = Paper()
    paper.canvas.showPage()
    with pytest.raises(UnfitDocumentError, match="holds no text"):
        text(paper.data())


def test_a_pdf_without_any_page_is_damaged() -> None:
    with pytest.raises(UnfitDocumentError, match="damaged PDF"):
        text(Paper().data())


@needs_ocr
def test_only_the_pages_that_are_pictures_are_recognised() -> None:
    paper = Paper().write("Gout, typed.")
    paper.canvas.showPage()
    paper.canvas.drawImage(ImageReader(picture(("Asthma, scanned.",))), 0, 0, 612, 792)
    paper.canvas.drawString(40, 780, "FAX 12:01 p. 2")
    document = read(paper.data())
    assert document.format is Format.SCAN
    assert "Gout, typed." in document.notes[0].text
    assert "Asthma, scanned." in document.notes[0].text
    sure = {piece.page: piece.confidence is not None for piece in document.sources[0].pieces}
    assert sure == {1: False, 2: True}


@needs_ocr
def test_a_tiff_of_two_pages_is_one_note() -> None:
    file = BytesIO()
    first, second = picture(("Gout.",)), picture(("Asthma.",))
    first.save(file, "TIFF", save_all=True, append_images=[second], compression="tiff_deflate", dpi=(200, 200))
    assert text(file.getvalue()).split() == ["Gout.", "Asthma."]


def test_without_tesseract_a_scan_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from chartcode.documents import confine

    confine.end_idle()
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ChartcodeError, match=r"visit holds scanned pages.*chartcode\[ocr\].*tesseract"):
        read(scanned_pdf())
    confine.end_idle()


@pytest.mark.parametrize(("kind", "says"), [("PNG", "million pixels"), ("TIFF", "million pixels")])
def test_a_picture_with_far_too_many_pixels_is_not_unpacked(kind: str, says: str) -> None:
    file = BytesIO()
    Image.new("1", (12_000, 12_000)).save(file, kind, **({"compression": "group4"} if kind == "TIFF" else {}))
    with pytest.raises(UnfitDocumentError, match=says):
        read(file.getvalue())


# Word


def saved(document: "docx.document.Document") -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_tables_lists_headers_and_footers_are_read_in_order() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Clinic of A"
    document.sections[0].footer.paragraphs[0].text = "Signed by B"
    document.add_paragraph("Problems")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("Problem", "Status"), ("Asthma", "active")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("Gout", style="List Bullet")
    numbering = document.paragraphs[-1]._p.get_or_add_pPr()._add_numPr()
    assert numbering is not None
    document.add_paragraph("after")
    assert text(saved(document)) == (
        "Clinic of A\n\nProblems\n\nProblem | Status\n\nAsthma | active\n\n- Gout\n\nafter\n\nSigned by B"
    )


def test_a_cell_that_is_merged_is_read_once() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "Asthma"
    table.rows[0].cells[2].text = "active"
    assert text(saved(document)) == "Asthma | active"


def test_fields_of_a_form_insertions_and_links_are_read_and_deletions_are_not() -> None:
    document = docx.Document()
    body = document.element.body
    inside = {
        "w:sdt": "<w:sdtContent><w:p><w:r><w:t>Asthma</w:t></w:r></w:p></w:sdtContent>",
        "w:p": '<w:ins w:id="1"><w:r><w:t>Gout</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>Lupus</w:delText>'
        "</w:r></w:del><w:r><w:rPr><w:strike/></w:rPr><w:t>COPD</w:t></w:r><w:hyperlink><w:r><w:tab/>"
        "<w:t>here</w:t><w:br/><w:t>now</w:t></w:r></w:hyperlink>",
    }
    for at, (tag, xml) in enumerate(inside.items()):
        body.insert(at, parse_xml(f"<{tag} {nsdecls('w')}>{xml}</{tag}>"))
    assert text(saved(document)) == "Asthma\n\nGout here\nnow"


def test_words_split_into_runs_stay_whole() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("hyper")
    paragraph.add_run("tension").bold = True
    box = OxmlElement("w:r")
    box.append(parse_xml(f"<w:txbxContent {nsdecls('w')}><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"))
    paragraph._p.append(box)
    assert text(saved(document)) == "hypertension\n\nboxed"
    assert paragraph._p.tag == qn("w:p")


# RTF


def test_rtf_keeps_letters_tables_headers_and_drops_pictures_and_fonts() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\header Clinic\par}{\pict\pngblip 89504e47}"
        rb"caf\'e9 \u8217 ?s{\b  asthma}\par Gout\tab old\par\trowd Problem\cell Status\cell\row done"
        rb"{\footnote see plan}{\*\generator X;}}"
    )
    found = text(data)
    for words in ("Clinic", "café ’s asthma", "Gout\told", "Problem|Status|", "done", "see plan"):
        assert words in found
    assert "Arial" not in found
    assert "89504e47" not in found


# HTML


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>a <b>b</b>c</p>\n<p>d</p>", "a bc\n\nd"),
        ("<div>one</div><div>two<br>three<br><br>four</div>", "one\ntwo\nthree\n\nfour"),
        ("<html><body><pre>a  b\nc\n\nd</pre></body></html>", "a b\nc\n\nd"),
        ("<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul>", "- a\n\n1. b\n\n- c"),
        ("<table><tr><th>P</th><th>S</th></tr><tr><td><p>a</p></td><td></td><td>b</td></tr></table>", "P | S\n\na | b"),
        ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "a\n\nb"),
        ("<p>asthma <s>gout</s><del>lupus</del> x</p><script>bad()</script><style>p{}</style>", "asthma x"),
        ("<p><input type=checkbox checked>asthma <input type=checkbox>gout", "[x] asthma [ ] gout"),
        ("<p>Dx <input value='asthma'> <select><option>gout<option selected>COPD</select>", "Dx asthma COPD"),
        ("<p>3 &lt; 5 &amp; caf&eacute;&nbsp;x", "3 < 5 & café x"),
        ("<p>hyper<wbr>tension", "hypertension"),
    ],
)
def test_html_is_read_as_a_browser_shows_it(page: str, shown: str) -> None:
    assert text(page.encode()) == shown


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_html_in_any_common_encoding(encoding: str) -> None:
    assert text("<p>café</p>".encode(encoding)) == "café"


def test_html_in_the_encoding_it_states() -> None:
    assert text('<html><meta charset="windows-1250"><p>Łódź</p>'.encode("cp1250")) == "Łódź"
