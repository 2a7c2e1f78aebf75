"""`chartcode crosswalk`."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chartcode.cli.app import app

RUNNER = CliRunner()
DATED = ["--date", "2026-05-01"]


def run(*arguments: str) -> str:
    result = RUNNER.invoke(app, ["crosswalk", *arguments], env={"COLUMNS": "140"})
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_a_code_with_titles_flags_and_source() -> None:
    text = run("I25.110", "--to", "icd9", *DATED)
    for part in ("I25.110", "414.01", "scenario 1, choice list 2", "one code of each choice list", "GEMs FY2016"):
        assert part in text


def test_many_codes_as_json() -> None:
    found = json.loads(run("250.00", "428.0", "--to", "icd10cm", "--format", "json", *DATED))
    assert [(one["code"], [target["code"] for target in one["targets"]]) for one in found] == [
        ("250.00", ["E11.9"]),
        ("428.0", ["I50.9"]),
    ]


def test_codes_of_a_file_as_csv(tmp_path: Path) -> None:
    (tmp_path / "codes.txt").write_text('A04.7, colitis\n"J4B"\n\n', encoding="utf-8")
    rows = list(
        csv.DictReader(io.StringIO(run("-f", str(tmp_path / "codes.txt"), "--to", "FY2026", "--format", "csv")))
    )
    assert [(row["code"], row["target"]) for row in rows] == [("A04.7", "A04.71"), ("A04.7", "A04.72"), ("J4B", "")]
    assert "no conversion table" in rows[2]["said"]


def test_a_fiscal_year_stands_for_its_first_day() -> None:
    assert json.loads(run("G35.A", "--to", "fy2025", "--format", "json", *DATED))[0]["to"] == "2024-10-01"
    assert json.loads(run("G35.A", "--to", "2025-09-30", "--format", "json", *DATED))[0]["targets"][0]["code"] == "G35"


@pytest.mark.parametrize("name", ["HCC", "hcc"])
def test_names_in_any_case(name: str) -> None:
    assert "HCC 187" in run("I10", "--to", name, *DATED)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--to", "icd9"], "name a code"),
        (["E11.9"], "--to is missing"),
        (["E11.9", "--to", "moon"], "none of icd9, icd10cm"),
        (["E11.9", "--to", "icd9", "--format", "moon"], "--format"),
    ],
)
def test_a_wrong_request_is_one_clear_line(arguments: list[str], says: str) -> None:
    result = RUNNER.invoke(app, ["crosswalk", *arguments])
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
