"""The lists of the Medicare Code Editor, embedded by date and imported."""

import struct
from datetime import date
from pathlib import Path

import lmdb
import pytest
from grouping_examples import MCE

from chartcode.codesets.imports.bring import bring
from chartcode.codesets.mce.read_master import DIAGNOSES, read_ages, read_master
from chartcode.codesets.mce.release import AGE_LISTS, open_mce
from chartcode.errors import ReleaseError

pytestmark = pytest.mark.usefixtures("data")

LATEST = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("adult", 857),
        ("maternity", 2587),
        ("newborn", 42),
        ("pediatric", 126),
        ("unacceptable principal", 2667),
        ("manifestation", 422),
        ("unspecified", 3476),
        ("external cause principal", 7461),
        ("questionable admission", 30),
        ("wrong procedure", 3),
    ],
)
def test_lists_of_diagnoses_have_as_many_codes_as_the_editor(name: str, codes: int) -> None:
    assert len(open_mce(LATEST).codes(name)) == codes


@pytest.mark.parametrize(("name", "codes"), [("noncovered", 95), ("limited coverage", 49), ("length of stay", 1)])
def test_lists_of_procedures(name: str, codes: int) -> None:
    assert len(open_mce(LATEST).procedure_codes(name)) == codes


@pytest.mark.parametrize(
    ("code", "on", "flags"),
    [
        ("A33", LATEST, {"newborn"}),
        ("O80", LATEST, {"maternity"}),
        ("E1122", LATEST, set()),
        ("Z9999", LATEST, set()),
        ("N400", date(2023, 10, 1), {"male", "adult"}),
        ("N400", date(2024, 10, 1), {"adult"}),
    ],
)
def test_what_a_code_is_on(code: str, on: date, flags: set[str]) -> None:
    assert open_mce(on).flags(code) == flags


def test_the_ages_that_lists_allow() -> None:
    mce = open_mce(LATEST)
    assert [mce.ages(name) for name in AGE_LISTS] == [(0, 0), (0, 17), (9, 64), (15, 124)]
    assert mce.ages("manifestation") is None
    assert open_mce(date(2027, 9, 30)).ages("adult") == (15, 124)


@pytest.mark.parametrize("day", [date(2022, 9, 30), date(2027, 10, 1)])
def test_a_day_outside_the_embedded_years_is_refused(day: date) -> None:
    with pytest.raises(ReleaseError, match="reach from 2022-10-01 to 2027-09-30"):
        open_mce(day)


def test_imported_lists_answer_for_their_own_year_only(inbox: Path) -> None:
    (inbox / "MCE.txt").write_text(MCE, encoding="utf-8")
    bring([inbox / "MCE.txt"])
    mce = open_mce(date(2020, 10, 1))
    assert mce.flags("A33") == {"newborn"}
    assert mce.flags("B950") == {"unacceptable principal"}
    assert mce.procedure_flags("0016070") == {"noncovered"}
    assert mce.flags("Y6551") == {"Moon_Only"}
    assert "MCE.txt" in mce.name
    assert len(open_mce(LATEST).codes("adult")) == 857
    with pytest.raises(ReleaseError, match="import those of that year"):
        open_mce(date(2022, 1, 1))


def master(words: bytes, *records: bytes) -> bytes:
    return (
        struct.pack("<4sIII", b"DECM", len(records), 32, 32 + 24 * len(records)).ljust(32, b"\0")
        + b"".join(records)
        + words
    )


def stored(path: Path, key: bytes, value: bytes) -> Path:
    with lmdb.open(str(path), subdir=False) as table, table.begin(write=True) as view:
        view.put(key, value)
    return path


def test_words_of_a_record_are_its_lists(tmp_path: Path) -> None:
    words = b"adult\0female\0qadm\0"
    records = (
        struct.pack("<8sIIII", b"A000", 20151001, 20240930, 6, 2),
        struct.pack("<8sIIII", b"A001", 20241001, 20270331, 0, 1),
        struct.pack("<8sIIII", b"A009", 20241001, 20270331, 0, 0),
    )
    spans, known_until = read_master(stored(tmp_path / "mdb", DIAGNOSES.encode(), master(words, *records)), DIAGNOSES)
    assert [span.lists for span in spans] == [("female", "qadm"), ("adult",), ()]
    assert (spans[0].last, spans[1].last, known_until) == (20240930, 20270930, date(2027, 9, 30))


def test_a_cut_table_of_ages_is_refused(tmp_path: Path) -> None:
    data = struct.pack("<4sIII", b"GACM", 2, 32, 80).ljust(32, b"\0")
    with pytest.raises(ReleaseError, match="unknown layout"):
        read_ages(stored(tmp_path / "mdb", b"mce_age_ranges", data))
