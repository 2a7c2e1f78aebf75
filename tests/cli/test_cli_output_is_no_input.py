"""The output never overwrites the chart."""

from pathlib import Path

from typer.testing import CliRunner

from chartcode.cli.app import app


def test_a_note_is_not_its_own_output(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("A/P: hypertension")
    result = CliRunner().invoke(app, ["code", str(note), "-o", str(note)])
    assert result.exit_code != 0
    assert note.read_text() == "A/P: hypertension"
