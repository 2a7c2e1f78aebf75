"""Workbooks: read like the text they hold, by whoever has the extra; left alone otherwise."""

import hashlib
import zipfile
from datetime import date
from pathlib import Path

import pytest
from grouping_examples import HCC_HEADS, PDGM_SHEETS, PDPM_SHEETS, TABLE_6I, workbook

from chartcode.codesets.imports import store
from chartcode.codesets.imports.bring import bring
from chartcode.codesets.pdgm.release import open_pdgm
from chartcode.codesets.pdpm.release import open_pdpm
from chartcode.errors import ReleaseError, UnfitDocumentError

pytestmark = pytest.mark.usefixtures("data")


@pytest.fixture
def with_reader() -> None:
    pytest.importorskip("python_calamine", reason="the extra xlsx is not installed")


@pytest.mark.usefixtures("with_reader")
def test_every_sheet_of_the_pdpm_workbook(inbox: Path) -> None:
    path = workbook(inbox / "PDPM ICD-10 Mappings FY 2025.xlsx", PDPM_SHEETS)
    (about,) = bring([path]).releases
    assert about.name == "pdpm-mappings-2025"
    assert dict(about.counts) == {"codes": 3, "SLP comorbidities": 1, "NTA comorbidities": 1}
    assert about.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    pdpm = open_pdpm(date(2025, 1, 1))
    assert pdpm is not None
    assert pdpm.category("A000") == "Acute Infections"
    assert pdpm.category("S72001D", after_surgery=True) == "Orthopedic Surgery"
    assert pdpm.category("S72001D") == "Non-Surgical Orthopedic"
    assert pdpm.category("A000", after_surgery=True) == "Acute Infections"
    assert pdpm.category("B999") is None
    assert pdpm.slp("I69320") == "Speech of dragons"
    assert pdpm.nta("A000") == ("Dragon fever", "Dragon transplant")


@pytest.mark.usefixtures("with_reader")
def test_the_sheet_of_diagnoses_of_the_pdgm_workbook(inbox: Path) -> None:
    bring([workbook(inbox / "PDGM.xlsx", PDGM_SHEETS)])
    pdgm = open_pdgm(date(2026, 6, 1))
    assert pdgm is not None
    assert (pdgm.clinical_group("I10"), pdgm.comorbidity("I10")) == ("MMTA_CARDIAC", "Heart_11")
    assert (pdgm.clinical_group("Z9989"), pdgm.comorbidity("Z9989")) == ("", "")
    assert pdgm.clinical_group("B999") is None
    assert open_pdgm(date(2025, 6, 1)) is None


@pytest.mark.usefixtures("with_reader")
def test_numbers_of_a_workbook_are_categories(inbox: Path) -> None:
    heads = [cell.strip('"') for cell in HCC_HEADS.split(",")]
    rows: list[list[str | float]] = [[*heads], ["E119", "Dragon", 19.0, 38.0, "", "Yes", ""]]
    rows.append(["Z9989", "Knight", "", "", "", "", ""])
    (about,) = bring([workbook(inbox / "2028 Mappings.xlsx", {"mappings": rows})]).releases
    assert (about.name, about.counts["assignments"]) == ("hcc-mappings-2028", 2)


@pytest.mark.usefixtures("with_reader")
def test_a_workbook_is_left_out_where_its_text_stands_beside_it(inbox: Path) -> None:
    lines = [line.split("\t") for line in TABLE_6I.splitlines()]
    workbook(inbox / "Table 6I.xlsx", {"6I": lines})
    (inbox / "Table 6I.txt").write_text(TABLE_6I, encoding="utf-8")
    assert [about.source for about in bring([inbox]).releases] == ["Table 6I.txt"]
    with zipfile.ZipFile(inbox.parent / "tables.zip", "w") as archive:
        for path in sorted(inbox.iterdir()):
            archive.write(path, path.name)
    assert [about.source for about in bring([inbox.parent / "tables.zip"]).releases] == ["tables.zip/Table 6I.txt"]


@pytest.mark.usefixtures("with_reader")
def test_a_damaged_workbook_is_one_clear_line(inbox: Path) -> None:
    path = inbox / "PDPM.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(ReleaseError, match=r"PDPM\.xlsx .*damaged workbook"):
        bring([path])
    assert store.held() == ()


@pytest.mark.usefixtures("with_reader")
def test_a_workbook_that_unpacks_to_far_more_is_not_read(inbox: Path) -> None:
    path = inbox / "PDPM.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/s1.xml", b" " * 30_000_000)
    with pytest.raises(ReleaseError, match="unpacks to far more"):
        bring([path])


def test_without_the_extra_a_workbook_says_what_it_needs(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chartcode.codesets.imports.workbook.can_read", lambda: False)
    monkeypatch.setattr("chartcode.codesets.imports.sources.can_read", lambda: False)
    path = workbook(inbox / "PDPM FY2025.xlsx", PDPM_SHEETS)
    with pytest.raises(ReleaseError, match=r"chartcode\[xlsx\]"):
        bring([path])
    with pytest.raises(UnfitDocumentError, match="holds none"):
        bring([inbox])
