"""`chartcode pcs`: the table builder in a terminal."""

import json
from pathlib import Path

import pytest
from pcs_examples import BY_NAME, placed
from typer.testing import CliRunner, Result

from chartcode.cli.app import app
from chartcode.codesets.imports.bring import bring
from chartcode.errors import ChartcodeError

pytestmark = pytest.mark.usefixtures("data")

ON_APRIL = ["--date", "2026-04-01"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["pcs", *arguments], env={"COLUMNS": "140"})


@pytest.fixture
def imported(inbox: Path) -> None:
    bring(placed(inbox, *(name for name in BY_NAME if "addenda" not in name)))


@pytest.mark.usefixtures("imported")
def test_the_beginning_of_a_code_shows_what_may_come_next() -> None:
    shown = run("0dt j", *ON_APRIL).stdout
    assert "Operation    Banishing" in shown
    assert "Character 5" in shown
    assert "4  Keyhole              2  Through a hole no wider than a key." in shown
    assert "Never Valid" not in shown


@pytest.mark.usefixtures("imported")
def test_a_whole_code_shows_its_title_days_axes_and_history() -> None:
    shown = run("0DTJ4ZZ", *ON_APRIL).stdout
    assert shown.startswith("0DTJ4ZZ Banishing of Ember Sac, Keyhole Way\nvalid from 2015-10-01, known to 2027-09-30")
    assert "Includes: Fire pouch." in shown
    assert "2019-10-01  new      0DTJ4ZZ  0DTJ0ZZ" in shown


@pytest.mark.usefixtures("imported")
def test_json_says_the_same() -> None:
    step = json.loads(run("0DTJ4Z", "--format", "json", *ON_APRIL).stdout)
    assert (step["start"], step["missing"]) == ("0DTJ4Z", {})
    assert [choice["label"] for choice in step["next"]["choices"]] == ["By Hand", "No Sort"]
    code = json.loads(run("0DTJ4ZZ", "--format", "json", *ON_APRIL).stdout)
    assert (code["valid"], code["validity"]) == (True, [["2015-10-01", "2027-09-30"]])
    assert [value["char"] for value in code["axes"]] == list("0DTJ4ZZ")


def test_without_tables_titles_stand_in_and_the_way_to_the_tables_is_said() -> None:
    shown = run("0DTJ4Z", *ON_APRIL).stdout
    assert "Resection of Appendix, Percutaneous Endoscopic Approach" in shown
    assert "the file of the ICD-10-PCS tables is not imported: download icd10pcs_tables_2026.xml" in shown


def test_a_code_of_other_days_says_so() -> None:
    assert (
        "not valid on that day (valid from 2026-04-01, known to 2027-09-30)"
        in run("02HM3JZ", "--date", "2025-10-01").stdout
    )


@pytest.mark.parametrize("text", ["I", "E11.22", "0DTJ4ZQ", "0DTJ4ZZZZ", "0DT\x1b[2J"])
def test_what_begins_no_code_is_refused_in_one_line(text: str) -> None:
    result = run(text, *ON_APRIL)
    assert result.exit_code == 2
    error = result.exception if isinstance(result.exception, ChartcodeError) else result.stderr
    assert "no ICD-10-PCS code of 2026-04-01 is or begins with" in str(error)
    assert "\x1b" not in str(error)
