"""The codes that notes name, and what the notes ask of codes that stand together."""

from datetime import date

import pytest

from chartcode import codesets
from chartcode.codesets.icd10cm.conventions import conventions
from chartcode.codesets.icd10cm.faults import FaultKind, fault
from chartcode.codesets.icd10cm.notes import codes_named, is_named

RELEASE = codesets.on(date(2026, 4, 1)).icd10cm


@pytest.mark.parametrize(
    ("note", "named", "not_named"),
    [
        ("heart failure (I50.-)", "I5022 I509", "I51"),
        ("infectious agent (B95-B97)", "B951 B9620 B9789", "B94 B99"),
        ("code (B95-B97), to identify infectious agent", "B9620", "B99"),
        ("one and another (K82.A1), or a third (K82.A2)", "K82A1 K82A2", "K829"),
        ("stages (N18.1-N18.4, N18.9)", "N181 N1830 N189", "N185 N186"),
        ("bypass grafts (I25.70-I25.73-, I25.79-)", "I25700 I25731 I25799", "I2576"),
        ("open wounds (S32.1--S32.9 with 7th character B)", "S3210XB S329XXB", "S3210XA S320XXB"),
        ("ranges with spaces (S00 - S09)", "S060X0A", "S10"),
        ("ranges with words (M05.00 to M05.8A)", "M0500 M058A", "M059"),
        ("the drug (T36-T50 with fifth or sixth character 5)", "T360X5A T39015A T3695XA", "T360X1A T39011A"),
        ("poisonings (T36-T65 with fifth or sixth character 1-4 or 6)", "T360X1A T360X6A", "T360X5A"),
        ("mononucleosis (B27.0-B27.9 with fifth character 1)", "B2701 B2791", "B2702"),
        ("neuropathy in diabetes (E08-E13 with .51-.52)", "E1151 E0852", "E1142"),
        ("ulcers in diabetes (E08-E13 with .62-)", "E11621 E10628", "E1169"),
        ("hyperosmolarity (E08, E09, E11, E13 with final characters .00 or .01)", "E1100 E1301", "E1165 E1000"),
        ("aphasia after a stroke (I69. with final characters -20)", "I69320 I69020", "I69321"),
        ("underdosing of medication (T36-T50) with fifth or sixth character 6", "T360X6A", "T360X5A"),
        ("open fractures (S52.- with open fracture 7th character)", "S52521B S52521M", "S52521A S52521D"),
        ("acidosis - see E08-E10, E11 with ketoacidosis", "E1110 E0910", "E1165"),
        ("as classified in M75-M77", "M7531", "M78"),
        ("deficiency anemia (vitamin B12)", "", "B12"),
        ("6-phosphate dehydrogenase (G6PD) deficiency (D75.A)", "D75A", "G6P"),
        ("neurodevelopmental disorders (QA0.-)", "QA00101", "Q99"),
        ("no code at all (see above)", "", "A00"),
    ],
)
def test_the_codes_that_a_note_names(note: str, named: str, not_named: str) -> None:
    ranges = codes_named(note)
    assert [code for code in named.split() if not is_named(code, ranges)] == []
    assert [code for code in not_named.split() if is_named(code, ranges)] == []


@pytest.mark.parametrize(
    ("at", "kind", "demands"),
    [
        ("I110", "use additional code", True),
        ("D631", "code first", True),
        ("I42", "code first", False),
        ("A41", "code first", False),
        ("I50", "code first", False),
    ],
)
def test_which_notes_demand_a_code(at: str, kind: str, demands: bool) -> None:
    found = [one for one in conventions(RELEASE).all if (one.at, one.kind) == (at, kind)]
    assert {one.demands for one in found} == {demands}


def test_notes_of_every_level_bind_a_code() -> None:
    notes = conventions(RELEASE).of("I10")
    all_of_them = conventions(RELEASE).all
    assert {all_of_them[number].at for number in notes.excludes1} >= {"I10", "I10-I1A"}


def test_a_block_without_categories_binds_the_codes_of_its_range() -> None:
    notes = conventions(RELEASE).of("V0001XA")
    assert "V00-V99" in {conventions(RELEASE).all[number].at for number in notes.excludes1}


def test_a_code_that_the_book_has_not_yet_stands_under_its_stem() -> None:
    newer = codesets.on(date(2026, 10, 1)).icd10cm
    assert newer.is_billable("D6911")
    found = {conventions(newer).all[number].at for number in conventions(newer).of("D6911").excludes1}
    assert "D69" in found
    assert found <= {"D6911", "D691", "D69", "D65-D69", "D50-D89", "chapter 3"}


@pytest.mark.parametrize(
    ("code", "kind", "instead"),
    [
        ("E11", FaultKind.INCOMPLETE, "E110"),
        ("S52521", FaultKind.SEVENTH, "S52521A"),
        ("W19A", FaultKind.WRONG_SEVENTH, "W19XXXA"),
        ("I109", FaultKind.TOO_LONG, "I10"),
        ("G35", FaultKind.DELETED, "G35A"),
        ("T84042S", FaultKind.DELETED, "M9711XS"),
        ("D6911", FaultKind.NOT_YET, ""),
        ("E9999", FaultKind.UNKNOWN, ""),
    ],
)
def test_what_is_wrong_with_a_code_and_what_may_be_meant(code: str, kind: FaultKind, instead: str) -> None:
    found = fault(code, RELEASE)
    assert found is not None
    assert found.kind is kind
    assert (found.instead or ("",))[0] == instead


def test_nothing_is_wrong_with_a_billable_code() -> None:
    assert [code for code in RELEASE.billable_codes()[::500] if fault(code, RELEASE)] == []
