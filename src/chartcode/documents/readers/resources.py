"""Resources of a FHIR R4B Bundle, each checked against its model before anything is taken from it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fhir.resources.R4B import get_fhir_model_class
from pydantic import ValidationError

from chartcode.errors import UnfitDocumentError

Json = dict[str, Any]

READ = frozenset("DocumentReference Composition DiagnosticReport Encounter Condition Procedure Patient Binary".split())
"""The types that are read; others in a Bundle are left alone."""

_NAME = re.compile(r"[A-Za-z]{1,40}")
_SYSTEMS = {
    "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM",
    "http://www.cms.gov/Medicare/Coding/ICD10": "ICD-10-PCS",
    "http://hl7.org/fhir/sid/icd-9-cm": "ICD-9-CM",
    "http://snomed.info/sct": "SNOMED CT",
    "http://www.ama-assn.org/go/cpt": "CPT",
    "http://loinc.org": "LOINC",
}


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource: its type, what it says as it was sent, the path to it ("" or "entry[2].resource."), its full URL."""

    kind: str
    said: Json
    part: str
    url: str = ""

    def is_named(self, link: str) -> bool:
        """Whether a reference means it: by its full URL, or by type and id."""
        return link == self.url or ("id" in self.said and link.endswith(f"{self.kind}/{self.said['id']}"))


def resources(text: str) -> list[Resource]:
    """The resources of the types that are read. Raises UnfitDocumentError when the text or one of them is not valid."""
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        raise UnfitDocumentError("is cut or damaged: it is no JSON") from None
    if not isinstance(sent, dict):
        raise UnfitDocumentError("is no FHIR resource")
    return [resource for resource in _all(sent) if _is_valid(resource)]


def _all(sent: Json) -> Iterator[Resource]:
    kind = sent.get("resourceType")
    if kind in READ:
        yield Resource(str(kind), sent, "")
        return
    if kind != "Bundle":
        raise UnfitDocumentError(f"is a FHIR resource of a type that is not read; read are {', '.join(sorted(READ))}")
    entries = sent.get("entry") or []
    if not isinstance(entries, list):
        raise UnfitDocumentError("is no valid FHIR Bundle: its `entry` must be a list")
    for number, entry in enumerate(entries, 1):
        held = entry.get("resource") if isinstance(entry, dict) else None
        if isinstance(held, dict) and held.get("resourceType") in READ:
            yield Resource(held["resourceType"], held, f"entry[{number}].resource.", str(entry.get("fullUrl") or ""))


def _is_valid(resource: Resource) -> bool:
    """True. Raises UnfitDocumentError, naming elements and never their values, when its model does not take it."""
    try:
        get_fhir_model_class(resource.kind).model_validate(resource.said)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        steps = [str(step) for step in first["loc"] if isinstance(step, int) or _NAME.fullmatch(step)]
        known = steps[:-1] if first["type"] == "extra_forbidden" else steps
        at = f"{resource.part}{'.'.join(known)}".rstrip(".")
        raise UnfitDocumentError(
            f"is no valid FHIR R4B {resource.kind}: the first of {error.error_count()} errors is at {at or 'its top'}"
        ) from None
    return True


def words_of(concept: Json | None) -> str:
    """What a CodeableConcept says in words."""
    concept = concept or {}
    shown = (coding.get("display") or "" for coding in concept.get("coding") or [])
    return concept.get("text") or next(filter(None, shown), "")


def code_of(concept: Json | None) -> tuple[str, str]:
    """(code, system) of a CodeableConcept, a code of ICD-10 before others."""
    codings = (concept or {}).get("coding") or []
    named = [(coding.get("code") or "", _named(coding.get("system") or "")) for coding in codings]
    return min(named, key=lambda pair: not pair[1].startswith("ICD-10"), default=("", ""))


def _named(system: str) -> str:
    return _SYSTEMS.get(system, system)
