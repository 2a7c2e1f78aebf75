"""`chartcode show`, `lookup` and `demo`."""

import json

import pytest
from typer.testing import CliRunner

from chartcode.cli.app import app

RUNNER = CliRunner()
DATED = ["--date", "2026-04-01"]


def run(*arguments: str) -> str:
    result = RUNNER.invoke(app, list(arguments), env={"COLUMNS": "120"})
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("written", ["E11.9", "e119", " E11.9 "])
def test_a_code_however_it_is_written(written: str) -> None:
    text = run("show", written, *DATED)
    for part in ("E11.9", "Type 2 diabetes mellitus without complications", "billable", "E08-E13", "at E11", "Z79.4"):
        assert part in text


def test_a_category_is_not_billable_and_lists_what_is_below() -> None:
    text = run("show", "E11", *DATED)
    assert "not billable" in text
    assert "E11.65" not in text
    assert "E11.9" in text


def test_sevenths_are_listed() -> None:
    text = run("show", "S52.521", *DATED)
    assert "7th characters" in text
    assert "initial encounter for closed fracture" in text
    assert "S52.521A" in text


@pytest.mark.parametrize("node", ["I10-I1A", "i10-i1a", "chapter 9", "Chapter 9"])
def test_blocks_and_chapters(node: str) -> None:
    assert "Below" in run("show", node, *DATED)


def test_lookup_reads_phrases_first_and_then_titles() -> None:
    found = json.loads(run("lookup", "hypertension", "--format", "json", *DATED))
    assert found[0]["code"] == "I10"
    assert found[0]["billable"]
    assert len(found) == 15
    assert len({item["code"] for item in found}) == 15


def test_lookup_takes_beginnings_of_words_in_any_order() -> None:
    found = json.loads(run("lookup", "kidney", "diabet", "--format", "json", "--limit", "50", *DATED))
    assert "E11.22" in {item["code"] for item in found}


def test_lookup_in_a_table_and_without_result() -> None:
    assert "I10" in run("lookup", "hypertension", "--limit", "3", *DATED)
    assert "Nothing found" in run("lookup", "zorgle", *DATED)


def test_demo_codes_the_samples() -> None:
    text = run("demo")
    assert text.count("scope claim") >= 5
