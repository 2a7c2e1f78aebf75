"""FHIR and HL7 v2: which texts become notes, what is left out, and the facts of the visit."""

import base64
from datetime import date

import pytest
from document_samples import LINES, PATIENT, bundle, document_reference, html, mdm, message, pdf, plain

from chartcode.documents.document import Document, Facts, Kind
from chartcode.documents.read import read_document
from chartcode.errors import ChartcodeError, UnfitDocumentError
from chartcode.model import Setting, Sex

DIV = '<div xmlns="http://www.w3.org/1999/xhtml"><p>{}</p></div>'


def read(data: bytes) -> Document:
    return read_document(data, "visit", note_id="visit")


def texts(data: bytes) -> list[str]:
    return [note.text for note in read(data).notes]


def report(**said: object) -> dict[str, object]:
    return {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "Chest X-ray"}, **said}


def condition(text: str, **said: object) -> dict[str, object]:
    return {"resourceType": "Condition", "subject": {"reference": "Patient/p1"}, "code": {"text": text}, **said}


def status(code: str) -> dict[str, object]:
    return {"coding": [{"code": code}]}


# FHIR


def test_a_reference_says_type_and_date() -> None:
    (note,) = read(bundle(document_reference(plain()))).notes
    assert (note.note_id, note.type, note.date) == ("visit", "Progress note", date(2026, 3, 2))


def test_a_resource_on_its_own_is_read() -> None:
    import json

    assert texts(json.dumps(document_reference(plain())).encode()) == [plain().decode()]


def test_several_documents_are_several_notes() -> None:
    notes = read(bundle(document_reference(b"Asthma."), document_reference(b"Gout."))).notes
    assert [(note.note_id, note.text) for note in notes] == [("visit", "Asthma."), ("visit#2", "Gout.")]


def test_of_one_document_in_several_formats_the_surest_is_read() -> None:
    contents = [
        {"attachment": {"contentType": kind, "data": base64.b64encode(data).decode()}}
        for kind, data in (("application/pdf", pdf()), ("text/html", html()), ("text/plain", plain()))
    ]
    document = read(bundle(document_reference(b"", content=contents)))
    assert [note.text for note in document.notes] == [plain().decode()]
    assert document.sources[0].pieces[0].part == "entry[1].resource.content[3].attachment text"


def test_a_document_may_lie_in_a_binary_of_the_bundle() -> None:
    binary: dict[str, object] = {
        "resourceType": "Binary",
        "id": "b7",
        "contentType": "text/plain",
        "data": base64.b64encode(b"Gout.").decode(),
    }
    pointing = document_reference(b"", content=[{"attachment": {"contentType": "text/plain", "url": "Binary/b7"}}])
    assert texts(bundle(pointing, binary)) == ["Gout."]
    with pytest.raises(UnfitDocumentError, match=r"only refers to a document that is not in it \(entry\[1\]"):
        read(bundle(pointing))


@pytest.mark.parametrize(
    "said", [{"status": "entered-in-error"}, {"status": "superseded"}, {"docStatus": "entered-in-error"}], ids=str
)
def test_what_was_taken_back_is_left_out(said: dict[str, object]) -> None:
    assert texts(bundle(document_reference(b"Gout.", **said), document_reference(b"Asthma."))) == ["Asthma."]


def test_a_report_is_its_form_or_its_narrative_and_its_conclusion() -> None:
    form = [{"contentType": "text/plain", "data": base64.b64encode(b"Lungs clear. No effusion.").decode()}]
    narrative = {"status": "generated", "div": DIV.format("Lungs clear.")}
    assert texts(bundle(report(presentedForm=form, conclusion="No effusion."))) == ["Lungs clear. No effusion."]
    assert texts(bundle(report(presentedForm=form, conclusion="Normal."))) == ["Lungs clear. No effusion.", "Normal."]
    assert texts(bundle(report(text=narrative, conclusion="Normal."))) == ["Lungs clear.\n\nNormal."]


