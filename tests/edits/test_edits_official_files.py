"""The edits over official files and real code sets, where they are at hand."""

from datetime import date
from pathlib import Path

import pytest
from benchmarks.check_sets import claim as claim_of_chart

from chartcode import codesets, edits
from chartcode.codesets.imports.bring import bring
from chartcode.model import Claim, Diagnosis, Level, Setting, icd10cm

SHARED = Path(__file__).parents[3] / "shared"
CHARTS = SHARED / "eval" / "mdace_labels"
POA = SHARED / "codesets" / "icd10cm" / "POAexemptCodesFY26.zip"
PDPM = SHARED / "codesets" / "pdpm" / "PDPM_ICD10_Mappings_FY2020_clinical_category.json"
DAY = date(2026, 4, 1)


def need(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"../shared has no {path.name}")
    return path


def errors(day: date, setting: Setting, *diagnoses: Diagnosis) -> list[str]:
    found = edits.check(Claim(day, setting, diagnoses), codesets.on(day))
    return [finding.rule for finding in found if finding.level is Level.ERROR]


def test_exempt_codes_by_the_official_list(data: Path) -> None:
    bring([need(POA)])
    listed = Diagnosis(icd10cm("A41.9"), "Y"), Diagnosis(icd10cm("Z79.4"))
    assert errors(DAY, Setting.INPATIENT, *listed) == []
    assert errors(DAY, Setting.INPATIENT, listed[0], Diagnosis(icd10cm("I10"))) == ["poa-indicator"]


def test_primary_diagnoses_by_the_mapping(data: Path) -> None:
    bring([need(PDPM)])
    assert errors(DAY, Setting.SNF, Diagnosis(icd10cm("R53.1"))) == ["snf-primary"]
    assert errors(DAY, Setting.SNF, Diagnosis(icd10cm("I63.9"))) == []


def test_real_code_sets_crash_nothing_and_every_finding_has_a_citation() -> None:
    releases = codesets.on(date(2022, 10, 1))
    paths = sorted(need(CHARTS).glob("data/*/ICD-10/1.0/*.json"))
    claims = [claim for path in paths if (claim := claim_of_chart(path))]
    found = [finding for claim in claims for finding in edits.check(claim, releases)]
    assert len(claims) == len(paths)
    assert found
    assert [finding for finding in found if not finding.citation or "failed" in finding.message] == []
