"""One note of our own, written in every format that is read, by the libraries that write them."""

import base64
import json
from io import BytesIO

import docx
from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen import canvas

HISTORY = "HISTORY OF PRESENT ILLNESS:"
STORY = (
    "A 64 year old woman, seen for cough & fever since Friday.",
    "She denies chest pain.",
)
ASSESSMENT = "ASSESSMENT:"
PROBLEMS = (
    "Community acquired pneumonia.",
    "Type 2 diabetes mellitus with diabetic neuropathy.",
    "Essential hypertension.",
)
NUMBERED = tuple(f"{number}. {problem}" for number, problem in enumerate(PROBLEMS, 1))
LINES = (HISTORY, *STORY, ASSESSMENT, *NUMBERED)

LEFT, TOP, STEP = 72, 72, 24
"""Where the lines of a page begin and how far apart they are, in points."""
DPI = 200


def plain() -> bytes:
    return "\n".join(LINES).encode()


def pdf() -> bytes:
    file = BytesIO()
    page = canvas.Canvas(file, pagesize=(612, 792), invariant=True)
    for number, line in enumerate(LINES):
        page.drawString(LEFT, 792 - TOP - number * STEP, line)
    page.save()
    return file.getvalue()


def picture(lines: tuple[str, ...] = LINES) -> Image.Image:
    page = Image.new("L", (round(8.5 * DPI), 11 * DPI), 255)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(size=round(12 * DPI / 72))
    for number, line in enumerate(lines):
        draw.text((LEFT * DPI / 72, (TOP + number * STEP) * DPI / 72), line, font=font, fill=0)
    return page


def tiff() -> bytes:
    file = BytesIO()
    picture().save(file, "TIFF", dpi=(DPI, DPI), compression="tiff_deflate")
    return file.getvalue()


def scanned_pdf() -> bytes:
    file = BytesIO()
    picture().save(file, "PDF", resolution=DPI)
    return file.getvalue()


def word() -> bytes:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def rtf() -> bytes:
    return ("{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\f0 " + "\\par\n".join(LINES) + "\\par}").encode("cp1252")


def html() -> bytes:
    story = "".join(f"<p>{line.replace('&', '&amp;')}</p>" for line in STORY)
    problems = "".join(f"<li>{problem}</li>" for problem in PROBLEMS)
    return (
        f"<!DOCTYPE html><html><head><title>Visit</title><style>p {{}}</style></head><body><h2>{HISTORY}</h2>{story}"
        f"<h2>{ASSESSMENT}</h2><ol>{problems}</ol></body></html>"
    ).encode()


def ccda(header: str = "") -> bytes:
    story = "".join(f"<paragraph>{line.replace('&', '&amp;')}</paragraph>" for line in STORY)
    problems = "".join(f"<item>{problem}</item>" for problem in PROBLEMS)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <code code="11506-3" displayName="Progress note" codeSystem="2.16.840.1.113883.6.1"/>
  <title>Progress note</title><effectiveTime value="20260302101500-0500"/>{header}
  <component><structuredBody>
    <component><section><title>{HISTORY}</title><text>{story}</text></section></component>
    <component><section><title>{ASSESSMENT}</title><text><list listType="ordered">{problems}</list></text></section>
    </component>
  </structuredBody></component>
</ClinicalDocument>""".encode()


def bundle(*resources: dict[str, object]) -> bytes:
    entries = [{"fullUrl": f"urn:x:{number}", "resource": one} for number, one in enumerate(resources, 1)]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode()


PATIENT: dict[str, object] = {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1961-04-30"}


def document_reference(data: bytes, **said: object) -> dict[str, object]:
    return {
        "resourceType": "DocumentReference",
        "status": "current",
        "type": {"text": "Progress note"},
        "date": "2026-03-02T10:15:00Z",
        "content": [{"attachment": {"contentType": "text/plain", "data": base64.b64encode(data).decode()}}],
        **said,
    }


def fhir() -> bytes:
    return bundle(PATIENT, document_reference(plain()))


def composition() -> bytes:
    def section(title: str, inside: str) -> dict[str, object]:
        div = f'<div xmlns="http://www.w3.org/1999/xhtml">{inside}</div>'
        return {"title": title, "text": {"status": "additional", "div": div}}

    story = "".join(f"<p>{line.replace('&', '&amp;')}</p>" for line in STORY)
    problems = "".join(f"<li>{problem}</li>" for problem in PROBLEMS)
    return bundle(
        PATIENT,
        {
            "resourceType": "Composition",
            "status": "final",
            "type": {"text": "Progress note"},
            "date": "2026-03-02",
            "title": "Progress note",
            "author": [{"display": "Dr. A"}],
            "section": [section(HISTORY, story), section(ASSESSMENT, f"<ol>{problems}</ol>")],
        },
    )


MSH = "MSH|^~\\&|EHR|HOSP|CODER|HOSP|20260302101500||{}|1|P|2.5.1"
PID = "PID|1||777^^^H^MR||DOE^JANE||19610430|F"


def message(kind: str, *segments: str) -> bytes:
    return "\r".join((MSH.format(kind), PID, *segments, "")).encode()


def mdm() -> bytes:
    """Lines as repetitions of one OBX, with escapes and a line break inside one of them."""
    escaped = [line.replace("&", "\\T\\") for line in LINES]
    text = "~".join((escaped[0], f"{escaped[1]}\\.br\\{escaped[2]}", *escaped[3:]))
    return message("MDM^T02", "PV1|1|O", "TXA|1|PN^Progress note|TX|20260302", f"OBX|1|TX|^||{text}||||||F")


def oru() -> bytes:
    """One OBX for each line."""
    lines = [f"OBX|{at}|TX|^||{line.replace('&', chr(92) + 'T' + chr(92))}||||||F" for at, line in enumerate(LINES, 1)]
    return message("ORU^R01", "PV1|1|O", "OBR|1|||PN^Progress note|||20260302", *lines)


def mdm_with_pdf() -> bytes:
    held = base64.b64encode(pdf()).decode()
    return message("MDM^T02", "TXA|1|PN^Progress note|AP|20260302", f"OBX|1|ED|^||^TEXT^PDF^Base64^{held}||||||F")


WRITTEN = {
    "plain text": plain,
    "PDF": pdf,
    "TIFF": tiff,
    "scanned PDF": scanned_pdf,
    "DOCX": word,
    "RTF": rtf,
    "HTML": html,
    "C-CDA": ccda,
    "FHIR DocumentReference": fhir,
    "FHIR Composition": composition,
    "HL7 MDM": mdm,
    "HL7 ORU": oru,
    "HL7 MDM with a PDF": mdm_with_pdf,
}
NEED_OCR = frozenset(("TIFF", "scanned PDF"))