def test_patient_and_encounter_are_facts() -> None:
    stay: dict[str, object] = {
        "resourceType": "Encounter",
        "status": "finished",
        "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "IMP"},
        "period": {"start": "2026-03-01T08:00:00-05:00", "end": "2026-03-04"},
        "hospitalization": {"dischargeDisposition": {"text": "Home"}},
    }
    problems = (
        condition(
            "Gout",
            clinicalStatus=status("active"),
            code={"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "M10.9", "display": "Gout"}]},
        ),
        condition("Asthma", verificationStatus=status("refuted")),
        condition("Lupus", verificationStatus=status("entered-in-error")),
    )
    facts = read(bundle(PATIENT, stay, *problems, document_reference(plain()))).facts
    assert (facts.setting, facts.admit, facts.discharge) == (Setting.INPATIENT, date(2026, 3, 1), date(2026, 3, 4))
    assert (facts.sex, facts.birth_date, facts.disposition) == (Sex.FEMALE, date(1961, 4, 30), "Home")
    assert [(one.text, one.code, one.system, one.status) for one in facts.statements] == [
        ("Gout", "M10.9", "ICD-10-CM", "active"),
        ("Asthma", "", "", "refuted"),
    ]


def test_without_a_document_conditions_are_listed() -> None:
    problems = (condition("Gout"), condition("Asthma", verificationStatus=status("refuted")))
    document = read(bundle(PATIENT, *problems))
    assert [note.text for note in document.notes] == ["Problems:\nGout\n"]
    assert document.sources[0].pieces[0].part == "entry[2].resource.code"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (bundle(PATIENT, PATIENT, document_reference(plain())), "holds 2 patients"),
        (bundle(PATIENT), "holds no text"),
        (b'{"resourceType": "Observation", "status": "final"}', "of a type that is not read"),
        (
            bundle(document_reference(plain(), status="done-ish", docStatus=7)),
            r"1 errors is at entry\[1\].resource.docStatus",
        ),
        (bundle({"resourceType": "DocumentReference", "status": "current"}), r"is at entry\[1\].resource.content"),
        (b'{"resourceType": "Bundle", "entry": [', "is no JSON"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, says: str) -> None:
    with pytest.raises(UnfitDocumentError, match=says):
        read(data)


# HL7 v2


def test_lines_repetitions_and_escapes_are_one_text() -> None:
    assert texts(mdm()) == ["\n".join(LINES) + "\n"]


def test_visit_and_patient_are_facts() -> None:
    visit = "PV1|1|I" + "|" * 17 + "V77" + "|" * 17 + "01" + "|" * 8 + "202603010800|20260304"
    facts = read(message("ADT^A08", visit, "PV2|||R07^Chest pain", "DG1|1||M10.9^Gout^I10|||F")).facts
    assert facts == Facts(
        Setting.INPATIENT,
        date(2026, 3, 1),
        date(2026, 3, 4),
        Sex.FEMALE,
        date(1961, 4, 30),
        "01",
        facts.statements,
    )
    (gout,) = facts.statements
    assert (gout.kind, gout.text, gout.code, gout.system, gout.status, gout.part) == (
        Kind.PROBLEM,
        "Gout",
        "M10.9",
        "I10",
        "final",
        "DG1[1]-3",
    )


def test_a_message_about_the_visit_gives_its_reason_else_its_diagnoses() -> None:
    assert texts(message("ADT^A01", "PV2|||R07^Chest pain", "NTE|1||Came by ambulance.")) == [
        "Admit reason: Chest pain\nCame by ambulance.\n"
    ]
    charge = message("DFT^P03", "DG1|1||M10.9^Gout^I10||20260302|A", "PR1|1||10060^Drainage of abscess^C4||20260302")
    assert texts(charge) == ["Problems:\nGout (admitting)\nProcedures:\nDrainage of abscess\n"]


def test_each_report_is_a_note_and_values_stand_beside_their_names() -> None:
    notes = read(
        message(
            "ORU^R01",
            "OBR|1|||CBC^Blood count|||20260301",
            "OBX|1|NM|718-7^Hemoglobin||7.0|g/dL|12-16|L|||F",
            "OBX|2|CWE|883-9^Blood type||A^A positive||||||F",
            "OBX|3|ST|x^Wrong patient||gone||||||W",
            "OBX|4|ED|x^Deleted||^TEXT^PDF^Base64^???||||||D",
            "NTE|1||Called to the ward.",
            "OBR|2|||XR^Chest X-ray|||20260302",
            "OBX|1|TX|F^Findings||Lungs clear.||||||F",
            "OBX|2|TX|F^Findings||No effusion.||||||F",
            "OBX|3|TX|I^Impression||Normal chest.||||||F",
        )
    ).notes
    assert [(note.note_id, note.type, note.date, note.text) for note in notes] == [
        (
            "visit",
            "Blood count",
            date(2026, 3, 1),
            "Hemoglobin: 7.0 g/dL (12-16) L\nBlood type: A positive\nCalled to the ward.\n",
        ),
        (
            "visit#2",
            "Chest X-ray",
            date(2026, 3, 2),
            "Findings:\nLungs clear.\nNo effusion.\nImpression:\nNormal chest.\n",
        ),
    ]


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        (r"a\F\b\S\c\T\d\R\e\E\f", "a|b^c&d~e\\f"),
        (r"one\.br\two\.sp\three", "one\ntwo\nthree"),
        (r"\H\bold\N\ plain", "bold plain"),
        (r"caf\XE9\ \X0D\end", "café \nend"),
        (r"\Zunknown\ stays, and so does a lone \ mark", r"\Zunknown\ stays, and so does a lone \ mark"),
    ],
)
def test_escapes_mean_what_the_standard_says(sent: str, meant: str) -> None:
    (text,) = texts(message("MDM^T02", f"OBX|1|TX|^||{sent}||||||F"))
    assert text == meant + "\n"


