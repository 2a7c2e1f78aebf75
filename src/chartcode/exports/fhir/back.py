"""A bundle that chartcode wrote, back to the encounter and its lines."""

import base64
from collections.abc import Mapping
from datetime import date
from typing import Any

from chartcode.errors import InvalidValueError, UnfitDocumentError
from chartcode.exports.fhir import terms
from chartcode.model import Code, Encounter, Evidence, Line, Note, Setting, Sex, Span

Found = Mapping[str, Any]
_CODES: Mapping[str, type[Code]] = {system: kind for kind, system in terms.SYSTEMS.items()}
_SEXES: Mapping[str, Sex] = {word: sex for sex, word in terms.SEXES.items()}


def from_bundle(bundle: Found) -> tuple[Encounter, tuple[Line, ...]]:
    """The encounter, equal to the one that was written, and its lines in order, equal but for their path in the book.

    Raises UnfitDocumentError for a bundle that lacks what `fhir.bundle` writes.
    """
    try:
        return _encounter(bundle), _lines(bundle)
    except (KeyError, IndexError, TypeError, ValueError, StopIteration, InvalidValueError):
        raise UnfitDocumentError("the bundle is none that chartcode wrote: export the encounter again") from None


def _all(bundle: Found, kind: str) -> list[tuple[str, Found]]:
    """The resources of that kind with their full URLs."""
    entries = bundle["entry"]
    return [(entry["fullUrl"], entry["resource"]) for entry in entries if entry["resource"]["resourceType"] == kind]


def _encounter(bundle: Found) -> Encounter:
    ((_, patient),) = _all(bundle, "Patient")
    ((_, found),) = _all(bundle, "Encounter")
    period = found.get("period", {})
    return Encounter(
        id=found["identifier"][0]["value"],
        notes=tuple(_note(document) for _, document in _all(bundle, "DocumentReference")),
        setting=Setting(found["type"][0]["coding"][0]["code"]),
        admit=_day(period.get("start")),
        discharge=_day(period.get("end")),
        sex=_SEXES[patient["gender"]],
        birth_date=_day(patient.get("birthDate")),
        disposition=found.get("hospitalization", {}).get("dischargeDisposition", {}).get("text", ""),
        new_patient=_extension(found, terms.NEW_PATIENT, "valueBoolean"),
    )


def _note(document: Found) -> Note:
    attachment = document["content"][0]["attachment"]
    return Note(
        note_id=document["identifier"][0]["value"],
        text=base64.b64decode(attachment["data"]).decode("utf-8", "surrogatepass"),
        type=document.get("type", {}).get("text", ""),
        author_role=_extension(document, terms.AUTHOR_ROLE, "valueString") or "",
        date=_day(attachment.get("creation")),
    )


def _lines(bundle: Found) -> tuple[Line, ...]:
    notes = {url: document["identifier"][0]["value"] for url, document in _all(bundle, "DocumentReference")}
    poa = {
        row["diagnosisReference"]["reference"]: row["onAdmission"]["coding"][0]["code"]
        for _, claim in _all(bundle, "Claim")
        for row in claim["diagnosis"]
        if "onAdmission" in row
    }
    found = [*_all(bundle, "Condition"), *_all(bundle, "Procedure")]
    lines = [_line(resource, notes, poa.get(url)) for url, resource in found]
    return tuple(sorted(lines, key=lambda line: line.order))


def _line(resource: Found, notes: Mapping[str, str], poa: str | None) -> Line:
    coding = resource["code"]["coding"][0]
    held = [resource, *resource.get("evidence", [])]
    quotes = [extension for holder in held for extension in holder["extension"] if extension["url"] == terms.QUOTE]
    return Line(
        code=_CODES[coding["system"]](coding["code"]),
        title=coding.get("display", ""),
        order=_extension(resource, terms.ORDER, "valuePositiveInt"),
        confidence=_extension(resource, terms.CONFIDENCE, "valueDecimal"),
        evidence=tuple(_evidence(quote, notes) for quote in quotes),
        guidelines=tuple(each["valueString"] for each in resource["extension"] if each["url"] == terms.GUIDELINE),
        poa=poa,
    )


def _evidence(quote: Found, notes: Mapping[str, str]) -> Evidence:
    note = _extension(quote, "note", "valueReference")["reference"]
    span = Span(_extension(quote, "start", "valueUnsignedInt"), _extension(quote, "end", "valueUnsignedInt"))
    return Evidence(notes[note], span, _extension(quote, "text", "valueString"))


def _extension(resource: Found, url: str, value: str) -> Any:
    """The value of the first extension of that URL, or None."""
    return next((each[value] for each in resource.get("extension", []) if each["url"] == url), None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
