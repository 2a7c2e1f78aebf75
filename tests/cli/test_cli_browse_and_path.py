"""`chartcode browse`, `path` and the new parts of `show`."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from chartcode.cli.app import app

RUNNER = CliRunner()
DATED = ["--date", "2026-05-01"]

NEOPLASMS = """<ICD10CM.index><version>2026</version><indexHeading><head col="1">Neoplasm</head>
<head col="2">Malignant Primary</head><head col="3">Malignant Secondary</head><head col="4">Ca in situ</head>
<head col="5">Benign</head><head col="6">Uncertain Behavior</head><head col="7">Unspecified Behavior</head>
</indexHeading>
<letter><title>N</title><mainTerm><title>Neoplasm</title><term level="1"><title>wing<nemod>(feathered)</nemod></title>
<cell col="2">C50.4-</cell><cell col="3">C79.81</cell><cell col="4">D05.-</cell><cell col="5">D24.-</cell>
<cell col="6">D48.6-</cell><cell col="7">D49.3</cell></term></mainTerm></letter></ICD10CM.index>"""

INDEX = """<ICD10CM.index><version>2026</version><title>ICD-10-CM INDEX TO DISEASES and INJURIES</title><letter>
<title>G</title><mainTerm><title>Golem heart</title><code>E85.4</code><manif>I43</manif></mainTerm>
<mainTerm><title>Gargoyle</title><see>Neoplasm, wing</see></mainTerm>
<mainTerm><title>Goblin wing</title><see>Golem heart</see></mainTerm></letter></ICD10CM.index>"""


@pytest.fixture
def imported(inbox: Path) -> None:
    for name, text in (("icd10cm-neoplasm-2026.xml", NEOPLASMS), ("icd10cm-index-2026.xml", INDEX)):
        (inbox / name).write_text(text, encoding="utf-8")
    run("codesets", "import", str(inbox))


def run(*arguments: str, columns: int = 120) -> str:
    result = RUNNER.invoke(app, list(arguments), env={"COLUMNS": str(columns)})
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.usefixtures("imported")
def test_a_table_fits_the_screen(columns: int) -> None:
    text = run("browse", "neoplasm", "wing", *DATED, columns=columns)
    assert max(map(len, text.splitlines())) <= columns
    (row,) = [line for line in text.splitlines() if line.startswith("wing (feathered)")]
    assert row.split()[2:] == ["C50.4-", "C79.81", "D05.-", "D24.-", "D48.6-", "D49.3"]
    for head in ("Primary", "Secondary", "Ca in situ", "Benign", "Uncertain", "Unspecified"):
        assert head in text


@pytest.mark.usefixtures("imported")
def test_the_index_shows_where_see_leads() -> None:
    text = run("browse", "index", "goblin", "wing", *DATED)
    assert "Goblin wing; see Golem heart (E85.4)" in text
    assert "Golem heart  E85.4 [I43]" in text


@pytest.mark.usefixtures("imported")
def test_a_reference_into_a_table_shows_its_columns() -> None:
    text = run("browse", "index", "gargoyle", *DATED, columns=80)
    assert "Neoplasm Table > Neoplasm" in text
    assert "wing (feathered) C50.4- C79.81 D05.-" in " ".join(text.split())


@pytest.mark.usefixtures("imported")
def test_the_path_names_the_manifestation() -> None:
    text = run("path", "golem", "heart", *DATED)
    assert "Index: Golem heart E85.4" in text
    assert "E85.4 Organ-limited amyloidosis" in text
    assert "always: I43" in text


def test_the_tabular_list_from_chapters_down() -> None:
    assert "chapter 22" in run("browse", "tabular", *DATED)
    text = run("browse", "tabular", "E11.2", *DATED)
    assert "chapter 4 Endocrine" in text
    assert "  Type 2 diabetes mellitus with diabetic nephropathy" in text
    assert "below)" in run("browse", "tabular", "E11", "--levels", "1", *DATED)


def test_nothing_found() -> None:
    assert "Nothing found" in run("browse", "tabular", "zorgle", *DATED)
    assert "Nothing found" in run("path", "zorgle", *DATED)


def test_the_path_asks_and_ends() -> None:
    text = run("path", "S52.52", "--answer", "left", "--answer", "purple", *DATED)
    for part in ("S52.522-", "Which encounter? (encounter)", "initial encounter", "S52.522A", "yet: purple"):
        assert part in text
    assert "S52.522A Torus fracture" in run("path", "S52.52", "--answer", "initial", "--answer", "left", *DATED)


def test_json() -> None:
    asked = json.loads(run("path", "S52.52", "--format", "json", *DATED))
    assert [option["leads_to"] for option in asked["question"]["options"]] == ["S52.521-", "S52.522-", "S52.529-"]
    branch = json.loads(run("browse", "tabular", "E11.2", "--format", "json", *DATED))["branches"][0]
    assert [line["code"] for line in branch["lines"]] == ["E11.2-", "E11.21", "E11.22", "E11.29"]
    page = json.loads(run("show", "E11.22", "--format", "json", *DATED))
    assert (page["code"], page["billable"], page["valid"][0][0]) == ("E11.22", True, "2015-10-01")
    assert {fact["about"] for fact in page["facts"]} == {"MCE", "MS-DRG", "HCC", "CCSR", "GEM", "POA"}


@pytest.mark.parametrize("columns", [80, 120])
def test_show_tells_all_of_a_code(columns: int) -> None:
    text = run("show", "A41.9", *DATED, columns=columns)
    assert max(map(len, text.splitlines())) <= columns
    for part in ("Stands under", "Notes that apply", "Beside", "Elsewhere", "MCC", "ICD-9 038.9", "Not known here"):
        assert part in text


def test_show_tells_what_changed() -> None:
    assert "Since 2026-09-30: new: I42.00" in run("show", "I42.00", "--date", "2026-10-01")
    assert "gone: I42.0" in run("show", "I42.0", "--date", "2026-10-01")
    assert "Since" not in run("show", "E11.22", *DATED)


def test_show_takes_procedures() -> None:
    text = run("show", "0ft44zz", *DATED)
    for part in ("0FT44ZZ Resection of Gallbladder", "ICD-10-PCS", "0FT44ZG", "chartcode codesets import"):
        assert part in text


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("line", "exit_code", "says"),
    [
        ("browse", 2, "PART"),
        ("browse poem", 2, "index, external, neoplasm, drug, tabular"),
        ("browse index gout --date 2026-05-01", 5, "chartcode codesets import"),
        ("browse tabular --levels -1", 2, "levels"),
        ("browse tabular --format xml", 2, "table, json"),
        ("path", 2, "CODE|TERM"),
        ("path E11 --date 1999-01-01", 5, "no ICD-10-CM release"),
        ("path E11 --date never", 2, "YYYY-MM-DD"),
        ("show zorgle", 2, "no code of any code set"),
        ("show J0585", 5, "HCPCS Level II is not imported"),
        ("show 99999", 5, "CPT is not imported"),
        ("show E0781 --system hcpcs", 5, "HCPCS Level II is not imported"),
        ("show E11.9 --system icd10pcs", 2, "no code of icd10pcs"),
        ("show E11.9 --system icd9", 2, "icd10cm, icd10pcs, hcpcs, cpt"),
        ("show E11 --format xml", 2, "table, json"),
    ],
)
def test_errors_are_one_line(line: str, exit_code: int, says: str) -> None:
    result = RUNNER.invoke(app, line.split())
    assert (result.exit_code, result.stdout) == (exit_code, "")
    assert len(result.stderr.splitlines()) == 1
    assert says in result.stderr
