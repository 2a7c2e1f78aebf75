"""The room of edits: its order, its manual pages, and what becomes of an edit that fails."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import chartcode
from chartcode import codesets, edits, pipeline
from chartcode.edits.encounter import claim_of
from chartcode.errors import InvalidValueError
from chartcode.model import Claim, Diagnosis, Encounter, Level, Note, Procedure, Setting, Sex, icd10cm
from chartcode.model.codes import HCPCS
from chartcode.rules.kernel import Rule, rule, since

FOLDER = Path(chartcode.__file__).parent / "edits"
DAY = date(2026, 4, 1)


def claim(*codes: str, **given: Any) -> Claim:
    return Claim(DAY, Setting.OUTPATIENT, tuple(Diagnosis(icd10cm(code)) for code in codes), **given)


def test_the_order_names_every_edit_once() -> None:
    assert tuple(edit.id for edit in edits.edits()) == edits.ORDER
    assert len(set(edits.ORDER)) == len(edits.ORDER)


@pytest.mark.parametrize("edit", edits.edits(), ids=lambda edit: edit.id)
def test_an_edit_has_its_file_citation_and_manual_page(edit: Rule[Any, Any]) -> None:
    assert (FOLDER / f"{edit.id.replace('-', '_')}.py").is_file()
    assert edit.citation
    assert edit.summary.endswith((".", ":")) or (edit.check.__doc__ or "").count("\n") > 1


def test_a_finding_tells_its_days_and_places() -> None:
    (found,) = [one for one in edits.check(claim("I10", "E11.9", "E10.9"), codesets.on(DAY)) if one.codes]
    assert (found.rule, found.positions, found.first) == ("excludes1-note", (2, 3), date(2015, 10, 1))


def test_an_edit_that_fails_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def check(sheet: object) -> Iterator[Any]:
        """Fails."""
        raise KeyError("moon")

    broken = rule("moon", citation="I.A.1", effective=since(2020, 1, 1))(check)
    monkeypatch.setattr(edits, "_in_force", lambda day: (broken,))
    (found,) = edits.check(claim("I10"), codesets.on(DAY))
    assert (found.rule, found.level, found.citation) == ("moon", Level.WARNING, "I.A.1")
    assert "moon" not in found.message.removeprefix("moon")


def test_a_claim_is_valid_at_birth() -> None:
    with pytest.raises(InvalidValueError, match="needs a code"):
        claim()
    with pytest.raises(InvalidValueError, match="before the patient's birth"):
        claim("I10", birth_date=date(2026, 4, 2))
    with pytest.raises(InvalidValueError, match="before it starts"):
        claim("I10", admit=date(2026, 4, 2))
    with pytest.raises(InvalidValueError, match="POA"):
        Diagnosis(icd10cm("I10"), "Q")
    with pytest.raises(InvalidValueError, match="units"):
        Procedure(HCPCS("G0101"), units=0)


def test_the_age_is_that_of_the_first_day() -> None:
    assert claim("I10", birth_date=date(1961, 4, 1), admit=date(2026, 3, 31)).age == 64
    assert claim("I10", birth_date=date(1961, 4, 1)).age == 65
    assert claim("I10").age is None


def test_a_coded_encounter_makes_a_claim() -> None:
    note = Note("n", "ASSESSMENT:\n1. Type 2 diabetes\n2. Hypertension\n")
    encounter = Encounter("e", (note,), Setting.OFFICE, discharge=DAY, sex=Sex.FEMALE, birth_date=date(1961, 4, 1))
    coded = pipeline.code(encounter, pipeline.config_on(DAY))
    made = claim_of(coded)
    assert [diagnosis.code for diagnosis in made.diagnoses] == [line.code for line in coded.lines] != []
    assert (made.day, made.setting, made.sex, made.age) == (DAY, Setting.OFFICE, Sex.FEMALE, 65)
    assert all(finding.citation for finding in edits.check(made, codesets.on(DAY)))
