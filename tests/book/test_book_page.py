"""The page of a code: what the book and the sets beside it say of it on a day."""

from datetime import date
from pathlib import Path

import pytest
from book_examples import written

from chartcode import codesets
from chartcode.book.facts import Fact
from chartcode.book.page import SYSTEMS, Page, page
from chartcode.codesets.imports.bring import bring
from chartcode.errors import ReleaseError

DAY = date(2026, 5, 1)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "codesets"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the official files of ../shared/codesets are not here")


def shown(code: str, day: date = DAY) -> Page:
    found = page(code, codesets.on(day))
    assert found is not None
    return found


def fact(found: Page, about: str) -> Fact:
    return next(fact for fact in found.facts if fact.about == about)


def says(found: Page, about: str) -> list[str]:
    return [said.value for said in fact(found, about).says]


@pytest.mark.parametrize("written_as", ["E11.22", "e1122", " E11.22 "])
def test_a_code_however_it_is_written(written_as: str) -> None:
    found = shown(written_as)
    assert (found.system, found.code, found.billable) == ("ICD-10-CM", "E11.22", True)
    assert found.title == "Type 2 diabetes mellitus with diabetic chronic kidney disease"
    assert found.valid[0][0] == date(2015, 10, 1)
    assert [entry.code for entry in found.above] == ["chapter 4", "E08-E13", "E11", "E11.2"]
    assert [entry.code for entry in found.siblings] == ["E11.21", "E11.29"]
    assert found.below == ()


def test_every_note_says_where_it_stands() -> None:
    notes = {(note.kind, note.text, note.at) for note in shown("E11.22").notes}
    assert ("use additional code", "insulin (Z79.4)", "E11") in notes
    assert ("use additional code", "code to identify stage of chronic kidney disease (N18.1-N18.6)", "E11.22") in notes


@pytest.mark.parametrize(
    ("code", "below", "sevenths"),
    [
        ("E11.2", ["E11.21", "E11.22", "E11.29"], ""),
        ("S52.521", ["S52.521A", "S52.521D", "S52.521G", "S52.521K", "S52.521P", "S52.521S"], "ADGKPS"),
        ("W18.30XA", [], "ADS"),
        ("I10-I1A", ["I10", "I11", "I12", "I13", "I15", "I16", "I1A"], ""),
    ],
)
def test_what_stands_below_and_the_seventh_characters(code: str, below: list[str], sevenths: str) -> None:
    found = shown(code)
    assert [entry.code for entry in found.below] == below
    assert "".join(seventh.value for seventh in found.sevenths) == sevenths


def test_a_category_has_no_facts_of_billing() -> None:
    found = shown("E11")
    assert (found.billable, found.valid, found.facts) == (False, (), ())


@pytest.mark.parametrize(
    ("code", "about", "expected"),
    [
        ("A41.9", "MS-DRG", ["MCC", "MDC 18"]),
        ("E11.22", "MS-DRG", ["no CC", "MDC 11"]),
        ("S52.521A", "MS-DRG", ["CC", "MDC 08", "HAC 05"]),
        ("E11.22", "GEM", ["ICD-9 250.40"]),
        ("A41.9", "GEM", ["ICD-9 038.9", "ICD-9 995.91"]),
        ("Z79.4", "GEM", ["ICD-9 V58.67"]),
        ("E11.22", "CCSR", ["END003"]),
        ("Z38.00", "MCE", ["newborn"]),
        ("E11.22", "HCC", ["CMS-HCC V28 HCC 37"]),
    ],
)
def test_what_other_code_sets_say(code: str, about: str, expected: list[str]) -> None:
    found = says(shown(code), about)
    assert [one for one in found if one in expected] == expected


def test_the_poa_list_has_to_be_imported(data: Path) -> None:
    assert not data.exists()
    assert "chartcode codesets import" in fact(shown("E11.22"), "POA").needs


def test_the_poa_list(inbox: Path) -> None:
    bring(written(inbox))
    assert (says(shown("Z79.4"), "POA"), says(shown("E11.22"), "POA")) == (["exempt"], ["not exempt"])
    assert fact(shown("Z79.4", date(2026, 11, 1)), "POA").release.startswith("FY2026")
    assert fact(shown("Z79.4", date(2025, 9, 30)), "POA").needs


