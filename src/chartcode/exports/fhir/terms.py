"""The words FHIR and chartcode share: code systems, classes of encounters, our extensions, the ids of resources."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from chartcode.model import CPT, HCPCS, ICD10CM, ICD10PCS, Code, CodedEncounter, Line, Setting, Sex

Json = dict[str, Any]

SYSTEMS: Mapping[type[Code], str] = {
    ICD10CM: "http://hl7.org/fhir/sid/icd-10-cm",
    ICD10PCS: "http://www.cms.gov/Medicare/Coding/ICD10",
    HCPCS: "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
    CPT: "http://www.ama-assn.org/go/cpt",
}
"""The URIs of code systems (HL7 Terminology, external code systems)."""

CLASSES: Mapping[Setting, str] = {
    Setting.INPATIENT: "IMP",
    Setting.OUTPATIENT: "AMB",
    Setting.OFFICE: "AMB",
    Setting.ASC: "AMB",
    Setting.SNF: "IMP",
    Setting.HOME_HEALTH: "HH",
    Setting.HOSPICE: "IMP",
}
"""The class of an encounter (HL7 v3 ActCode). The setting itself stands in the encounter's type, exactly."""

SEXES: Mapping[Sex, str] = {Sex.FEMALE: "female", Sex.MALE: "male", Sex.UNKNOWN: "unknown"}

TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
POA = "https://www.nubc.org/CodeSystem/PresentOnAdmissionIndicator"
DRG = "https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/AcuteInpatientPPS/MS-DRG-Classifications-and-Software"
NPI = "http://hl7.org/fhir/sid/us-npi"

OURS = "https://chartcode.dev/fhir"
"""Where our own extensions and code systems are named."""

SETTING = f"{OURS}/CodeSystem/setting"
ENCOUNTER_ID = f"{OURS}/sid/encounter"
NOTE_ID = f"{OURS}/sid/note"
NOTICE = f"{OURS}/CodeSystem/export-notice"
QUOTE = f"{OURS}/StructureDefinition/quote"
CONFIDENCE = f"{OURS}/StructureDefinition/confidence"
GUIDELINE = f"{OURS}/StructureDefinition/guideline"
ORDER = f"{OURS}/StructureDefinition/order"
NEW_PATIENT = f"{OURS}/StructureDefinition/new-patient"
AUTHOR_ROLE = f"{OURS}/StructureDefinition/author-role"

_NAMESPACE = UUID("6f0e9a0e-7b4f-5b62-9d63-1f5f0f3a0c11")


def urn(coded: CodedEncounter, kind: str, name: str = "") -> str:
    """The full URL of a resource: the same encounter, kind and name always have the same."""
    return f"urn:uuid:{uuid5(_NAMESPACE, f'{coded.encounter.id}/{coded.date}/{kind}/{name}')}"


def reference(coded: CodedEncounter, kind: str, name: str = "") -> Json:
    """A reference to a resource of the bundle."""
    return {"reference": urn(coded, kind, name), "type": kind}


def line_reference(coded: CodedEncounter, line: Line) -> Json:
    """A reference to the resource of a line."""
    return reference(coded, line_kind(line), str(line.order))


def line_kind(line: Line) -> str:
    """What a line becomes: a Condition, or a Procedure where its code is one of procedures."""
    return "Condition" if isinstance(line.code, ICD10CM) else "Procedure"


def concept(line: Line, releases: Mapping[str, str]) -> Json:
    """The code of a line with its system, its title and the release it is of, as a CodeableConcept."""
    coding = {"system": SYSTEMS[type(line.code)], "code": line.code.value}
    if line.code.system in releases:
        coding["version"] = releases[line.code.system]
    if line.title:
        coding["display"] = line.title
    return {"coding": [coding]}


def coding(system: str, code: str) -> Json:
    """A CodeableConcept of one coding."""
    return {"coding": [{"system": system, "code": code}]}
