"""The cases beside every edit: codes in, the findings of that edit out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from edits_excerpts import write_excerpts

import chartcode
from chartcode import codesets, edits
from chartcode.cli.claims import sorted_out
from chartcode.codesets.imports.bring import bring
from chartcode.model import Claim, Finding, Setting, Sex

FOLDER = Path(chartcode.__file__).parent / "edits"
EDITS = [edit.id for edit in edits.edits()]


class CaseLoader(yaml.SafeLoader):
    """YAML in which `on` is a word: the date of service."""


CaseLoader.yaml_implicit_resolvers = {
    first: resolvers for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items() if first not in "oO"
}


def cases(edit: str) -> list[dict[str, Any]]:
    text = (FOLDER / f"{edit.replace('-', '_')}.yaml").read_text(encoding="utf-8")
    loaded = yaml.load(text, CaseLoader)
    assert isinstance(loaded, list)
    return loaded


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with excerpts of our own of every official file that an edit looks at."""
    folder = tmp_path_factory.mktemp("edits")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHARTCODE_DATA", str(folder / "data"))
        bring(write_excerpts(folder / "inbox"))
    return folder / "data"


def findings(case: dict[str, Any]) -> tuple[Finding, ...]:
    releases = codesets.on(case["on"])
    diagnoses, procedures = sorted_out(case["codes"].split(), releases.icd10cm)
    claim = Claim(
        case["on"],
        Setting(case.get("setting", "outpatient")),
        diagnoses,
        procedures,
        sex=Sex(case.get("sex", "U")),
        birth_date=case.get("birth_date"),
        admit=case.get("admit"),
    )
    return edits.check(claim, releases)


def all_cases() -> Iterator[Any]:
    for edit in EDITS:
        for case in cases(edit):
            yield pytest.param(edit, case, id=f"{edit}: {case['name']}")


@pytest.mark.parametrize(("edit", "case"), list(all_cases()))
def test_a_case(
    edit: str, case: dict[str, Any], imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHARTCODE_DATA", str(imported if case.get("imported", True) else tmp_path))
    found = [finding for finding in findings(case) if finding.rule == edit]
    said = [" ".join([finding.level.value, *(code.value for code in finding.codes)]) for finding in found]
    assert said == case["finds"]
    assert case.get("says", "") in " ".join(finding.message for finding in found)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_has_cases_that_fire_and_stay_silent(edit: str) -> None:
    found = cases(edit)
    assert len({case["name"] for case in found}) == len(found) >= 3
    assert any(case["finds"] for case in found)
    assert any(not case["finds"] for case in found)
    assert len({case["on"] for case in found}) > 1


def test_every_yaml_belongs_to_an_edit() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == {edit.replace("-", "_") for edit in EDITS}


def test_every_finding_of_every_case_has_a_citation_and_fits_its_codes(
    imported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHARTCODE_DATA", str(imported))
    for edit in EDITS:
        for case in cases(edit):
            for finding in findings(case):
                assert finding.citation
                assert len(finding.positions) == len(finding.codes)
                assert "failed" not in finding.message
