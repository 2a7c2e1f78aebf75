"""`chartcode check`: codes in, findings out."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chartcode.cli.app import app

RUN = CliRunner()
DAY = ("--date", "2026-04-01")


def check(*words: str) -> tuple[int, str]:
    result = RUN.invoke(app, ["check", *words, *DAY])
    return result.exit_code, result.output


def found(*words: str) -> list[str]:
    code, output = check(*words, "--format", "json")
    assert code == 0
    return [finding["rule"] for finding in json.loads(output)["findings"]]


def test_codes_on_the_command_line() -> None:
    assert found("E11.9", "E10.9") == ["excludes1-note"]
    assert found("e119", "e109") == ["excludes1-note"]
    assert found("I10") == []


def test_the_table_names_level_codes_and_citation() -> None:
    code, output = check("I10", "I10")
    assert code == 0
    for words in ("error", "I10 I10", "repeats the principal", "MCE 3"):
        assert words in " ".join(output.split())


def test_strict_is_for_scripts() -> None:
    assert check("I10", "I10", "--strict")[0] == 1
    assert check("E11.9", "E10.9", "--strict")[0] == 0


def test_settings_and_patients() -> None:
    assert "questionable-admission" in found("I10", "--setting", "inpatient")
    assert found("F03.90", "--birth-date", "2020-01-01") == ["age-conflict"]
    assert "poa-indicator" in found("A41.9:Y", "J96.01:U", "--setting", "inpatient")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("codes.txt", "E11.9\n\nE10.9\n"),
        ("codes.csv", "code,poa\nE11.9,\nE10.9,\n"),
        ("codes.csv", "﻿Title, Code \r\nno matter,E11.9\r\nno matter,E10.9\r\n"),
    ],
)
def test_a_file_of_codes(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert found(str(tmp_path / name)) == ["excludes1-note"]


def test_a_record_that_chartcode_wrote(tmp_path: Path) -> None:
    note, record = tmp_path / "note.txt", tmp_path / "coded.json"
    note.write_text("ASSESSMENT:\n1. Urinary tract infection\n", encoding="utf-8")
    options = ["--setting", "office", *DAY, "-o", str(record)]
    assert RUN.invoke(app, ["code", str(note), *options]).exit_code == 0
    code, output = RUN.invoke(app, ["check", str(record), "--format", "json"]).exit_code, ""
    output = RUN.invoke(app, ["check", str(record), "--format", "json"]).output
    data = json.loads(output)
    assert code == 0
    assert (data["setting"], data["date"]) == ("office", "2026-04-01")
    assert [finding["rule"] for finding in data["findings"]] == ["use-additional-note"]


@pytest.mark.parametrize(
    ("words", "exit_code", "said"),
    [
        (["I10", "moon landing"], 2, "code 2 is not written as a code"),
        (["I10:Q"], 2, "code 1 is not written as a code"),
        (["E11.9-59"], 2, "code 1 is not written as a code"),
        (["nowhere/codes.txt"], 3, "does not exist"),
        (["I10", "--format", "xml"], 2, "--format"),
    ],
)
def test_bad_input_is_one_line(words: list[str], exit_code: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        app(["check", *words])
    errors = capsys.readouterr().err
    assert (ended.value.code, errors.count("\n")) == (exit_code, 1)
    assert said in errors


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("codes.csv", "diagnosis\nI10\n", "no column `code`"),
        ("codes.json", '{"schema": "another"}', "is no record"),
        ("codes.json", "{", "is no record"),
    ],
)
def test_a_file_that_is_none_of_codes(
    name: str, text: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        app(["check", str(tmp_path / name)])
    assert ended.value.code == 4
    assert said in capsys.readouterr().err
