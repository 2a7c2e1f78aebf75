"""Values: frozen, checked as they are built, changed by `dataclasses.replace`."""

from chartcode.model.claim import Claim, Diagnosis, Procedure
from chartcode.model.coded import CodedEncounter, Decision, Line, PathStep, Reason, Scope
from chartcode.model.codes import CPT, HCPCS, ICD10CM, ICD10PCS, Code, dotted, icd10cm
from chartcode.model.encounter import Encounter, Note, Setting, Sex
from chartcode.model.evidence import Evidence
from chartcode.model.finding import Finding, Level
from chartcode.model.query import Query
from chartcode.model.reading import Assertion, Fit, Mention, Section, SectionKind
from chartcode.model.span import Span

__all__ = [
    "CPT",
    "HCPCS",
    "ICD10CM",
    "ICD10PCS",
    "Assertion",
    "Claim",
    "Code",
    "CodedEncounter",
    "Decision",
    "Diagnosis",
    "Encounter",
    "Evidence",
    "Finding",
    "Fit",
    "Level",
    "Line",
    "Mention",
    "Note",
    "PathStep",
    "Procedure",
    "Query",
    "Reason",
    "Scope",
    "Section",
    "SectionKind",
    "Setting",
    "Sex",
    "Span",
    "dotted",
    "icd10cm",
]
