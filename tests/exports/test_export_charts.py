"""Our own forty charts, through the pipeline and out in every format: nothing fails, nothing is lost."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml
from export_examples import FACTS, MADE, STAY_FACTS
from test_export_fhir import sent, without_path
from test_export_x12 import acknowledged, codes

from chartcode import pipeline
from chartcode.batch.request import Request
from chartcode.documents.folder import read_encounter
from chartcode.exports.deidentify.encounter import deidentified, scrubber
from chartcode.exports.exporter import Job
from chartcode.exports.fhir.back import from_bundle
from chartcode.exports.formats import FORMATS, export
from chartcode.exports.record import record
from chartcode.exports.restore import from_record
from chartcode.model import ICD10PCS, CodedEncounter, Setting

CHARTS = Path(__file__).parents[1] / "charts"
OPEN = sorted(
    path.parent.name
    for path in CHARTS.glob("*/expected.yaml")
    if not yaml.safe_load(path.read_text(encoding="utf-8"))["held_out"]
)


@cache
def coded(name: str) -> CodedEncounter:
    encounter = read_encounter(CHARTS / name)
    request = Request(today=date(2026, 4, 1))
    encounter = request.apply(encounter)
    return pipeline.code(encounter, pipeline.config_on(request.day_of(encounter)))


def job(name: str) -> Job:
    """A forced job with billing facts that fit the setting: what is shown is the writing, not the coding.

    Codes that only the POA exempt list could tell of, which is not imported here, are taken for exempt.
    """
    answer = coded(name)
    inpatient = answer.encounter.setting is Setting.INPATIENT
    ended = answer.encounter.discharge or answer.date
    days = tuple((line.code.value, ended) for line in answer.lines if isinstance(line.code, ICD10PCS))
    lines = tuple(replace(line, day=ended, pointers=(1,)) for line in STAY_FACTS.service_lines)
    stay = replace(STAY_FACTS.stay, bill_type="111" if inpatient else "131", procedure_days=days)
    facts = replace(STAY_FACTS, place_of_service="11", service_lines=lines, stay=stay)
    whole = tuple(replace(line, poa=line.poa or "1") if inpatient else line for line in answer.lines)
    return Job(replace(answer, lines=whole), MADE, facts, forced=True, secret=b"secret")


@pytest.mark.parametrize("name", OPEN)
def test_a_chart_goes_to_fhir_and_back(name: str) -> None:
    asked = job(name)
    encounter, lines = from_bundle(sent(asked))
    assert encounter == asked.coded.encounter
    assert lines == without_path(asked.coded.lines)


@pytest.mark.parametrize("form", [form for form in FORMATS if form not in {"837p", "837i"}])
def test_every_chart_leaves_in_every_format(form: str) -> None:
    assert all(export(form, job(name)) for name in OPEN)


@pytest.mark.parametrize("name", OPEN)
def test_a_chart_becomes_a_claim_that_pyx12_accepts(name: str) -> None:
    asked = job(name)
    if len(asked.diagnoses) > 25:
        pytest.skip("more diagnoses than a claim holds")
    data = export("837i", asked)
    assert "IK5*A~" in acknowledged(data)
    assert sorted(codes(data, "ABK", "ABF", "ABN")) == sorted(line.code.bare for line in asked.diagnoses)
    if len(asked.diagnoses) <= 12:
        professional = replace(
            asked, billing=replace(FACTS, service_lines=(replace(FACTS.service_lines[0], pointers=(1,)),))
        )
        assert "IK5*A~" in acknowledged(export("837p", professional))


@pytest.mark.parametrize("name", OPEN)
def test_a_chart_without_identifiers_is_still_the_same_coded_chart(name: str) -> None:
    asked = job(name)
    safe = deidentified(asked.coded, scrubber(asked))
    assert [line.code for line in safe.lines] == [line.code for line in asked.coded.lines]
    assert from_record(record(safe), safe.encounter) == safe
