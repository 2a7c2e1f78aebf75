"""What a chart says, as FHIR: Patient, Encounter, notes, Condition and Procedure with evidence, Provenance."""

import base64

from chartcode import __version__
from chartcode.exports.exporter import Job
from chartcode.exports.fhir import terms
from chartcode.exports.fhir.terms import Json, line_reference, reference
from chartcode.model import Evidence, Line, Note


def patient(job: Job) -> Json:
    """The patient, with the name only where billing facts give it."""
    encounter = job.coded.encounter
    found: Json = {"resourceType": "Patient", "gender": terms.SEXES[encounter.sex]}
    if encounter.birth_date:
        found["birthDate"] = encounter.birth_date.isoformat()
    if job.billing:
        found["name"] = [{"family": job.billing.who.last, "given": [job.billing.who.first]}]
    return found


def encounter(job: Job) -> Json:
    """The encounter with its days, its disposition and its diagnoses in their order."""
    coded, source = job.coded, job.coded.encounter
    days = {"start": source.admit, "end": source.discharge}
    found: Json = {
        "resourceType": "Encounter",
        "identifier": [{"system": terms.ENCOUNTER_ID, "value": source.id}],
        "status": "finished",
        "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": terms.CLASSES[source.setting]},
        "type": [terms.coding(terms.SETTING, source.setting.value)],
        "subject": reference(coded, "Patient"),
    }
    if any(days.values()):
        found["period"] = {name: day.isoformat() for name, day in days.items() if day}
    if source.new_patient is not None:
        found["extension"] = [{"url": terms.NEW_PATIENT, "valueBoolean": source.new_patient}]
    if source.disposition:
        found["hospitalization"] = {"dischargeDisposition": {"text": source.disposition}}
    if job.diagnoses:
        found["diagnosis"] = [
            {"condition": line_reference(coded, line), "rank": rank} for rank, line in enumerate(job.diagnoses, 1)
        ]
    return found


def document(job: Job, note: Note) -> Json:
    """A note with its whole text, so that evidence can be shown in it."""
    coded = job.coded
    found: Json = {
        "resourceType": "DocumentReference",
        "identifier": [{"system": terms.NOTE_ID, "value": note.note_id}],
        "status": "current",
        "subject": reference(coded, "Patient"),
        "content": [{"attachment": _attachment(note)}],
        "context": {"encounter": [reference(coded, "Encounter")]},
    }
    if note.type:
        found["type"] = {"text": note.type}
    if note.author_role:
        found["extension"] = [{"url": terms.AUTHOR_ROLE, "valueString": note.author_role}]
    return found


def _attachment(note: Note) -> Json:
    data = base64.b64encode(note.text.encode("utf-8", "surrogatepass")).decode("ascii")
    found: Json = {"contentType": "text/plain; charset=utf-8", "data": data}
    if note.date:
        found["creation"] = note.date.isoformat()
    return found


def statement(job: Job, line: Line) -> Json:
    """A line as a Condition or, of a procedure code, as a Procedure. The words it rests on stand in extensions."""
    return _condition(job, line) if terms.line_kind(line) == "Condition" else _procedure(job, line)


def _condition(job: Job, line: Line) -> Json:
    coded = job.coded
    evidence = [_evidence(job, one) for one in line.evidence]
    return {
        "resourceType": "Condition",
        "extension": _about(line),
        "category": [terms.coding(f"{terms.TERMINOLOGY}/condition-category", "encounter-diagnosis")],
        "code": terms.concept(line, dict(coded.releases)),
        "subject": reference(coded, "Patient"),
        "encounter": reference(coded, "Encounter"),
        "recordedDate": coded.date.isoformat(),
        "evidence": [{"extension": [quote], "detail": [detail]} for quote, detail in evidence],
    }


def _procedure(job: Job, line: Line) -> Json:
    coded = job.coded
    evidence = [_evidence(job, one) for one in line.evidence]
    return {
        "resourceType": "Procedure",
        "extension": [*_about(line), *(quote for quote, _ in evidence)],
        "status": "completed",
        "code": terms.concept(line, dict(coded.releases)),
        "subject": reference(coded, "Patient"),
        "encounter": reference(coded, "Encounter"),
    }


def _about(line: Line) -> list[Json]:
    return [
        {"url": terms.ORDER, "valuePositiveInt": line.order},
        {"url": terms.CONFIDENCE, "valueDecimal": line.confidence},
        *({"url": terms.GUIDELINE, "valueString": guideline} for guideline in line.guidelines),
    ]


def _evidence(job: Job, evidence: Evidence) -> tuple[Json, Json]:
    """The quote, with its place in code points of the note's text, and the note."""
    note = reference(job.coded, "DocumentReference", evidence.note_id)
    parts = [
        {"url": "note", "valueReference": note},
        {"url": "start", "valueUnsignedInt": evidence.span.start},
        {"url": "end", "valueUnsignedInt": evidence.span.end},
        {"url": "text", "valueString": evidence.text},
    ]
    return {"url": terms.QUOTE, "extension": parts}, note


def provenance(job: Job) -> Json:
    """Where the lines come from: which program, which releases, which notes."""
    coded = job.coded
    releases = ", ".join(f"{system} {name}" for system, name in coded.releases)
    return {
        "resourceType": "Provenance",
        "target": [line_reference(coded, line) for line in coded.lines],
        "recorded": job.made.isoformat(timespec="seconds"),
        "activity": {"text": f"coding from the chart, {releases}" if releases else "coding from the chart"},
        "agent": [
            {
                "type": terms.coding(f"{terms.TERMINOLOGY}/provenance-participant-type", "assembler"),
                "who": {"display": f"chartcode {__version__}"},
            }
        ],
        "entity": [
            {"role": "source", "what": reference(coded, "DocumentReference", note.note_id)}
            for note in coded.encounter.notes
        ],
    }
