"""`chartcode codesets`: list, import, remove, diff."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chartcode.cli.app import app

RUNNER = CliRunner()
INDEX = """<ICD10CM.index><version>2025</version><title>ICD-10-CM INDEX TO DISEASES and INJURIES</title>
<letter><title>G</title><mainTerm><title>Goblinitis</title><code>K29.70</code></mainTerm></letter></ICD10CM.index>"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHARTCODE_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    Path("index.xml").write_text(INDEX, encoding="utf-8")
    Path("cut.xml").write_text(INDEX[:200], encoding="utf-8")
    Path("note.txt").write_text("Essential hypertension.", encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> str:
    result = RUNNER.invoke(app, ["codesets", *arguments], env={"COLUMNS": "100"})
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_import_list_and_remove() -> None:
    assert "Nothing imported" in run("list", "--date", "2026-04-01")
    assert run("import", "index.xml") == (
        "imported icd10cm-index-2025, in force 2024-10-01 to 2025-09-30: 1 main terms, 0 terms, 1 codes, 0 references\n"
    )
    assert run("import", "index.xml").startswith("replaced icd10cm-index-2025")
    text = run("list", "--date", "2026-04-01")
    for part in ("FY2026", "ICD-10-CM Index", "the newest imported", "icd10cm-index-2025: ready", "from index.xml"):
        assert part in text
    assert run("remove", "icd10cm-index-2025") == "removed icd10cm-index-2025\n"
    assert "Nothing imported" in run("list")


def test_the_list_as_json() -> None:
    run("import", "index.xml")
    found = json.loads(run("list", "--date", "2025-01-01", "--format", "json"))
    assert [release["code_set"] for release in found["in_use"]] == ["ICD-10-CM", "ICD-10-CM Index", "ICD-10-PCS"]
    (imported,) = found["imported"]
    assert (imported["name"], imported["state"], imported["fiscal_year"]) == ("icd10cm-index-2025", "ready", 2025)
    assert len(imported["sha256"]) == 64


def test_a_damaged_release_is_listed_and_can_be_removed(here: Path) -> None:
    run("import", "index.xml")
    (path,) = (here / "data").glob("*.sqlite")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1])
    text = run("list", "--date", "2026-04-01")
    assert "icd10cm-index-2025: not used: it is damaged" in text
    assert "chartcode codesets remove icd10cm-index-2025" in " ".join(text.split())
    result = RUNNER.invoke(app, ["code", "note.txt", "--date", "2026-04-01"])
    assert (result.exit_code, len(result.stderr.splitlines())) == (5, 1)
    run("remove", "icd10cm-index-2025")


def test_other_files_of_a_folder_are_named(here: Path) -> None:
    (here / "inbox").mkdir()
    for name in ("index.xml", "note.txt"):
        (here / name).rename(here / "inbox" / name)
    result = RUNNER.invoke(app, ["codesets", "import", "inbox"])
    assert result.exit_code == 0
    assert result.stdout.startswith("imported icd10cm-index-2025")
    assert result.stderr == "passed over, of no known kind: note.txt\n"


@pytest.mark.parametrize("years", [("FY2026", "FY2027"), ("2026", "fy27"), ("2026-09-30", "2026-10-01")])
def test_diff(years: tuple[str, str]) -> None:
    text = run("diff", *years)
    assert text.splitlines()[0] == "ICD-10-CM, 2026-09-30 to 2026-10-01: 190 added, 30 deleted"
    assert "I42.0     Dilated cardiomyopathy" in text
    assert "D69.11    (its title is not in the embedded Tabular List)" in text


def test_diff_as_json() -> None:
    found = json.loads(run("diff", "FY2026", "FY2027", "--format", "json"))
    kinds = [change["kind"] for change in found["changes"]]
    assert (kinds.count("added"), kinds.count("deleted"), len(kinds)) == (190, 30, 220)


@pytest.mark.parametrize(
    ("line", "exit_code", "says"),
    [
        ("import", 2, "PATH"),
        ("import gone.zip", 3, "does not exist"),
        ("import note.txt", 4, "none of the files"),
        ("import cut.xml", 5, "cut or damaged"),
        ("import index.xml cut.xml", 5, "cut or damaged"),
        ("remove nothing", 2, "none"),
        ("list --date never", 2, "YYYY-MM-DD"),
        ("list --format xml", 2, "table, json"),
        ("diff FY2026", 2, "AFTER"),
        ("diff FY2027 FY2026", 2, "earlier"),
        ("diff FY2026 FY2026", 2, "earlier"),
        ("diff soon FY2026", 2, "YYYY-MM-DD"),
        ("diff FY2010 FY2026", 5, "no ICD-10-CM release"),
    ],
)
def test_errors_are_one_line(here: Path, line: str, exit_code: int, says: str) -> None:
    result = RUNNER.invoke(app, ["codesets", *line.split()])
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert len(result.stderr.splitlines()) == 1
    assert says in result.stderr
    assert list((here / "data").glob("*.sqlite")) == []