@needs_shared
def test_the_official_poa_list(data: Path) -> None:
    bring([SHARED / "icd10cm" / "POAexemptCodesFY26.zip"])
    assert (says(shown("Z79.4"), "POA"), says(shown("E11.22"), "POA")) == (["exempt"], ["not exempt"])


@pytest.mark.parametrize(
    ("code", "day", "added", "deleted"),
    [
        ("I42.0", date(2026, 10, 1), ("I42.00", "I42.01", "I42.09"), ("I42.0",)),
        ("I42.00", date(2026, 10, 1), ("I42.00",), ()),
        ("I42", date(2026, 10, 1), ("I42.00", "I42.01", "I42.09", "I42.81", "I42.89"), ("I42.0", "I42.8")),
        ("I42", date(2026, 9, 30), (), ()),
        ("E66.811", date(2024, 10, 1), ("E66.811",), ()),
        ("E11.22", DAY, (), ()),
    ],
)
def test_what_changed_since_the_year_before(
    code: str, day: date, added: tuple[str, ...], deleted: tuple[str, ...]
) -> None:
    changed = shown(code, day).changed
    assert changed is not None
    assert (changed.added, changed.deleted, changed.anything) == (added, deleted, bool(added or deleted))
    assert (changed.since.month, changed.since.day) == (9, 30)


def test_before_the_first_year_nothing_is_known() -> None:
    assert shown("E11.22", date(2022, 10, 1)).changed is None
    assert shown("I10-I1A").changed is None


def test_a_deleted_code_shows_its_days_and_what_it_became() -> None:
    found = shown("I42.0", date(2026, 11, 1))
    assert (found.billable, found.valid[-1][1]) == (False, date(2026, 9, 30))
    assert [entry.code for entry in found.below] == ["I42.00", "I42.01", "I42.09"]


@pytest.mark.parametrize("code", ["0FT44ZZ", "0ft44zz"])
def test_a_procedure_without_the_tables_says_what_brings_them(code: str) -> None:
    found = shown(code)
    assert (found.system, found.code, found.billable) == ("ICD-10-PCS", "0FT44ZZ", True)
    assert found.title == "Resection of Gallbladder, Percutaneous Endoscopic Approach"
    assert "0FT44ZG" in {entry.code for entry in found.siblings}
    assert found.characters == ()
    assert len(found.needs) == 2
    assert all("chartcode codesets import" in need for need in found.needs)


@needs_shared
def test_the_characters_of_a_procedure(data: Path) -> None:
    bring([SHARED / "icd10pcs" / f"icd10pcs_{name}_2026.xml" for name in ("tables", "definitions")])
    found = shown("0FT44ZZ")
    assert [(one.char, one.axis, one.label) for one in found.characters[:5]] == [
        ("0", "Section", "Medical and Surgical"),
        ("F", "Body System", "Hepatobiliary System and Pancreas"),
        ("T", "Operation", "Resection"),
        ("4", "Body Part", "Gallbladder"),
        ("4", "Approach", "Percutaneous Endoscopic"),
    ]
    assert "all of a body part" in found.characters[2].definition
    assert found.needs == ()


@needs_shared
def test_a_service_of_hcpcs(data: Path) -> None:
    bring([SHARED / "hcpcs" / "2019-Alpha-Numeric-HCPCS-File.zip"])
    found = shown("j0585")
    assert (found.system, found.code, found.billable) == ("HCPCS", "J0585", True)
    assert found.title == "Injection, onabotulinumtoxina, 1 unit"
    assert ("coverage", "D") in {(said.value, said.title) for said in fact(found, "HCPCS").says}


def test_a_code_of_a_set_that_is_not_imported_says_what_brings_it(data: Path) -> None:
    assert not data.exists()
    for code in ("J0585", "99999"):
        with pytest.raises(ReleaseError, match="chartcode codesets import"):
            page(code, codesets.on(DAY))


def test_a_code_that_two_sets_share_is_a_diagnosis_unless_asked_otherwise(data: Path) -> None:
    assert not data.exists()
    assert shown("E0781").title == "Sick-euthyroid syndrome"
    with pytest.raises(ReleaseError, match="HCPCS"):
        page("E0781", codesets.on(DAY), "hcpcs")


@pytest.mark.parametrize("text", ["", "zorgle", "E11.99Z", "0000000", "Z00.000", "E11.22; I10"])
@pytest.mark.parametrize("system", ["", *SYSTEMS])
def test_what_is_no_code_has_no_page(text: str, system: str) -> None:
    assert page(text, codesets.on(DAY), system) is None
