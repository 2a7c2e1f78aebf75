"""What a code is in another code set, another year, or a grouping, and what is said of it."""

from datetime import date
from pathlib import Path

import pytest
from grouping_examples import GEMS_PCS

from chartcode import codesets
from chartcode.codesets.crosswalk.run import NAMES, crosswalk
from chartcode.codesets.crosswalk.values import Crosswalk, written_icd9
from chartcode.codesets.crosswalk.years import year_to_year
from chartcode.codesets.imports.bring import bring
from chartcode.errors import InvalidValueError, UsageError

pytestmark = pytest.mark.usefixtures("data")

DAY = date(2026, 5, 1)
FY2025, FY2026, FY2027 = date(2024, 10, 1), date(2025, 10, 1), date(2026, 10, 1)


def asked(code: str, to: str, on: date = DAY) -> Crosswalk:
    return crosswalk(code, to, codesets.on(on))


def moved(code: str, start: date, end: date) -> Crosswalk:
    return year_to_year(code, codesets.on(start), codesets.on(end))


def codes(found: Crosswalk) -> list[str]:
    return [target.code for target in found.targets]


@pytest.mark.parametrize(
    ("code", "to", "targets", "says"),
    [
        ("A00.0", "icd9", ["001.0"], ""),
        ("a000", "icd9", ["001.0"], ""),
        ("I25.110", "icd9", ["414.01", "411.1"], "one code of each choice list"),
        ("G35.A", "icd9", ["340"], ""),
        ("A04.72", "icd9", ["008.45"], ""),
        ("J4B", "icd9", [], "no mapping at hand"),
        ("250.00", "icd10cm", ["E11.9"], ""),
        ("365.70", "icd10cm", [], "no map"),
        ("E000.0", "icd10cm", ["Y99.0"], ""),
        ("E11.9", "icd10cm", [], "an ICD-10-CM code itself"),
        ("0331", "icd10pcs", [], "mapping of procedures is not imported"),
        ("0016070", "icd9", [], "mapping of procedures is not imported"),
    ],
)
def test_between_icd9_and_icd10(code: str, to: str, targets: list[str], says: str) -> None:
    found = asked(code, to)
    assert codes(found) == targets
    assert says in found.said
    assert found.source.startswith("GEMs FY2016")


def test_the_flags_are_said_in_words() -> None:
    assert [target.how for target in asked("A00.0", "icd9").targets] == ["identical"]
    assert [target.how for target in asked("I25.110", "icd9").targets] == [
        "approximate, part of a combination: scenario 1, choice list 1",
        "approximate, part of a combination: scenario 1, choice list 2",
    ]


def test_several_that_stand_alone_leave_it_to_the_chart() -> None:
    found = asked("005.89", "icd10cm")
    assert codes(found) == ["A05.4", "A05.8"]
    assert "chart decides" in found.said


def test_a_target_that_has_gone_says_so() -> None:
    found = asked("340", "icd10cm", FY2026)
    assert codes(found) == ["G35"]
    assert "not valid on 2025-10-01; now G35.A, G35.B0" in found.targets[0].title


def test_a_code_newer_than_the_mappings_goes_by_the_one_before_it() -> None:
    assert asked("G35.A", "icd9").targets[0].how == "by G35, which was used before it came; approximate"


def test_procedures_with_imported_mappings(inbox: Path) -> None:
    (inbox / "2018_gem_pcsi9.txt").write_text(GEMS_PCS, encoding="utf-8")
    bring([inbox / "2018_gem_pcsi9.txt"])
    found = asked("0016070", "icd9")
    assert codes(found) == ["02.34"]
    assert found.targets[0].title


@pytest.mark.parametrize(
    ("bare", "procedure", "written"),
    [
        ("25000", False, "250.00"),
        ("042", False, "042"),
        ("V4581", False, "V45.81"),
        ("E0000", False, "E000.0"),
        ("E000", False, "E000"),
        ("0331", True, "03.31"),
    ],
)
def test_icd9_codes_as_they_are_written(bare: str, procedure: bool, written: str) -> None:
    assert written_icd9(bare, procedure=procedure) == written


