"""`chartcode rules`: the rules, their manual pages, and their cases as a test of any coder."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chartcode.cli.app import app
from chartcode.evaluation.conformance import entries

RUN = CliRunner()


def rules(*words: str) -> tuple[int, str]:
    result = RUN.invoke(app, ["rules", *words])
    return result.exit_code, result.output


def other_coder(tmp_path: Path, program: str) -> str:
    file = tmp_path / "coder.py"
    file.write_text(program, encoding="utf-8")
    return f"{sys.executable} {file}"


def test_the_list_has_every_guideline_and_every_edit() -> None:
    code, output = rules("list", "--format", "json")
    assert code == 0
    listed = json.loads(output)
    assert [rule["id"] for rule in listed] == [entry.rule.id for entry in entries()]
    assert {rule["kind"] for rule in listed} == {"guideline", "edit"}
    assert all(rule["citation"] and rule["cases"] and rule["says"] for rule in listed)


def test_a_page_has_the_manual_the_dates_and_the_cases() -> None:
    code, output = rules("show", "laterality")
    assert code == 0
    for words in ("I.B.13", "in force from 2015-10-01", "bilateral said as such", "has G56.03"):
        assert words in output
    assert json.loads(rules("show", "sex-conflict", "--format", "json")[1])["kind"] == "edit"


def test_the_cases_of_chosen_rules_pass() -> None:
    code, output = rules("test", "laterality", "sex-conflict", "snf-primary", "--format", "json")
    assert code == 0
    counts = json.loads(output)["rules"]
    assert counts["laterality"]["passed"] >= 8
    assert counts["sex-conflict"]["passed"] >= 3
    assert counts["snf-primary"]["not run"] >= 3
    assert counts["total"]["failed"] == 0


def test_another_coder_reads_stdin_and_its_codes_are_judged(tmp_path: Path) -> None:
    coder = other_coder(tmp_path, "import sys\nif 'ilateral' in sys.stdin.read():\n    print('G56.03  both wrists')\n")
    code, output = rules("test", "laterality", "--against", coder, "--format", "json")
    assert code == 1
    found = json.loads(output)
    failed = {fault["case"] for fault in found["failed"]}
    assert "bilateral said as such" not in failed
    assert "one side only stays one side" in failed


def test_another_coder_reads_a_file_with_the_facts_of_the_encounter(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "note = open(sys.argv[1], encoding='utf-8').read()\n"
        "if 'ilateral' in note and sys.argv[2:] == ['office', '2026-04-01', 'U', '']:\n"
        "    print('g5603')\n"
    )
    coder = f"{other_coder(tmp_path, program)} {{note}} {{setting}} {{date}} {{sex}} '{{birth_date}}'"
    code, output = rules("test", "laterality", "--against", coder, "--format", "json")
    assert code == 1
    failed = {fault["case"] for fault in json.loads(output)["failed"]}
    assert "bilateral said as such" not in failed
    assert "one side only stays one side" in failed


@pytest.mark.parametrize(
    ("against", "says"),
    [
        ("/no/such/coder", "cannot be run"),
        (f"{sys.executable} -c 'raise SystemExit(3)'", "exit code 3"),
        ("'", "quote that is not closed"),
    ],
)
def test_a_coder_that_cannot_be_asked_is_named(against: str, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        app(["rules", "test", "laterality", "--against", against])
    assert end.value.code == 2
    assert says in capsys.readouterr().err


def test_an_unknown_rule(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        app(["rules", "show", "moon"])
    assert end.value.code == 2
    assert "no rule has the id 'moon'" in capsys.readouterr().err
