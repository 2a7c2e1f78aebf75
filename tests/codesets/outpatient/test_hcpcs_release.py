"""What HCPCS Level II answers."""

from datetime import date
from pathlib import Path

import pytest
from outpatient_examples import hcpcs, put

from chartcode import codesets
from chartcode.codesets.hcpcs.release import HcpcsRelease
from chartcode.codesets.imports.bring import bring

pytestmark = pytest.mark.usefixtures("data")

OFFICIAL = Path(__file__).parents[4] / "shared" / "codesets" / "hcpcs" / "2019-Alpha-Numeric-HCPCS-File.zip"


def release(day: date = date(2026, 11, 1)) -> HcpcsRelease:
    found = codesets.on(day).hcpcs
    assert found is not None
    return found


@pytest.mark.parametrize("width", [320, 293, 400, 0])
def test_a_code_with_all_its_fields(inbox: Path, width: int) -> None:
    bring([put(inbox, "HCPC2026_OCT_ANWEB.txt", hcpcs(width))])
    saddle = release().code("A9001")
    assert saddle is not None
    assert saddle.long == "Saddle for a dragon, each, with stirrups and without spurs"
    assert (saddle.short, saddle.coverage, saddle.action) == ("Dragon saddle", "C", "N")
    assert (saddle.pricing, saddle.multiple_pricing) == (("32", "51"), "A")
    assert (saddle.coverage_issues, saddle.carriers_manual) == (("60-3", "60-9"), ("2100.1",))
    assert (saddle.statute, saddle.laboratory) == ("1862", ("100", "110"))
    assert (saddle.cross_references, saddle.surgical_center) == (("A9002", "A9003"), "YY")
    assert (saddle.note, saddle.betos, saddle.service_types) == ("0042", "D1E", ("A", "P", "R"))
    assert saddle.anesthesia_units == 3
    assert (saddle.added, saddle.effective, saddle.terminated) == (date(2020, 1, 1), date(2021, 4, 1), None)


def test_codes_and_modifiers_stay_apart(inbox: Path) -> None:
    bring([put(inbox, "HCPC2026_OCT_ANWEB.txt")])
    assert [entry.code for entry in release().codes()] == ["A9001", "G9002", "V9003"]
    assert [entry.code for entry in release().modifiers()] == ["QX", "RX"]
    modifier = release().modifier("QX")
    assert modifier is not None
    assert modifier.long == "Invented modifier of a service done by a dragon"
    assert (release().code("QX"), release().modifier("A9001"), release().code("Z0000")) == (None, None, None)


@pytest.mark.parametrize(
    ("code", "day", "valid"),
    [
        ("A9001", "2026-11-01", True),
        ("A9001", "2019-12-31", False),
        ("A9001", "2020-01-01", True),
        ("G9002", "2025-12-31", True),
        ("G9002", "2026-01-01", False),
        ("A0000", "2026-11-01", False),
    ],
)
def test_a_code_is_in_force_from_its_first_day_to_its_last(inbox: Path, code: str, day: str, valid: bool) -> None:
    bring([put(inbox, "HCPC2011_ANWEB.txt", hcpcs())])
    assert release(date.fromisoformat(day) if day > "2022-10-01" else date(2026, 1, 2)).day
    entry = release().code(code)
    assert (entry is not None and entry.in_force(date.fromisoformat(day))) is valid


def test_the_day_of_the_view_counts(inbox: Path) -> None:
    bring([put(inbox, "HCPC2025_OCT_ANWEB.txt", hcpcs())])
    assert [release(day).is_valid("G9002") for day in (date(2025, 12, 31), date(2026, 1, 1))] == [True, False]


def test_the_official_file_of_2019(data: Path) -> None:
    if not OFFICIAL.is_file():
        pytest.skip("the official HCPCS file of 2019 is not in ../shared")
    (about,) = bring([OFFICIAL]).releases
    assert about.counts == {"codes": 6440, "modifiers": 360}
    found = release()
    assert sum(1 for _ in found.codes()) == 6440
    assert all(entry.short and entry.long and entry.added for entry in (*found.codes(), *found.modifiers()))
    assert sum(entry.terminated is not None for entry in (*found.codes(), *found.modifiers())) == 515
