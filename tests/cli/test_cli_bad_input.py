"""Bad input: one line on stderr that says what and how to mend it, the exit code of its kind, nothing on stdout."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chartcode.cli import code as code_command
from chartcode.cli.app import app

RUNNER = CliRunner()
USAGE, UNREADABLE, UNFIT, RELEASE = 2, 3, 4, 5


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("note.txt").write_text("Essential hypertension.\n", encoding="utf-8")
    Path("empty.txt").write_bytes(b"")
    Path("blank.txt").write_bytes(b" \r\n\t")
    Path("binary.txt").write_bytes(bytes(range(1, 256)) * 40)
    Path("nul.txt").write_bytes(b"Essential hyper\0tension")
    Path("folder").mkdir()
    Path("stay").mkdir()
    Path("stay/encounter.json").write_text('{"id": "s", "notes": [{"file": "gone.txt"}]}', encoding="utf-8")
    Path("broken").mkdir()
    Path("broken/encounter.json").write_text("{", encoding="utf-8")
    Path("rows.jsonl").write_text('{"a": 1}\n', encoding="utf-8")
    return tmp_path


CASES = [
    ("code empty.txt", UNFIT, "empty"),
    ("code blank.txt", UNFIT, "empty"),
    ("code binary.txt", UNFIT, "binary"),
    ("code nul.txt", UNFIT, "NUL"),
    ("code folder", UNREADABLE, "directory"),
    ("code gone.txt", UNREADABLE, "does not exist"),
    ("code stay", UNREADABLE, "gone.txt"),
    ("code broken", UNFIT, "JSON"),
    ("code note.txt --setting moon", USAGE, "inpatient, outpatient"),
    ("code note.txt --date 2026-02-30", USAGE, "YYYY-MM-DD"),
    ("code note.txt --date 02/03/2026", USAGE, "YYYY-MM-DD"),
    ("code note.txt --date 1999-01-01", RELEASE, "no ICD-10-CM release"),
    ("code note.txt --date 9999-12-31", RELEASE, "no ICD-10-CM release"),
    ("code note.txt --sex X", USAGE, "F, M, U"),
    ("code note.txt --birth-date never", USAGE, "--birth-date"),
    ("code note.txt --date 2026-01-01 --birth-date 2026-02-01", USAGE, "birth"),
    ("code note.txt --date 2026-01-01 --birth-date 1700-02-01", USAGE, "130 years"),
    ("code note.txt -o codes.xyz", USAGE, "--format"),
    ("batch note.txt codes.csv", USAGE, ".jsonl or .parquet"),
    ("code note.txt --scope all", USAGE, "claim, mentions"),
    ("code note.txt --format xml", USAGE, "table, json"),
    ("code note.txt note.txt --format html", USAGE, "one"),
    ("code note.txt -o folder", UNREADABLE, "folder"),
    ("code note.txt -o no/where.txt", UNREADABLE, "where.txt"),
    ("code note.txt --nope", USAGE, "--nope"),
    ("code", USAGE, "NOTE"),
    ("nope", USAGE, "nope"),
    ("demo gone.txt", UNREADABLE, "does not exist"),
    ("show", USAGE, "CODE"),
    ("show Q", USAGE, "lookup"),
    ("show ZZZ.99", USAGE, "lookup"),
    ("show I10 --date tomorrow", USAGE, "YYYY-MM-DD"),
    ("show I10 --date 1999-01-01", RELEASE, "no ICD-10-CM release"),
    ("lookup ...", USAGE, "TEXT"),
    ("lookup gout --limit 0", USAGE, "--limit"),
    ("lookup gout --format html", USAGE, "table, json"),
    ("batch gone out.jsonl", UNREADABLE, "does not exist"),
    ("batch note.txt out.jsonl", USAGE, ".jsonl"),
    ("batch folder out.jsonl", UNFIT, "no notes"),
    ("batch stay rows.jsonl", USAGE, "name another"),
    ("batch stay out.jsonl --workers 0", USAGE, "--workers"),
    ("batch stay no/out.jsonl", UNREADABLE, "folder"),
    ("batch stay out.jsonl --date 1999-01-01", RELEASE, "no ICD-10-CM release"),
    ("evaluate nope", USAGE, "nope"),
    ("evaluate notes folder", UNREADABLE, "gold.jsonl"),
    ("evaluate notes folder --predictions rows.jsonl --errors", USAGE, "--run"),
    ("evaluate phrases gone.json", UNREADABLE, "gone.json"),
    ("evaluate phrases note.txt", UNFIT, "JSON"),
    ("evaluate assertions rows.jsonl", UNFIT, "line 1"),
]


@pytest.mark.parametrize(("line", "exit_code", "says"), CASES, ids=[case[0] for case in CASES])
@pytest.mark.usefixtures("here")
def test_one_line_and_an_exit_code(line: str, exit_code: int, says: str) -> None:
    result = RUNNER.invoke(app, line.split())
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert result.stderr.startswith("chartcode: ")
    assert len(result.stderr.splitlines()) == 1
    assert says in result.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(here: Path) -> None:
    (here / "note.txt").chmod(0)
    result = RUNNER.invoke(app, ["code", "note.txt"])
    assert result.exit_code == UNREADABLE
    assert "permission" in result.stderr


def test_fifty_megabytes(here: Path) -> None:
    (here / "big.txt").write_bytes(b"Essential hypertension. \n" * 2_000_000)
    result = RUNNER.invoke(app, ["code", "big.txt"])
    assert (result.exit_code, result.stdout) == (UNFIT, "")
    assert "MB" in result.stderr


def test_mixed_encodings_are_read(here: Path) -> None:
    (here / "mixed.txt").write_bytes("Ménière disease, essential hypertension. ".encode() + b"Sj\xf6gren syndrome")
    result = RUNNER.invoke(app, ["code", "mixed.txt", "--date", "2026-04-01"])
    assert result.exit_code == 0
    assert "I10" in result.stdout


@pytest.mark.usefixtures("here")
def test_a_fault_of_ours_quotes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("the patient's words")

    monkeypatch.setattr(code_command, "_code_all", broken)
    result = RUNNER.invoke(app, ["code", "note.txt"])
    assert result.exit_code == 1
    assert "internal error: KeyError" in result.stderr
    assert "patient" not in result.stderr


@pytest.mark.usefixtures("here")
def test_an_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(code_command, "_code_all", interrupted)
    assert RUNNER.invoke(app, ["code", "note.txt"]).exit_code == 130
