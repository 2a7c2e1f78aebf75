"""`chartcode code NOTE --settings all`: one chart in several settings, and the rule behind each difference."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chartcode.cli.app import app

RUN = CliRunner()
NOTE = (
    "CC: Cough\n\nPMH: Hypertension\n\nASSESSMENT:\n1. Probable pneumonia\n"
    "2. Closed fracture of left distal radius\n\nDISCHARGE DIAGNOSES:\n1. Probable pneumonia\n"
)


@pytest.fixture
def note(tmp_path: Path) -> str:
    file = tmp_path / "note.txt"
    file.write_text(NOTE, encoding="utf-8")
    return str(file)


def coded(note: str, settings: str = "all") -> dict[str, object]:
    result = RUN.invoke(app, ["code", note, "--settings", settings, "--date", "2026-03-02", "--format", "json"])
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert isinstance(found, dict)
    return found


def codes(found: dict[str, object], setting: str) -> list[str]:
    return [line["code"] for line in found["settings"][setting]["lines"]]  # type: ignore[index]


def test_five_settings_side_by_side(note: str) -> None:
    found = coded(note)
    assert list(found["settings"]) == ["inpatient", "outpatient", "office", "snf", "home-health"]  # type: ignore[call-overload]
    assert codes(found, "inpatient")[0] == "J18.9"
    assert "J18.9" not in codes(found, "office")
    assert "S52.502A" in codes(found, "office")
    assert "S52.502D" in codes(found, "snf")


def test_every_difference_has_its_reason_and_its_guideline(note: str) -> None:
    why = {(one["code"], one["setting"]): one for one in coded(note)["differences"]}  # type: ignore[attr-defined]
    uncertain = why["J18.9", "office"]
    assert "uncertain" in uncertain["why"]
    assert "II.H, III.C, IV.H" in uncertain["guidelines"]
    assert why["S52.502A", "snf"]["guidelines"][0] == "I.C.19.a"
    assert "IV.J" in " ".join(why["I10", "office"]["guidelines"])


def test_the_table_names_both(note: str) -> None:
    result = RUN.invoke(app, ["code", note, "--settings", "all", "--date", "2026-03-02"], env={"COLUMNS": "160"})
    assert result.exit_code == 0
    for words in ("home-health", "S52.502D", "Because", "I.C.19.a"):
        assert words in result.output


def test_a_choice_of_settings(note: str) -> None:
    assert list(coded(note, "office,inpatient")["settings"]) == ["office", "inpatient"]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--settings", "mars"), "--settings mars is not known"),
        (("--settings", "all", "--setting", "office"), "exclude each other"),
        (("--settings", "all", "--format", "html"), "--format html is not known"),
        (("--settings", "all", "-o", "out.json"), "leave --output out"),
    ],
)
def test_what_does_not_go_together(
    words: tuple[str, ...], says: str, note: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        app(["code", note, *words])
    assert end.value.code == 2
    assert says in capsys.readouterr().err
