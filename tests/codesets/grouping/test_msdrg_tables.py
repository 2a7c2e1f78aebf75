"""What a diagnosis is to the MS-DRG grouper: embedded by version, and by imported tables."""

import struct
from datetime import date
from pathlib import Path

import lmdb
import pytest
from grouping_examples import TABLE_5, TABLE_6I, TABLE_6J, TABLE_6K

from chartcode.codesets.imports.bring import bring
from chartcode.codesets.msdrg.read_diagnoses import read_diagnoses, read_excluded, read_principals, read_titles
from chartcode.codesets.msdrg.release import open_msdrg
from chartcode.errors import ReleaseError

pytestmark = pytest.mark.usefixtures("data")

LATEST = date(2026, 10, 1)
SHARED = Path(__file__).parents[4] / "shared" / "codesets" / "msdrg"


@pytest.mark.parametrize(
    ("code", "level"),
    [("J9601", "MCC"), ("I5021", "MCC"), ("I5022", "CC"), ("E1165", "none"), ("I10", "none"), ("A00", None)],
)
def test_the_level_of_a_secondary_diagnosis(code: str, level: str | None) -> None:
    assert open_msdrg(LATEST).severity(code) == level


@pytest.mark.parametrize(
    ("on", "name", "mcc", "cc"),
    [
        (date(2025, 10, 1), "V43.0", 3354, 15078),
        (date(2026, 4, 1), "V43.1", 3354, 15078),
        (LATEST, "V44.0", 3357, 15113),
        (date(2027, 9, 30), "V44.0", 3357, 15113),
    ],
)
def test_a_version_for_each_half_year(on: date, name: str, mcc: int, cc: int) -> None:
    msdrg = open_msdrg(on)
    assert (msdrg.name, len(msdrg.codes("MCC")), len(msdrg.codes("CC"))) == (name, mcc, cc)


def test_the_embedded_levels_are_those_of_the_official_tables() -> None:
    msdrg = open_msdrg(date(2025, 10, 1))
    for level, name in (("MCC", "mcc_list_fy2026.txt"), ("CC", "cc_list_fy2026.txt")):
        if not (SHARED / name).is_file():
            pytest.skip(f"the official file {name} is not at ../shared/codesets/msdrg")
        lines = (SHARED / name).read_text(encoding="cp1252").splitlines()[2:]
        official = {line.split("\t")[0].replace(".", "") for line in lines if line[:1].isalpha()}
        assert set(msdrg.codes(level)) == official


def test_an_mcc_that_counts_only_for_a_patient_discharged_alive() -> None:
    msdrg = open_msdrg(LATEST)
    assert (msdrg.severity("I469"), msdrg.only_alive("I469")) == ("MCC", True)
    assert not msdrg.only_alive("J9601")


def test_the_principal_diagnosis_may_take_the_level_away() -> None:
    msdrg = open_msdrg(LATEST)
    assert msdrg.is_excluded("I5021", principal="I5022")
    assert not msdrg.is_excluded("I5021", principal="J189")
    assert "I5022" in msdrg.excluded_by("I5021")
    assert msdrg.excluded_by("I10") == ()
    assert msdrg.excluded_by("A000") == ("A000", "A001", "A009")
    assert msdrg.is_excluded("M96A3", principal="M96A1")
    assert not msdrg.is_excluded("M25069", principal="M00069")


def test_categories_conditions_and_titles() -> None:
    msdrg = open_msdrg(LATEST)
    mdc = msdrg.mdc("J9601")
    assert mdc is not None
    assert (mdc.number, mdc.title) == (4, "Diseases and Disorders of the Respiratory System")
    assert [hac.number for hac in msdrg.hacs("L89154")] == [4]
    assert msdrg.hacs("I10") == ()
    assert msdrg.drg_title(291) == "Heart Failure and Shock with MCC"
    assert msdrg.drg_title(2) == "Heart Transplant or Implant of Heart Assist System without MCC"
    assert msdrg.drg_title(1000) is None
    assert msdrg.drg(291) is None


@pytest.mark.parametrize("day", [date(2022, 9, 30), date(2027, 10, 1)])
def test_a_day_outside_the_embedded_years_is_refused(day: date) -> None:
    with pytest.raises(ReleaseError, match="reach from 2022-10-01 to 2027-09-30"):
        open_msdrg(day)


def test_imported_tables_answer_for_their_own_year(inbox: Path) -> None:
    for name, text in {"5.txt": TABLE_5, "6I.txt": TABLE_6I, "6J.txt": TABLE_6J, "6K.txt": TABLE_6K}.items():
        (inbox / name).write_text(text, encoding="utf-8")
    bring([inbox])
    msdrg = open_msdrg(date(2025, 1, 1))
    assert [msdrg.severity(code) for code in ("J9601", "A000", "I5021")] == ["MCC", "CC", "none"]
    assert msdrg.codes("CC") == ("A000", "Z1624")
    assert msdrg.excluded_by("A000") == ("A000", "A001")
    assert msdrg.is_excluded("T794XXA", principal="T794XXA")
    assert not msdrg.is_excluded("A33", principal="A000")
    dragon = msdrg.drg(1)
    assert dragon is not None
    assert (dragon.title, dragon.post_acute, dragon.special_pay) == ("DRAGON, SLAIN", True, False)
    assert (dragon.weight, dragon.geometric_days, dragon.arithmetic_days) == (28.0239, 25.8, 36.2)
    invalid = msdrg.drg(998)
    assert invalid is not None
    assert (invalid.weight, invalid.arithmetic_days, invalid.kind) == (None, None, "")
    assert open_msdrg(LATEST).severity("I5021") == "MCC"


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("diagnosis", struct.pack("<4sIIII", b"GAID", 9, 9, 20, 200), read_diagnoses),
        ("diagnosis", b"NOPE" + bytes(60), read_diagnoses),
        ("drg_descriptions", struct.pack("<4sII", b"DGRD", 4, 16), read_titles),
        ("exclusion_ids", struct.pack("<4sII", b"DIXE", 4, 12), read_principals),
        ("exclusion_groups", struct.pack("<4sII", b"RDSM", 4, 0), read_excluded),
    ],
    ids=["cut", "another table", "cut titles", "cut exclusions", "cut collections"],
)
def test_a_damaged_table_is_refused(tmp_path: Path, key: str, value: bytes, read: object) -> None:
    with lmdb.open(str(tmp_path / "mdb"), subdir=False) as table, table.begin(write=True) as view:
        view.put(b"dx_patterns", struct.pack("<4sII", b"TPXD", 0, 20))
        view.put(key.encode(), value)
    assert callable(read)
    with pytest.raises(ReleaseError, match="unknown layout"):
        list(read(tmp_path / "mdb"))
