"""FHIR bundles: valid for three validators, and back to an equal encounter."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from coded_examples import DISCHARGE, VISIT, coded, coded_encounters
from export_examples import MADE, OFFICE_JOB, STAY_JOB, with_error
from hypothesis import given

from chartcode.errors import UnfitDocumentError
from chartcode.exports.exporter import Job
from chartcode.exports.fhir.back import from_bundle
from chartcode.exports.fhir.bundle import bundle
from chartcode.model import Level, Line, Scope

VALIDATORS = Path(__file__).parent / "fhir_validators"
JOBS = {
    "visit": OFFICE_JOB,
    "stay": STAY_JOB,
    "stay without billing facts": replace(STAY_JOB, billing=None),
    "forced": with_error(STAY_JOB, forced=True),
    "through the pipeline": Job(coded(VISIT, DISCHARGE), MADE, forced=True),
}


def sent(job: Job) -> dict[str, Any]:
    """The bundle as another program reads it: through JSON text."""
    found: dict[str, Any] = json.loads(json.dumps(bundle(job)))
    return found


def of_kind(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in found["entry"] if entry["resource"]["resourceType"] == kind]


def without_path(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(replace(line, path=()) for line in lines)


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
def test_chart_to_codes_to_fhir_and_back_is_equal(job: Job) -> None:
    encounter, lines = from_bundle(sent(job))
    assert encounter == job.coded.encounter
    assert lines == without_path(job.coded.lines)


@given(coded_encounters())
def test_any_encounter_comes_back_equal(answer: Any) -> None:
    answer = replace(answer, scope=Scope.CLAIM)
    if any(finding.level is Level.ERROR for finding in answer.findings):
        answer = replace(answer, findings=())
    encounter, lines = from_bundle(sent(Job(answer, MADE)))
    assert encounter == answer.encounter
    expected = [replace(line, poa=None) if line.code.system != "ICD-10-CM" else line for line in answer.lines]
    assert list(lines) == list(without_path(tuple(expected)))


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
def test_valid_for_fhir_resources_r4b(job: Job) -> None:
    pytest.importorskip("fhir.resources", reason="fhir.resources is not installed")
    from fhir.resources.R4B.bundle import Bundle

    read = Bundle.model_validate(sent(job))
    assert len(read.entry or ()) == len(bundle(job)["entry"])


def node_modules() -> Path:
    """Where the npm validators are, or a skip that says how to bring them."""
    if shutil.which("node") is None:
        pytest.skip("node is not on this machine")
    for folder in (Path(os.environ.get("CHARTCODE_FHIR_VALIDATORS", VALIDATORS)), VALIDATORS):
        if (folder / "node_modules" / "@medplum" / "core").is_dir():
            return folder
    pytest.skip("the npm validators are missing: npm install in tests/exports/fhir_validators")


def test_valid_for_the_npm_validators_fhir_and_medplum(tmp_path: Path) -> None:
    folder = node_modules()
    files = []
    for number, job in enumerate(JOBS.values()):
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json.dumps(bundle(job)), encoding="utf-8")
    broken = sent(STAY_JOB)
    del of_kind(broken, "Condition")[0]["subject"]
    (tmp_path / "broken.json").write_text(json.dumps(broken), encoding="utf-8")
    assert run(folder, files) == ""
    assert "fhir: Condition" in run(folder, [tmp_path / "broken.json"])
    assert "medplum: Condition" in run(folder, [tmp_path / "broken.json"])


def run(folder: Path, files: list[Path]) -> str:
    command = ["node", str(VALIDATORS / "validate.mjs"), str(folder), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout


def test_the_claim_lists_diagnoses_in_order_with_poa_and_drg() -> None:
    found = sent(STAY_JOB)
    (claim,) = of_kind(found, "Claim")
    codes = {entry["fullUrl"]: entry["resource"] for entry in found["entry"]}
    listed = [
        (
            row["sequence"],
            codes[row["diagnosisReference"]["reference"]]["code"]["coding"][0]["code"],
            row["onAdmission"]["coding"][0]["code"],
        )
        for row in claim["diagnosis"]
    ]
    assert listed == [(1, "K35.30", "Y"), (2, "E11.9", "Y"), (3, "E87.6", "N"), (4, "Z79.4", "1"), (5, "W10.9XXA", "Y")]
    assert [row.get("packageCode", {}).get("coding") for row in claim["diagnosis"]][1:] == [None] * 4
    assert claim["diagnosis"][0]["packageCode"]["coding"][0]["code"] == "343"
    assert claim["total"] == {"value": 12350.75, "currency": "USD"}


def test_every_reference_leads_to_a_resource_of_its_kind() -> None:
    for job in JOBS.values():
        found = sent(job)
        kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in found["entry"]}
        assert len(kinds) == len(found["entry"])
        for reference in references(found):
            assert kinds[reference["reference"]] == reference["type"]


def references(value: Any) -> Iterator[dict[str, str]]:
    if isinstance(value, dict):
        if "reference" in value:
            yield value
        for each in value.values():
            yield from references(each)
    elif isinstance(value, list):
        for each in value:
            yield from references(each)


def test_provenance_names_every_line_and_every_note() -> None:
    (provenance,) = of_kind(sent(STAY_JOB), "Provenance")
    assert len(provenance["target"]) == len(STAY_JOB.coded.lines)
    assert len(provenance["entity"]) == len(STAY_JOB.coded.encounter.notes)
    assert "FY2026 April" in provenance["activity"]["text"]


def test_what_a_coded_chart_says_is_read_by_the_reader_of_charts_too() -> None:
    pytest.importorskip("chartcode.documents.readers.fhir", reason="there is no FHIR reader")
    from chartcode.documents.read import read_document

    document = read_document(json.dumps(bundle(STAY_JOB)).encode(), "bundle.json", note_id="b")
    texts = [note.text for note in STAY_JOB.coded.encounter.notes]
    assert [note.text.strip() for note in document.notes] == [text.strip() for text in texts]


@pytest.mark.parametrize(
    "wrong", [{}, {"entry": []}, {"entry": [{"resource": {"resourceType": "Patient"}}]}, {"entry": 3}]
)
def test_another_bundle_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UnfitDocumentError):
        from_bundle(wrong)
