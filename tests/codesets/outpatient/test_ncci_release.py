"""What the NCCI tables answer, and how the files of one table come together."""

from datetime import date
from pathlib import Path

import pytest
from outpatient_examples import FILES, PTP_F1, PTP_F2, put

from chartcode import codesets
from chartcode.codesets.imports import store
from chartcode.codesets.imports.bring import bring
from chartcode.codesets.ncci.release import NcciRelease
from chartcode.codesets.ncci.service import Service
from chartcode.errors import ReleaseError

pytestmark = pytest.mark.usefixtures("data")

PRACTITIONER, OUTPATIENT, DME = Service.PRACTITIONER, Service.OUTPATIENT, Service.DME
DAY = date(2026, 11, 1)


def release(day: date = DAY) -> NcciRelease:
    found = codesets.on(day).ncci
    assert found is not None
    return found


def bring_all(inbox: Path) -> None:
    bring([put(inbox, name) for name in FILES if name.startswith(("cci", "MCR", "AOC"))])


def test_the_files_of_a_table_make_one_release(inbox: Path) -> None:
    parts = [put(inbox, f"ccipra-v323r0-f{number}.txt") for number in (1, 2)]
    (about,) = bring(parts).releases
    assert about.name == "ncci-ptp-practitioner-2026-10-01"
    assert about.counts == {"edits": 6}
    assert about.source == "ccipra-v323r0-f1.txt, ccipra-v323r0-f2.txt"
    assert [len(digest) for digest in about.sha256.split(", ")] == [64, 64]
    assert store.check(store.held()[0]).about == about
    done = bring(list(reversed(parts)))
    assert done.replaced == ("ncci-ptp-practitioner-2026-10-01",)
    assert len(store.held()) == 1


def test_a_rationale_is_the_same_in_every_part(inbox: Path) -> None:
    bring([put(inbox, "ccipra-v323r0-f2.txt"), put(inbox, "ccipra-v323r0-f1.txt")])
    for one, two, said in (
        ("0001Z", "0002Z", "Misuse of an invented code"),
        ("5005Z", "0002Z", "Mutually exclusive dragons"),
        ("G9002", "A9001", "A saddle comes with the feed"),
    ):
        edit = release().pair(one, two, service=PRACTITIONER)
        assert edit is not None
        assert edit.rationale == said


def test_the_same_part_twice_counts_once(inbox: Path) -> None:
    twice = [
        put(inbox, f"ccipra-v323r0-f{number}.txt", text) for number, text in ((1, PTP_F1), (2, PTP_F2), (3, PTP_F1))
    ]
    assert bring(twice).releases[0].counts == {"edits": 6}


@pytest.mark.parametrize("parts", [{"f1": PTP_F1}, {"f2": PTP_F2}, {"f1": PTP_F1, "f3": PTP_F2}])
def test_a_table_without_one_of_its_files_is_none(inbox: Path, parts: dict[str, str]) -> None:
    with pytest.raises(ReleaseError, match="files of it are missing: import f1, f2 and all others"):
        bring([put(inbox, f"ccipra-v323r0-{part}.txt", text) for part, text in parts.items()])
    assert store.held() == ()


@pytest.mark.parametrize(
    ("one", "two", "day", "modifier"),
    [
        ("0001Z", "0002Z", "2026-11-01", 1),
        ("0001Z", "0002Z", "2019-12-31", None),
        ("0002Z", "0001Z", "2026-11-01", None),
        ("0001Z", "0003Z", "2023-12-31", 0),
        ("0001Z", "0003Z", "2024-01-01", None),
        ("0001Z", "0003Z", "2025-07-01", 1),
        ("0001Z", "0004Z", "2024-04-01", None),
    ],
)
def test_an_edit_applies_from_its_first_day_to_its_last(
    inbox: Path, one: str, two: str, day: str, modifier: int | None
) -> None:
    bring_all(inbox)
    edit = release().pair(one, two, service=PRACTITIONER, day=date.fromisoformat(day))
    assert (edit.modifier if edit else None) == modifier


def test_the_day_is_that_of_the_view_where_none_is_given(inbox: Path) -> None:
    bring_all(inbox)
    edit = release().pair("0001Z", "0003Z", service=PRACTITIONER)
    assert edit is not None
    assert (edit.effective, edit.deleted, edit.modifier) == (date(2025, 7, 1), None, 1)
    assert len(release().edits("0001Z", "0003Z", service=PRACTITIONER)) == 2


def test_each_service_has_its_own_tables(inbox: Path) -> None:
    bring_all(inbox)
    assert release().pair("0001Z", "0008Z", service=OUTPATIENT)
    assert release().pair("0001Z", "0008Z", service=PRACTITIONER) is None
    assert release().pair("0001Z", "0008Z", service=DME) is None
    found = [release().mue("A9001", service=service) for service in (PRACTITIONER, OUTPATIENT, DME)]
    assert [(edit.units, edit.indicator, edit.rationale) for edit in found if edit] == [
        (2, 3, "Clinical: Dragons"),
        (4, 3, "Clinical: Dragons"),
        (0, 3, "Clinical: Dragons"),
    ]
    assert release().mue("A9002", service=DME) is None


def test_a_table_that_was_not_imported_gives_no_answer(inbox: Path) -> None:
    bring([put(inbox, "AOC_V2026Q4-F-MCR.txt")])
    assert release().has("ncci-addon")
    assert not release().has("ncci-mue-dme")
    with pytest.raises(ReleaseError, match=r"the table ncci-mue-dme is not imported: download .* codesets import FILE"):
        release().mue("A9001", service=DME)


def test_add_on_codes(inbox: Path) -> None:
    bring_all(inbox)
    listed, contractor, some = (release().add_on(code) for code in ("0002Z", "0005Z", "0006Z"))
    assert listed is not None
    assert contractor is not None
    assert some is not None
    assert (listed.type, listed.primaries, listed.any_primary) == (1, ("0001Z",), False)
    assert (contractor.type, contractor.primaries, contractor.any_primary) == (2, (), True)
    assert contractor.notes == ("Contractor Defined Primary Codes",)
    assert (some.type, some.primaries, some.any_primary) == (3, ("0001Z",), True)
    assert release().add_on("0007Z") is None
    assert release().add_on("0001Z") is None


def test_the_tables_in_use_are_named(inbox: Path) -> None:
    bring([put(inbox, "AOC_V2026Q4-F-MCR.txt")])
    assert release().name == "October 2026 (AOC_V2026Q4-F-MCR.txt)"
