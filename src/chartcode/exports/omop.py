"""OMOP CDM 5.4: a coded encounter as rows of its tables, one CSV for each in a ZIP.

Source: OHDSI, OMOP Common Data Model v5.4. Concept ids are 0, "no matching concept", unless the user's own vocabulary
gives them: chartcode ships none of it. Ids of rows are made from the encounter's id, so that a later load may map them.
"""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from chartcode import __version__
from chartcode.exports.csv_lines import csv_of
from chartcode.exports.exporter import Format, Job
from chartcode.exports.zipped import zipped
from chartcode.model import Assertion, Code, Decision, Line, Sex

Row = dict[str, Any]

VOCABULARIES: Mapping[str, str] = {
    "ICD-10-CM": "ICD10CM",
    "ICD-10-PCS": "ICD10PCS",
    "HCPCS": "HCPCS",
    "CPT": "CPT4",
}
"""What OMOP calls each code set (table VOCABULARY)."""

_SHORT, _LONG = 50, 250
"""The lengths of OMOP's source values, and of its titles and snippets, in characters."""

_AROUND = 80
"""So many characters of the note stand in a snippet before and behind the words."""

_HAS = (Assertion.PRESENT, Assertion.PAST)
"""What makes `term_exists` Y: the patient has it or had it."""


def write(job: Job) -> bytes:
    """The tables as a ZIP of CSV files. Raises UsageError when the day of a procedure is not known."""
    return zipped({f"{name}.csv": csv_of(list(found[0]), found) for name, found in tables(job).items() if found})


def tables(job: Job) -> dict[str, list[Row]]:
    """The rows by table. A patient without a birth date has no row in `person`, which needs the year."""
    return {
        "cdm_source": [_source(job)],
        "person": [*_person(job)],
        "visit_occurrence": [_visit(job)],
        "note": [*_notes(job)],
        "note_nlp": [_note_nlp(job, number, decision) for number, decision in enumerate(job.coded.decisions)],
        "condition_occurrence": [_condition(job, line) for line in job.diagnoses],
        "procedure_occurrence": [_procedure(job, line) for line in job.procedures],
    }


def _id(job: Job, *parts: object) -> int:
    """A number from 1 to 2147483647 that is the same for the same encounter and part."""
    text = "/".join(str(part) for part in (job.coded.encounter.id, *parts))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest()[:4], "big") % (2**31 - 1) + 1


def _concepts(job: Job, code: Code) -> tuple[int, int]:
    return job.concepts.get((VOCABULARIES[code.system], code.value), (0, 0))


def _source(job: Job) -> Row:
    releases = ", ".join(f"{system} {name}" for system, name in job.coded.releases)
    return {
        "cdm_source_name": f"chartcode, encounter {job.coded.encounter.id}",
        "cdm_source_abbreviation": "chartcode",
        "cdm_holder": "not stated",
        "source_description": "; ".join(part for part in (f"Codes of {releases}", job.notice) if part),
        "source_documentation_reference": None,
        "cdm_etl_reference": f"chartcode {__version__}",
        "source_release_date": job.coded.date,
        "cdm_release_date": job.made.date(),
        "cdm_version": "5.4",
        "cdm_version_concept_id": 0,
        "vocabulary_version": "none" if not job.concepts else "of the user",
    }


def _person(job: Job) -> Iterator[Row]:
    encounter = job.coded.encounter
    born = encounter.birth_date
    if born is not None:
        yield {
            "person_id": _id(job, "person"),
            "gender_concept_id": 0,
            "year_of_birth": born.year,
            "month_of_birth": born.month,
            "day_of_birth": born.day,
            "race_concept_id": 0,
            "ethnicity_concept_id": 0,
            "gender_source_value": encounter.sex.value if encounter.sex is not Sex.UNKNOWN else None,
        }


def _visit(job: Job) -> Row:
    encounter = job.coded.encounter
    return {
        "visit_occurrence_id": _id(job, "visit"),
        "person_id": _id(job, "person"),
        "visit_concept_id": 0,
        "visit_start_date": job.began,
        "visit_end_date": job.ended,
        "visit_type_concept_id": 0,
        "visit_source_value": encounter.id[:_SHORT],
        "discharged_to_source_value": encounter.disposition[:_SHORT] or None,
    }


def _notes(job: Job) -> Iterator[Row]:
    for note in job.coded.encounter.notes:
        yield {
            "note_id": _id(job, "note", note.note_id),
            "person_id": _id(job, "person"),
            "note_date": note.date or job.ended,
            "note_type_concept_id": 0,
            "note_class_concept_id": 0,
            "note_title": note.type[:_LONG] or None,
            "note_text": note.text,
            "encoding_concept_id": 0,
            "language_concept_id": 0,
            "visit_occurrence_id": _id(job, "visit"),
            "note_source_value": note.note_id[:_SHORT],
        }


def _note_nlp(job: Job, number: int, decision: Decision) -> Row:
    mention = decision.mention
    text, span = job.coded.encounter.note(mention.note_id).text, mention.span
    said = {
        "assertion": mention.assertion,
        "section": mention.section,
        "code": decision.code,
        "reason": decision.reason,
    }
    source, standard = _concepts(job, decision.code)
    return {
        "note_nlp_id": _id(job, "note_nlp", number),
        "note_id": _id(job, "note", mention.note_id),
        "section_concept_id": 0,
        "snippet": text[max(0, span.start - _AROUND) : span.end + _AROUND][:_LONG],
        "offset": str(span.start),
        "lexical_variant": text[span.start : span.end][:_LONG],
        "note_nlp_concept_id": standard,
        "note_nlp_source_concept_id": source,
        "nlp_system": f"chartcode {__version__}",
        "nlp_date": job.made.date(),
        "term_exists": "Y" if mention.assertion in _HAS else "N",
        "term_temporal": "past" if mention.assertion is Assertion.PAST else "present",
        "term_modifiers": "; ".join(f"{name}={value}" for name, value in said.items() if value),
    }


def _condition(job: Job, line: Line) -> Row:
    source, standard = _concepts(job, line.code)
    return {
        "condition_occurrence_id": _id(job, "line", line.order),
        "person_id": _id(job, "person"),
        "condition_concept_id": standard,
        "condition_start_date": job.began,
        "condition_end_date": job.ended,
        "condition_type_concept_id": 0,
        "condition_status_concept_id": 0,
        "visit_occurrence_id": _id(job, "visit"),
        "condition_source_value": line.code.value,
        "condition_source_concept_id": source,
        "condition_status_source_value": _status(job, line),
    }


def _status(job: Job, line: Line) -> str:
    """Its place on the claim and its POA, as in `principal, POA Y`."""
    place = "principal" if line == job.diagnoses[0] else "secondary"
    return f"{place}, POA {line.poa}" if line.poa else place


def _procedure(job: Job, line: Line) -> Row:
    source, standard = _concepts(job, line.code)
    return {
        "procedure_occurrence_id": _id(job, "line", line.order),
        "person_id": _id(job, "person"),
        "procedure_concept_id": standard,
        "procedure_date": job.performed(line),
        "procedure_type_concept_id": 0,
        "visit_occurrence_id": _id(job, "visit"),
        "procedure_source_value": line.code.value,
        "procedure_source_concept_id": source,
    }


FORMAT = Format("omop", ".zip", write, text=False)
