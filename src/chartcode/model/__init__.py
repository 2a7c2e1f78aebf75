"""Values: frozen, checked as they are built, changed by `dataclasses.replace`."""

from chartcode.model.coded import CodedEncounter, Decision, Evidence, Finding, Level, Line, PathStep, Reason, Scope
from chartcode.model.codes import CPT, HCPCS, ICD10CM, ICD10PCS, Code, icd10cm
from chartcode.model.encounter import Encounter, Note, Setting, Sex
from chartcode.model.reading import Assertion, Fit, Mention, Section, SectionKind
from chartcode.model.span import Span

__all__ = [
    "CPT",
    "HCPCS",
    "ICD10CM",
    "ICD10PCS",
    "Assertion",
    "Code",
    "CodedEncounter",
    "Decision",
    "Encounter",
    "Evidence",
    "Finding",
    "Fit",
    "Level",
    "Line",
    "Mention",
    "Note",
    "PathStep",
    "Reason",
    "Scope",
    "Section",
    "SectionKind",
    "Setting",
    "Sex",
    "Span",
    "icd10cm",
]
