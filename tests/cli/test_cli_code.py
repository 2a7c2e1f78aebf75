"""`chartcode code`: formats, options, several notes, folders and stdin."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chartcode.cli.app import app

RUNNER = CliRunner()
NOTE = "Assessment:\n1. Essential hypertension\n2. Type 2 diabetes mellitus\nDenies chest pain.\n"
DATED = ["--date", "2026-04-01"]


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "visit.txt"
    path.write_text(NOTE, encoding="utf-8")
    return path


@pytest.fixture
def stay(tmp_path: Path) -> Path:
    folder = tmp_path / "stay"
    folder.mkdir()
    (folder / "day1.txt").write_text(NOTE, encoding="utf-8")
    about = {
        "id": "stay-1",
        "setting": "inpatient",
        "admit": "2026-01-02",
        "discharge": "2026-01-05",
        "sex": "F",
        "birth_date": "1950-01-01",
        "notes": [{"file": "day1.txt"}],
    }
    (folder / "encounter.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def run(*arguments: object, stdin: str | bytes | None = None) -> str:
    result = RUNNER.invoke(app, ["code", *map(str, arguments)], input=stdin, env={"COLUMNS": "100"})
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_the_table_has_lines_ledger_and_release(note: Path) -> None:
    text = run(note, *DATED, "--setting", "office")
    for part in ("visit", "office, 2026-04-01", "FY2026", "I10", "Essential (primary) hypertension", "E11.9"):
        assert part in text
    assert "“Essential hypertension”" in text
    assert "negated" in text
    assert "chest pain (R07.9)" in text


def test_titles_wrap_and_are_never_cut(note: Path) -> None:
    result = RUNNER.invoke(app, ["code", str(note), *DATED], env={"COLUMNS": "50"})
    assert "…" not in result.stdout
    assert "complications" in result.stdout


def test_a_chart_cannot_act_on_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "n.txt"
    path.write_text("Assessment: essential [bold]hypertension\u202e :smile: diabetes", encoding="utf-8")
    assert "\u202e" not in run(path, *DATED)


def test_json_is_one_object_for_one_note_and_a_list_for_several(note: Path) -> None:
    one = json.loads(run(note, *DATED, "--format", "json"))
    assert (one["note_id"], one["date"]) == ("visit", "2026-04-01")
    assert "I10" in {line["code"] for line in one["lines"]}
    several = json.loads(run(note, note, *DATED, "--format", "json"))
    assert several == [one, one]
    lines = run(note, note, *DATED, "--format", "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == several


def test_html_is_one_file(note: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    assert run(note, *DATED, "-o", target) == ""
    text = target.read_text(encoding="utf-8")
    assert text.lower().startswith("<!doctype html>")
    assert text == run(note, *DATED, "--format", "html")


def test_the_ending_of_the_file_chooses_the_format(note: Path, tmp_path: Path) -> None:
    run(note, *DATED, "-o", tmp_path / "codes.json")
    assert json.loads((tmp_path / "codes.json").read_text(encoding="utf-8"))["note_id"] == "visit"
    run(note, *DATED, "-o", tmp_path / "codes.txt")
    assert "Essential (primary) hypertension" in (tmp_path / "codes.txt").read_text(encoding="utf-8")


def test_stdin(note: Path) -> None:
    found = json.loads(run("-", *DATED, "--format", "json", stdin=NOTE))
    assert found["note_id"] == "stdin"
    crlf = json.loads(run("-", *DATED, "--format", "json", stdin=b"\xef\xbb\xbf" + NOTE.replace("\n", "\r\n").encode()))
    assert crlf == found


def test_mentions_also_have_what_is_denied(note: Path) -> None:
    found = json.loads(run(note, *DATED, "--scope", "mentions", "--format", "json"))
    assert "R07.9" in {line["code"] for line in found["lines"]}


def test_an_encounter_folder_brings_its_own_facts_and_options_win(stay: Path) -> None:
    own = json.loads(run(stay, "--format", "json"))
    assert (own["note_id"], own["setting"], own["date"]) == ("stay-1", "inpatient", "2026-01-05")
    asked = json.loads(run(stay, "--format", "json", "--setting", "snf", "--date", "2026-02-01"))
    assert (asked["setting"], asked["date"]) == ("snf", "2026-02-01")


def test_one_bad_note_leaves_the_others_unharmed(note: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    arguments = ["code", str(tmp_path / "empty.txt"), str(note), *DATED, "--format", "jsonl"]
    result = RUNNER.invoke(app, arguments)
    assert result.exit_code == 4
    assert json.loads(result.stdout)["note_id"] == "visit"
    assert len(result.stderr.splitlines()) == 1
    assert "empty.txt" in result.stderr
