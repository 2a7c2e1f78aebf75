"""`chartcode evaluate`: tables and JSON over small sets of our own."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chartcode.cli.app import app

RUNNER = CliRunner()


def run(*arguments: object) -> str:
    result = RUNNER.invoke(app, ["evaluate", *map(str, arguments)], env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    text = "Assessment:\n1. Essential hypertension.\nDenies asthma.\n"
    (tmp_path / "notes" / "a.txt").write_text(text, encoding="utf-8")
    rows = [
        {"doc_id": "a", "system": "ICD-10-CM", "code": code, "sentences_en": [{"start": 12, "end": 40}]}
        for code in ("I10", "E66.01")
    ]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return tmp_path


def test_notes_run_write_and_read_give_the_same(labelled: Path, tmp_path: Path) -> None:
    kept = tmp_path / "predictions.jsonl"
    asked = ("notes", labelled, "--date", "2026-04-01", "--system", "ICD-10-CM", "--format", "json")
    coded = run(*asked, "--run", "--predictions", kept)
    assert run(*asked, "--predictions", kept) == coded == run(*asked)
    found = json.loads(coded)
    assert found["full"]["micro"]["recall"] == 0.5
    assert found["evidence"]["rate"] == 1
    assert found["calibration"]["bins"]


def test_notes_as_a_table_with_errors(labelled: Path) -> None:
    text = run("notes", labelled, "--date", "2026-04-01", "--errors")
    for part in ("micro F1", "macro-code F1", "MAP", "evidence hit rate", "calibration error", "missed", "E6601"):
        assert part in text


def test_phrases(tmp_path: Path) -> None:
    file = tmp_path / "phrases.json"
    file.write_text('{"essential hypertension": "I10", "zorgle": "E66.01"}', encoding="utf-8")
    found = json.loads(run("phrases", file, "--format", "json", "--errors", "--date", "2026-04-01"))
    assert (found["first"], found["errors"][0]["phrase"]) == (0.5, "zorgle")
    assert "zorgle" in run("phrases", file, "--errors", "--date", "2026-04-01")


def test_assertions(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    row = {"id": "1", "concept": "fever", "sentence": "No FEVER.", "negation": "Negated", "temporality": "Historical"}
    file.write_text(json.dumps(row), encoding="utf-8")
    found = json.loads(run("assertions", file, "--format", "json", "--errors"))
    assert found["negated"] == {"precision": 1, "recall": 1, "f1": 1}
    assert found["errors"][0]["fault"] == "missed: historical"
    assert "missed: historical" in run("assertions", file, "--errors")