@pytest.mark.parametrize(
    ("code", "start", "end", "targets", "how"),
    [
        ("A04.7", FY2025, FY2026, ["A04.71", "A04.72"], "took its place"),
        ("E72.53", FY2025, FY2026, ["E72.530", "E72.538", "E72.539"], "took its place"),
        ("E11.A", FY2026, FY2025, ["E11.9"], "used before it came"),
        ("G35.A", FY2026, FY2025, ["G35"], "used before it came"),
        ("E11.22", FY2025, FY2027, ["E11.22"], "valid on 2026-10-01"),
        ("I42.0", FY2026, FY2027, ["I42.00", "I42.01", "I42.09"], "below it in the book"),
        ("T52.8X1A", FY2026, FY2027, ["T52.811A", "T52.821A", "T52.891A"], "below it in the book"),
        ("XW03321", FY2026, FY2027, ["3E03329"], "took its place"),
        ("00163J0", FY2025, FY2026, ["00163J0"], "valid on 2025-10-01"),
    ],
)
def test_from_year_to_year(code: str, start: date, end: date, targets: list[str], how: str) -> None:
    found = moved(code, start, end)
    assert codes(found) == targets
    assert {target.how for target in found.targets} == {how}
    assert found.to == end.isoformat()


def test_what_was_split_off_a_code_that_stays_is_shown_too() -> None:
    found = moved("E11.9", FY2025, FY2026)
    assert codes(found) == ["E11.9", "E11.A"]
    assert "look whether one fits" in found.said


def test_nothing_is_guessed_where_no_table_says_it() -> None:
    found = moved("S23.420A", FY2026, FY2027)
    assert found.targets == ()
    assert "no conversion table" in found.said


def test_a_code_newer_than_every_table() -> None:
    found = moved("J4B", FY2027, FY2026)
    assert found.targets == ()
    assert "new on 2026-10-01" in found.said


def test_every_code_deleted_since_fy2023_leads_somewhere() -> None:
    start, end = codesets.on(date(2022, 10, 1)), codesets.on(FY2026)
    gone = set(start.icd10cm.billable_codes()) - set(end.icd10cm.billable_codes())
    assert len(gone) == 96
    valid = end.icd10cm.is_billable
    for code in gone:
        targets = year_to_year(code, start, end).targets
        assert targets, code
        assert all(valid(target.code.replace(".", "")) for target in targets)


@pytest.mark.parametrize(
    ("code", "to", "targets"),
    [
        ("E11.22", "ccsr", ["END003"]),
        ("I10", "hcc", ["HCC 187"]),
        ("J96.01", "msdrg", ["MCC", "MDC 04"]),
        ("L89.154", "msdrg", ["MCC", "MDC 09", "HAC 04"]),
        ("E11.22", "msdrg", ["no CC", "MDC 11"]),
        ("A33", "mce", ["newborn"]),
        ("E11.22", "mce", []),
        ("E11.22", "pdpm", []),
        ("E11.22", "pdgm", []),
    ],
)
def test_groupings_of_a_diagnosis(code: str, to: str, targets: list[str]) -> None:
    found = asked(code, to)
    assert codes(found) == targets
    assert targets or found.said
    assert found.title


def test_what_is_not_imported_names_the_file_and_the_command() -> None:
    for to in ("pdpm", "pdgm"):
        assert "chartcode codesets import" in asked("E11.22", to).said


def test_a_code_that_is_not_valid_is_said() -> None:
    assert asked("G35", "msdrg", FY2027).said.startswith("G35 is no valid code on 2026-10-01")


@pytest.mark.parametrize(
    ("code", "to"),
    [
        ("dragon", "icd9"),
        ("", "hcc"),
        ("E66.811", "icd10cm"),
        ("A00.0", "icd10pcs"),
        ("0016070", "hcc"),
        ("E11.9x!", "mce"),
    ],
)
def test_what_has_not_the_shape_of_a_code_is_refused(code: str, to: str) -> None:
    with pytest.raises(InvalidValueError):
        asked(code, to)


def test_another_name_is_refused() -> None:
    with pytest.raises(UsageError, match="icd9, icd10cm"):
        asked("E11.9", "moon")
    assert len(set(NAMES)) == 9


def test_a_code_of_seven_characters_may_be_of_either_code_set() -> None:
    assert asked("S72001A", "icd9").code == "S72.001A"
    assert moved("X2A5312", FY2025, FY2026).code == "X2A5312"
    assert moved("W61.01XA", FY2025, FY2026).code == "W61.01XA"


def test_opening_a_day_opens_no_grouping() -> None:
    import subprocess
    import sys

    program = (
        "import sys, datetime; from chartcode import codesets; codesets.on(datetime.date(2026, 5, 1));"
        "found = [name for name in sys.modules if name.startswith('chartcode.codesets.') and name.endswith('.release')"
        " and name.split('.')[2] in {'gems', 'ccsr', 'hcc', 'msdrg', 'mce', 'pdpm', 'pdgm', 'conversions'}];"
        "sys.exit(' '.join(found) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
