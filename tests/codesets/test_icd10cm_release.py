"""What the embedded ICD-10-CM releases answer, against counts that CDC and CMS publish for each fiscal year."""

from datetime import date

import pytest

from chartcode import codesets
from chartcode.codesets.icd10cm.release import IcdCmRelease, Instruction, fiscal_year
from chartcode.errors import ReleaseError

APRIL = date(2026, 4, 1)


def release(year: int, month: int, day: int) -> IcdCmRelease:
    return codesets.on(date(year, month, day)).icd10cm


@pytest.fixture(scope="module")
def book() -> IcdCmRelease:
    return codesets.on(APRIL).icd10cm


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2022, 10, 1), 73_639),
        (date(2023, 10, 1), 74_044),
        (date(2024, 10, 1), 74_260),
        (date(2026, 4, 1), 74_719),
        (date(2026, 10, 1), 74_879),
        (date(2027, 9, 30), 74_879),
    ],
)
def test_the_number_of_billable_codes(day: date, codes: int) -> None:
    assert len(codesets.on(day).icd10cm.billable_codes()) == codes


def test_october_2026_adds_190_codes_and_deletes_30() -> None:
    before, after = (set(release(2026, month, day).billable_codes()) for month, day in ((9, 30), (10, 1)))
    assert (len(after - before), len(before - after)) == (190, 30)


def test_every_billable_code_of_april_2026_has_a_title(book: IcdCmRelease) -> None:
    assert [code for code in book.billable_codes() if not book.title(code)] == []


def test_the_tree_and_the_validity_table_agree_in_april_2026(book: IcdCmRelease) -> None:
    leaves = {code for code, _, kind, _ in book.nodes() if kind == "code"}
    assert set(book.billable_codes()) <= leaves


@pytest.mark.parametrize(
    ("code", "day", "valid"),
    [
        ("U099", date(2022, 10, 1), True),
        ("G43E01", date(2023, 9, 30), False),
        ("G43E01", date(2023, 10, 1), True),
        ("E66811", date(2024, 9, 30), False),
        ("E66811", date(2024, 10, 1), True),
        ("I420", date(2026, 9, 30), True),
        ("I420", date(2026, 10, 1), False),
        ("I4200", date(2026, 10, 1), True),
        ("E11", APRIL, False),
        ("E112", APRIL, False),
        ("Q999X", APRIL, False),
        ("", APRIL, False),
    ],
)
def test_a_code_is_billable_on_its_days_and_to_its_last_character(code: str, day: date, valid: bool) -> None:
    assert codesets.on(day).icd10cm.is_billable(code) is valid


def test_validity_tells_the_days(book: IcdCmRelease) -> None:
    assert book.validity("I420") == ((20151001, 20260930),)
    assert book.validity("I4200")[0][0] == 20261001
    assert book.validity("E11") == ()


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("E1122", "Type 2 diabetes mellitus with diabetic chronic kidney disease"),
        ("I10", "Essential (primary) hypertension"),
        ("chapter 4", "Endocrine, nutritional and metabolic diseases"),
        ("E08-E13", "Diabetes mellitus"),
        ("W1830XA", "Fall on same level, unspecified, initial encounter"),
        ("S52521A", "Torus fracture of lower end of right radius, initial encounter for closed fracture"),
        ("H4010X3", "Unspecified open-angle glaucoma, severe stage"),
    ],
)
def test_titles(book: IcdCmRelease, code: str, title: str) -> None:
    assert book.title(code) == title


@pytest.mark.parametrize("code", ["I4200", "Z00000", "e11.9", ""])
def test_a_code_the_book_does_not_print_has_no_title_kind_or_ancestors(book: IcdCmRelease, code: str) -> None:
    assert (book.title(code), book.kind(code), book.ancestors(code)) == (None, None, ())


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("chapter 1", "chapter"),
        ("B20-B20", "block"),
        ("E11", "category"),
        ("B20", "code"),
        ("E112", "subcategory"),
        ("T391X1", "subcategory"),
        ("T391X1A", "code"),
    ],
)
def test_kinds(book: IcdCmRelease, code: str, kind: str) -> None:
    assert book.kind(code) == kind


def test_ancestors_lead_from_the_code_to_its_chapter(book: IcdCmRelease) -> None:
    assert book.ancestors("E1122") == ("E112", "E11", "E08-E13", "chapter 4")
    assert book.ancestors("B20") == ("B20-B20", "chapter 1")
    assert book.ancestors("T391X1A") == ("T391X1", "T391X", "T391", "T39", "T36-T50", "chapter 19")


