"""`chartcode query lint`: exit codes, both shapes, stdin, and nothing of the text in the answer."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chartcode.cli.app import app

GOOD = (
    "Clarification of a result\nLab 3/2: K 6.4, Lokelma given.\nWhat diagnosis was treated?\n[ ] Hyperkalemia\n"
    "[ ] Hemolyzed sample\n[ ] Other (please specify)\n[ ] Unable to determine\n"
)
BAD = "Sepsis\nPlease document sepsis for the DRG.\n"


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


def test_a_compliant_query_exits_with_0(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "query.txt").write_text(GOOD, encoding="utf-8")
    result = runner.invoke(app, ["query", "lint", str(tmp_path / "query.txt")])
    assert (result.exit_code, result.output) == (0, "The query complies.\n")


def test_a_leading_one_exits_with_1_and_says_why(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "query.txt").write_text(BAD, encoding="utf-8")
    result = runner.invoke(app, ["query", "lint", str(tmp_path / "query.txt")])
    assert result.exit_code == 1
    assert "[query-payment]" in result.output
    assert "DRG" not in result.output


def test_stdin_and_json(runner: CliRunner) -> None:
    result = runner.invoke(app, ["query", "lint", "-", "--format", "json"], input=BAD)
    answer = json.loads(result.output)
    assert not answer["complies"]
    assert {"query-payment", "query-other", "query-title"} <= {one["rule"] for one in answer["findings"]}


def test_a_file_that_is_not_there(runner: CliRunner, tmp_path: Path) -> None:
    assert runner.invoke(app, ["query", "lint", str(tmp_path / "none.txt")]).exit_code == 3
