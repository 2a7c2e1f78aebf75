"""What every exporter promises: none with open errors, a notice when forced, the same bytes twice."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pyarrow.parquet as pq
import pypdfium2
import pytest
from export_examples import OFFICE_JOB, STAY_JOB, with_error

from chartcode.cli.export import FORMATS as NAMED
from chartcode.errors import UsageError
from chartcode.exports.exporter import Job
from chartcode.exports.formats import FORMATS, export
from chartcode.model import Scope

NOTICE = "BY FORCE WITH OPEN ERRORS EXCLUDES1-NOTE"
CLAIM_ONLY = [name for name, form in FORMATS.items() if not form.every_scope]


def job_for(name: str) -> Job:
    return OFFICE_JOB if name == "837p" else STAY_JOB


def readable(name: str, data: bytes) -> str:
    """Everything a reader of the file sees."""
    if name == "pdf":
        return " ".join(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded().split())
    if name == "parquet":
        return str(pq.read_table(io.BytesIO(data)).to_pylist())
    if name in {"omop", "deidentified"}:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(each).decode() for each in archive.namelist())
    return data.decode()


def test_the_command_line_names_every_format() -> None:
    assert tuple(FORMATS) == NAMED


def test_a_job_with_open_errors_cannot_exist() -> None:
    with pytest.raises(UsageError, match="excludes1-note"):
        with_error(STAY_JOB, forced=False)


@pytest.mark.parametrize("name", FORMATS)
def test_a_forced_export_says_so(name: str) -> None:
    said = readable(name, export(name, with_error(job_for(name), forced=True)))
    assert NOTICE in said.upper()


@pytest.mark.parametrize("name", FORMATS)
def test_force_without_an_error_says_nothing(name: str) -> None:
    assert "FORCE" not in readable(name, export(name, replace(job_for(name), forced=True))).upper().replace(
        "IN FORCE", ""
    )


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_job_gives_the_same_bytes(name: str) -> None:
    assert export(name, job_for(name)) == export(name, job_for(name))


@pytest.mark.parametrize("name", FORMATS)
def test_every_diagnosis_is_in_the_file(name: str) -> None:
    job = job_for(name)
    said = readable(name, export(name, job))
    for line in job.diagnoses:
        assert line.code.value in said or line.code.bare in said, line.code


@pytest.mark.parametrize("name", CLAIM_ONLY)
def test_codes_that_no_claim_may_report_do_not_leave_as_a_claim(name: str) -> None:
    job = job_for(name)
    with pytest.raises(UsageError, match="--scope claim"):
        export(name, replace(job, coded=replace(job.coded, scope=Scope.MENTIONS)))


@pytest.mark.parametrize("name", ["837p", "837i", "hl7-dft"])
def test_a_claim_without_billing_facts_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="--billing"):
        export(name, replace(job_for(name), billing=None))


@pytest.mark.parametrize("name", FORMATS)
def test_an_encounter_without_a_code_is_exported_empty_and_is_no_837(name: str) -> None:
    job = job_for(name)
    empty = replace(job, coded=replace(job.coded, lines=(), decisions=()))
    if name in {"837p", "837i"}:
        with pytest.raises(UsageError, match="needs a diagnosis"):
            export(name, empty)
    else:
        assert export(name, empty)


def test_an_unknown_format_and_a_moment_without_a_zone_are_refused() -> None:
    with pytest.raises(UsageError, match="fhir"):
        export("docx", STAY_JOB)
    with pytest.raises(UsageError, match="time zone"):
        replace(STAY_JOB, made=datetime(2026, 4, 3))