def test_children_come_in_the_order_of_the_book(book: IcdCmRelease) -> None:
    assert book.children("E112") == ("E1121", "E1122", "E1129")
    assert book.children("E08-E13") == ("E08", "E09", "E10", "E11", "E13")
    assert book.children("T391X1") == ("T391X1A", "T391X1D", "T391X1S")
    assert book.children("E1122") == ()


@pytest.mark.parametrize(
    ("code", "instruction"),
    [
        ("E1122", Instruction("use additional code", "insulin (Z79.4)", "E11")),
        ("E1122", Instruction("excludes1", "gestational diabetes (O24.4-)", "E11")),
        ("J440", Instruction("excludes2", "cystic fibrosis (E84.-)", "J40-J4A")),
        ("J440", Instruction("code also", "to identify the infection", "J440")),
        ("S52521A", Instruction("excludes2", "physeal fractures of lower end of radius (S59.2-)", "S525")),
        ("T391X1A", Instruction("code first", "aspirin gastritis (K29.-)", "T36-T50")),
    ],
)
def test_a_code_inherits_the_notes_of_every_ancestor(book: IcdCmRelease, code: str, instruction: Instruction) -> None:
    assert instruction in book.instructions(code)


def test_own_notes_stand_before_inherited_ones_nearest_first(book: IcdCmRelease) -> None:
    way = ("J440", *book.ancestors("J440"))
    places = [way.index(note.at) for note in book.instructions("J440")]
    assert places == sorted(places)
    assert places[0] == 0


def test_inclusion_terms_are_not_inherited(book: IcdCmRelease) -> None:
    assert {note.at for note in book.instructions("S52521A") if note.kind == "inclusion term"} <= {"S52521A"}
    assert any(note.kind == "inclusion term" for note in book.instructions("I10")) == any(
        note.kind == "inclusion term" for note in book.own_instructions("I10")
    )


@pytest.mark.parametrize(
    ("code", "characters"),
    [("W1830", "ADS"), ("W1830XA", "ADS"), ("S52521", "ADGKPS"), ("H4010", "01234"), ("I10", ""), ("nothing", "")],
)
def test_seventh_characters_are_inherited_and_overridden(book: IcdCmRelease, code: str, characters: str) -> None:
    assert "".join(char for char, _ in book.sevenths(code)) == characters


def test_placeholder_x_fills_short_codes(book: IcdCmRelease) -> None:
    assert book.is_billable("W1830XA")
    assert book.is_billable("T07XXXA")
    assert not book.is_billable("W1830A")
    assert not book.is_billable("T07XXX")


@pytest.mark.parametrize(
    ("code", "side", "sibling"),
    [
        ("M1711", "left", "M1712"),
        ("M1710", "right", "M1711"),
        ("C50911", "unspecified", "C50919"),
        ("S52521A", "left", "S52522A"),
        ("G5131", "bilateral", "G5133"),
    ],
)
def test_sides(book: IcdCmRelease, code: str, side: str, sibling: str) -> None:
    assert book.sides(code).get(side) == sibling


def test_a_code_without_a_side_has_no_siblings(book: IcdCmRelease) -> None:
    assert book.sides("I10") == {}


def test_sides_are_mutual(book: IcdCmRelease) -> None:
    sided = [code for code in book.billable_codes() if code.startswith(("H2", "M1", "S5", "G56"))]
    wrong = [
        (code, side)
        for code in sided
        for side, sibling in book.sides(code).items()
        if book.sides(sibling) != book.sides(code)
    ]
    assert wrong == []


@pytest.mark.parametrize("day", [date(2015, 10, 1), date(2022, 9, 30), date(2027, 10, 1), date(2040, 1, 1)])
def test_a_day_without_a_release_is_an_error_that_says_which_days_there_are(day: date) -> None:
    with pytest.raises(ReleaseError, match=f"no ICD-10-CM release for {day}.*2022-10-01 to 2027-") as caught:
        codesets.on(day)
    assert "\n" not in str(caught.value)


def test_the_release_names_its_fiscal_year(book: IcdCmRelease) -> None:
    assert book.name.startswith("FY2026 ")
    assert "April-1-2026" in book.name
    assert codesets.on(APRIL).names() == (("ICD-10-CM", book.name),)


@pytest.mark.parametrize(
    ("day", "year"), [(date(2025, 9, 30), 2025), (date(2025, 10, 1), 2026), (date(2026, 1, 1), 2026)]
)
def test_a_fiscal_year_begins_in_october(day: date, year: int) -> None:
    assert fiscal_year(day) == year
