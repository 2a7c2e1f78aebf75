"""FHIR: a coded encounter as a Bundle of R4 resources (HL7 FHIR 4.0.1), plain dicts written as JSON."""

import json
from collections.abc import Iterator

from chartcode.exports.exporter import Format, Job
from chartcode.exports.fhir import clinical, terms
from chartcode.exports.fhir.claim import claim
from chartcode.exports.fhir.terms import Json


def bundle(job: Job) -> Json:
    """The bundle: Patient, Encounter, notes, a Condition or Procedure for each line, Provenance and Claim.

    A forced export says so in a tag of the bundle and of the claim.
    """
    found: Json = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": job.made.isoformat(timespec="seconds"),
        "entry": [
            {
                "fullUrl": terms.urn(job.coded, resource["resourceType"], name),
                "resource": _with_notice(resource, job.notice),
            }
            for name, resource in _resources(job)
        ],
    }
    return _with_notice(found, job.notice)


def _resources(job: Job) -> Iterator[tuple[str, Json]]:
    """The resources, each with its name among those of its kind."""
    coded = job.coded
    yield "", clinical.patient(job)
    yield "", clinical.encounter(job)
    for note in coded.encounter.notes:
        yield note.note_id, clinical.document(job, note)
    for line in coded.lines:
        yield str(line.order), clinical.statement(job, line)
    if coded.lines:
        yield "", clinical.provenance(job)
    if job.diagnoses:
        yield "", claim(job)


def _with_notice(resource: Json, notice: str) -> Json:
    """The resource; a Bundle and a Claim say it when they were exported by force."""
    if not notice or resource["resourceType"] not in {"Bundle", "Claim"}:
        return resource
    tag = {"system": terms.NOTICE, "code": "forced", "display": notice}
    return {"resourceType": resource["resourceType"], "meta": {"tag": [tag]}, **resource}


def write(job: Job) -> bytes:
    """The bundle as JSON in UTF-8."""
    return (json.dumps(bundle(job), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


FORMAT = Format("fhir", ".json", write)
