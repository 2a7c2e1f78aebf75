"""`chartcode codesets diff`: two releases, code by code."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from icd10cm_examples import ADDENDA, CONVERSIONS
from official_examples import written
from typer.testing import CliRunner

from chartcode import codesets
from chartcode.cli.app import app
from chartcode.codesets.changes import Comparison
from chartcode.codesets.imports.bring import bring

pytestmark = pytest.mark.usefixtures("data")

YEARS = ("FY2026", "FY2027")
RUNNER = CliRunner()


def run(*arguments: str) -> str:
    result = RUNNER.invoke(app, ["codesets", "diff", *arguments], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture
def addenda(inbox: Path) -> None:
    bring([written(inbox, "icd10cm_codes_addenda_2027.txt", ADDENDA)])


@pytest.mark.usefixtures("addenda")
def test_titles_and_revisions_come_with_the_addenda() -> None:
    lines = run(*YEARS).splitlines()
    assert lines[0] == "ICD-10-CM, 2026-09-30 to 2026-10-01: 190 added, 30 deleted, 1 revised"
    assert any(line.split(maxsplit=1) == ["I42.01", "Dragon heart, of the family"] for line in map(str.rstrip, lines))
    assert "Dilated cardiomyopathy (now: I42.00, I42.01, I42.09)" in "\n".join(lines)
    assert (
        lines[-1]
        .split(maxsplit=1)[1]
        .startswith("Gastritis of a knight or squire [any part] (before: Gastritis, unspecified")
    )


@pytest.mark.usefixtures("addenda")
def test_what_becomes_of_some_codes(tmp_path: Path) -> None:
    (tmp_path / "ours.csv").write_text('code,since\n"I42.01",2020\nI42,2019\n', encoding="utf-8")
    text = run(*YEARS, "--codes", "i420,E11.9", "--codes", "K2970", "--format", "csv")
    assert list(csv.DictReader(text.splitlines())) == [
        row("deleted", "I42.0", "Dilated cardiomyopathy", instead="I42.00 I42.01 I42.09"),
        row("unchanged", "E11.9", "Type 2 diabetes mellitus without complications"),
        row(
            "revised",
            "K29.70",
            "Gastritis of a knight or squire [any part]",
            former="Gastritis, unspecified, without bleeding",
        ),
    ]
    (tmp_path / "ours.csv").write_text('"I42.01",2020\nI42 since 2019\n\n', encoding="utf-8")
    found = json.loads(run(*YEARS, "-f", str(tmp_path / "ours.csv"), "--format", "json"))
    assert [(change["kind"], change["code"]) for change in found["changes"]] == [
        ("added", "I42.01"),
        ("not billable", "I42"),
    ]
    assert found["releases"][1].endswith("icd10cm_codes_addenda_2027)")
    assert "no code" in run(*YEARS, "--codes", "Q99.ZZ")


def row(change: str, code: str, title: str, *, former: str = "", instead: str = "") -> dict[str, str]:
    return {"change": change, "code": code, "title": title, "former_title": former, "instead": instead}


def test_a_conversion_table_says_what_took_a_codes_place(inbox: Path) -> None:
    bring([written(inbox, "icd10cm_conversion_table_FY2026.txt", CONVERSIONS)])
    (change,) = json.loads(run(*YEARS, "--codes", "I42.8", "--format", "json"))["changes"]
    assert (change["kind"], change["instead"]) == ("deleted", ["I42.01"])


def test_csv_has_all_changes() -> None:
    rows = list(csv.DictReader(run(*YEARS, "--format", "csv").splitlines()))
    assert [sum(row["change"] == kind for row in rows) for kind in ("added", "deleted", "revised")] == [190, 30, 0]


@pytest.mark.parametrize(
    ("before", "after", "added", "deleted"),
    [("FY2024", "FY2025", 252, 36), ("FY2025", "FY2026", 487, 28), ("FY2026", "FY2027", 190, 30)],
)
def test_counts_of_changes(before: str, after: str, added: int, deleted: int) -> None:
    assert f": {added} added, {deleted} deleted" in run(before, after).splitlines()[0]


def test_procedures() -> None:
    assert run(*YEARS, "--system", "icd10pcs").splitlines()[0] == (
        "ICD-10-PCS, 2026-09-30 to 2026-10-01: 101 added, 38 deleted"
    )
    (change,) = json.loads(run(*YEARS, "--system", "icd10pcs", "--codes", "0dtj4zz", "--format", "json"))["changes"]
    assert (change["kind"], change["code"]) == ("unchanged", "0DTJ4ZZ")


def test_changes_add_up() -> None:
    old, new = (codesets.on(day).icd10cm for day in (date(2024, 9, 30), date(2026, 10, 1)))
    found = Comparison(old, new).changes()
    kinds = [change.kind for change in found]
    assert len(old.billable_codes()) + kinds.count("added") - kinds.count("deleted") == len(new.billable_codes())


@pytest.mark.parametrize(
    ("line", "exit_code", "says"),
    [
        ("bogus FY2026", 2, "BEFORE is no release: name one of FY2023, FY2024, FY2025, FY2026, FY2027"),
        ("FY2026 bogus", 2, "AFTER is no release"),
        ("FY2026 FY2027 --codes Q99.ZZZZZ", 2, "shape"),
        ("FY2026 FY2027 --codes ,", 2, "name a code"),
        ("FY2026 FY2027 --system icd10pcs --codes E11.9", 2, "ICD-10-PCS"),
        ("FY2026 FY2027 -f gone.txt", 3, "does not exist"),
        ("FY2026 FY2027 --system snomed", 2, "icd10cm"),
        ("FY2026 FY2027 --format xml", 2, "table, json, csv"),
    ],
)
def test_errors_are_one_line(line: str, exit_code: int, says: str) -> None:
    result = RUNNER.invoke(app, ["codesets", "diff", *line.split()])
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert len(result.stderr.splitlines()) == 1
    assert says in result.stderr