def test_a_raw_line_end_inside_a_field_is_a_line_of_its_text() -> None:
    data = message("MDM^T02", "OBX|1|TX|^||Gout\nand asthma||||||F")
    assert texts(data) == ["Gout\nand asthma\n"]


def test_messages_in_the_frame_of_mllp_and_in_batches_are_read() -> None:
    assert texts(b"\x0b" + mdm() + b"\x1c\r") == texts(mdm())
    assert texts(b"FHS|^~\\&|A\rBHS|^~\\&|A\r" + mdm() + b"BTS|1\rFTS|1\r") == texts(mdm())


def test_several_messages_of_one_visit_are_notes_of_one_document() -> None:
    document = read(mdm() + message("ORU^R01", "OBX|1|TX|^||Gout.||||||F"))
    assert [note.text for note in document.notes] == ["\n".join(LINES) + "\n", "Gout.\n"]
    assert document.sources[1].pieces[0].part == "message 2 OBX[1]-5"


def test_messages_of_two_patients_are_refused() -> None:
    with pytest.raises(UnfitDocumentError, match="several patients or visits"):
        read(mdm() + mdm().replace(b"777^", b"778^"))


@pytest.mark.parametrize(
    ("attached", "says"),
    [
        ("^TEXT^PDF^Base64^not base64!", "no base64"),
        ("^TEXT^PDF^Base64^", "no data in OBX 1"),
        ("^TEXT^PDF^Hex^xyz", "no hexadecimal"),
        (f"^TEXT^X^Base64^{base64.b64encode(mdm()).decode()}", "message inside a message"),
    ],
)
def test_an_attachment_that_cannot_be_read_is_said(attached: str, says: str) -> None:
    with pytest.raises(UnfitDocumentError, match=says):
        read(message("MDM^T02", f"OBX|1|ED|^||{attached}||||||F"))


def test_attachments_come_after_the_text_of_their_report() -> None:
    held = base64.b64encode(html()).decode()
    document = read(message("MDM^T02", "OBX|1|TX|^||See page.||||||F", f"OBX|2|ED|^||^T^HTML^Base64^{held}||||||F"))
    assert [note.note_id for note in document.notes] == ["visit", "visit#2"]
    assert document.notes[1].text.startswith(LINES[0])
    assert document.sources[1].pieces[0].part == "OBX[2]-5 /html/body[1]/h2[1]"


SECRET = "Wilhelmina Quackenbush"


@pytest.mark.parametrize(
    "data",
    [
        bundle(document_reference(plain(), status=SECRET)),
        bundle(document_reference(plain(), **{SECRET: SECRET})),
        bundle(document_reference(plain(), date=SECRET)),
        bundle({**PATIENT, "birthDate": SECRET}, document_reference(plain())),
        bundle({**PATIENT, "name": [{"given": {SECRET: SECRET}}]}, document_reference(plain())),
        bundle(document_reference(b"", content=[{"attachment": {"url": SECRET}}])),
        f'{{"resourceType": "{SECRET}"}}'.encode(),
        f'{{"resourceType": "Bundle", "entry": "{SECRET}"}}'.encode(),
        f'{{"resourceType": "Bundle", {SECRET}'.encode(),
        message("MDM^T02", f"OBX|1|ED|^||^TEXT^PDF^Base64^{SECRET}||||||F"),
        message("MDM^T02", f"OBX|1|ED|^||{SECRET}||||||F"),
        f"MSH|^~\\&|{SECRET}".encode(),
        f"<ClinicalDocument><title>{SECRET}</titl".encode(),
        f"<ClinicalDocument><{SECRET.replace(' ', '')}></ClinicalDocument>".encode(),
        f"%PDF-1.7 {SECRET}".encode(),
        b"{\\rtf1 \\u" + SECRET.encode(),
    ],
)
def test_no_message_quotes_what_was_sent(data: bytes) -> None:
    told = ""
    try:
        read(data)
    except ChartcodeError as error:
        told = f"{error}{error.__cause__}{error.__context__}".casefold()
    assert not [word for word in SECRET.casefold().split() if word in told]
