"""Turning over the pages of the Index, the tables and the Tabular List."""

from datetime import date
from pathlib import Path

import pytest
from book_examples import written

from chartcode import codesets
from chartcode.book.browse import PARTS, Branch, Spread, browse
from chartcode.codesets import Releases
from chartcode.codesets.imports.bring import bring
from chartcode.errors import ReleaseError

DAY = date(2026, 5, 1)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "codesets" / "icd10cm"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the official files of ../shared/codesets are not here")


@pytest.fixture
def book(inbox: Path) -> Releases:
    """The excerpts, imported."""
    bring(written(inbox))
    return codesets.on(DAY)


def found(spread: Spread) -> Branch:
    return spread.branches[0]


def ways(spread: Spread) -> list[str]:
    """The way to each branch, with the term it shows."""
    return [" > ".join((*branch.way, branch.lines[0].text)) for branch in spread.branches]


def lines(branch: Branch) -> list[str]:
    return [f"{'  ' * line.depth}{line.text} {line.code}".rstrip() for line in branch.lines]


@pytest.mark.parametrize(
    "words",
    ["dragon bite", "Dragon bite (imagined)", "dragon bites", "drag", "BITE DRAGON", "imagined dragon bite"],
)
def test_a_main_term_however_it_is_asked_for(book: Releases, words: str) -> None:
    assert lines(found(browse("index", words, book))) == [
        "Dragon bite (imagined) R45.89",
        "  with",
        "    scorched bowel (acute) K52.9",
        "      in a knight K52.0",
        "    shame",
        "  wing",
        "  forearm S52.52-",
        "  by size",
        "  long ago",
    ]


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("Dragon bite, with, scorched bowel", "Dragon bite (imagined) > with > scorched bowel (acute)"),
        ("bowel dragon knight", "Dragon bite (imagined) > with > scorched bowel (acute) > in a knight"),
        ("foolish", "Folly, foolish"),
        ("solemn folly", "Folly, foolish > solemn"),
    ],
)
def test_a_term_by_words_of_its_way(book: Releases, words: str, way: str) -> None:
    assert ways(browse("index", words, book))[0] == way


def test_see_is_followed_to_the_end(book: Releases) -> None:
    assert ways(browse("index", "solemn folly", book)) == ["Folly, foolish > solemn", "Shame, ashamed"]


def test_a_reference_names_the_column_of_the_table(book: Releases) -> None:
    wing = found(browse("index", "dragon wing", book)).lines[0]
    assert [reference.code for reference in wing.references] == ["C50.4-"]


def test_a_direction_in_a_reference_is_no_term(book: Releases) -> None:
    """ "By site" tells how to go on; "Ash" is no "as"."""
    assert ways(browse("index", "burnt folly", book))[-1] == "Ash disease"


def test_a_circle_of_see_ends(book: Releases) -> None:
    assert ways(browse("index", "dread", book)) == ["Dread", "Dreadfulness", "Fright"]


def test_a_reference_says_which_code_stands_there(book: Releases) -> None:
    (also, nowhere) = found(browse("index", "folly", book)).lines[0].references
    assert (also.kind, also.text, also.way, also.code) == ("see also", "Shame", ("Shame, ashamed",), "R45.2")
    assert (nowhere.text, nowhere.way, nowhere.code) == ("condition", (), "")


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("dragon wing", "Neoplasm, neoplastic > wing (feathered)"),
        ("dragon by size", "Elixir"),
        (
            "dragon long ago",
            "chapter 4  Endocrine, nutritional and metabolic diseases > E08-E13  Diabetes mellitus"
            " > Type 2 diabetes mellitus",
        ),
    ],
)
def test_a_reference_to_another_part_of_the_book(book: Releases, words: str, way: str) -> None:
    assert ways(browse("index", words, book))[-1] == way


def test_a_manifestation_stands_beside_its_code(book: Releases) -> None:
    (line,) = found(browse("index", "golem heart", book)).lines
    assert (line.code, line.manifestation) == ("E85.4", "I43")


def test_a_row_of_the_neoplasm_table_has_six_columns(book: Releases) -> None:
    spread = browse("neoplasm", "wing", book)
    assert len(found(spread).columns) == 6
    assert dict(found(spread).lines[0].cells) == {
        "Malignant Primary": "C50.4-",
        "Malignant Secondary": "C79.81",
        "Ca in situ": "D05.-",
        "Uncertain": "D48.6-",
        "Unspecified": "D49.3",
    }
    assert lines(found(spread)) == ["wing (feathered)", "  tip"]


def test_the_neoplasm_table_without_a_term_shows_its_sites(book: Releases) -> None:
    branch = found(browse("neoplasm", "", book))
    assert [(line.depth, line.text, line.below) for line in branch.lines] == [
        (0, "Neoplasm, neoplastic", 0),
        (1, "wing (feathered)", 1),
        (1, "tail", 0),
    ]


def test_a_row_of_the_drug_table(book: Releases) -> None:
    spread = browse("drug", "essence", book)
    assert ways(spread) == ["Essence", "Elixir"]
    assert [code for _, code in spread.branches[1].lines[0].cells] == [f"T39.1X{number}" for number in range(1, 7)]


def test_the_external_cause_index(book: Releases) -> None:
    assert lines(found(browse("external", "flung from tower", book))) == ["tower W11"]
    thunder = found(browse("external", "griffin thunder", book)).lines[0]
    assert [(reference.kind, reference.code) for reference in thunder.references] == [("subcategory", "T75.0")]


def test_the_two_indexes_refer_to_each_other(book: Releases) -> None:
    assert ways(browse("external", "griffin weeping", book))[-1] == "Shame, ashamed > deep"


def test_letters_and_the_main_terms_of_one(book: Releases) -> None:
    assert [(line.text, line.below) for line in found(browse("index", "", book)).lines] == [
        ("A", 1),
        ("D", 3),
        ("F", 2),
        ("G", 2),
        ("S", 1),
    ]
    assert lines(found(browse("index", "g", book))) == ["Golem heart E85.4", "Gone Z99.88"]
    assert browse("index", "q", book).branches == ()


def test_levels(book: Releases) -> None:
    branch = found(browse("index", "dragon bite", book, levels=1))
    assert [(line.text, line.below) for line in branch.lines[:2]] == [("Dragon bite (imagined)", 0), ("with", 3)]
    assert len(found(browse("index", "dragon bite", book, levels=0)).lines) == 1


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("words", ["zorgle", "zorgle dragon", "...", "%", "'; --"])
def test_nothing_found(book: Releases, part: str, words: str) -> None:
    assert browse(part, words, book).branches == ()


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("part", ["index", "external", "neoplasm", "drug"])
def test_what_is_not_imported_says_what_brings_it(part: str) -> None:
    with pytest.raises(ReleaseError, match=r"not imported.*chartcode codesets import FILE"):
        browse(part, "dragon", codesets.on(DAY))


def test_a_part_is_not_used_before_its_first_day(book: Releases) -> None:
    with pytest.raises(ReleaseError, match="not imported"):
        browse("drug", "elixir", codesets.on(date(2025, 9, 30)))


def test_the_tabular_list_needs_no_import() -> None:
    chapters = found(browse("tabular", "", codesets.on(DAY))).lines
    assert (len(chapters), chapters[3].code) == (22, "chapter 4")


@pytest.mark.parametrize("named", ["i10-i1a", "I10-I1A"])
def test_a_block_of_the_tabular_list(named: str) -> None:
    branch = found(browse("tabular", named, codesets.on(DAY), levels=2))
    assert branch.way == ("chapter 9  Diseases of the circulatory system",)
    assert lines(branch)[:4] == [
        "Hypertensive diseases I10-I1A",
        "  Essential (primary) hypertension I10",
        "  Hypertensive heart disease I11-",
        "    Hypertensive heart disease with heart failure I11.0",
    ]


def test_the_tabular_list_by_words_of_a_title() -> None:
    spread = browse("tabular", "cholera classical", codesets.on(DAY))
    assert found(spread).lines[0].code == "A00.0"


@needs_shared
def test_the_official_index_leads_on(data: Path) -> None:
    bring([SHARED / "icd10cm-index-2025.RECONSTRUCTED.xml"])
    book = codesets.on(DAY)
    assert ways(browse("index", "fracture, femur, neck", book))[-1] == (
        "Fracture, traumatic (abduction) (adduction) (separation) > femur, femoral > upper end > neck"
    )
    assert found(browse("index", "diabetes type 2 with ketoacidosis", book)).lines[0].code == "E11.10"
    assert found(browse("index", "Hernia, abdomen, specified site NEC", book)).lines[0].code == "K45.8"


@needs_shared
def test_the_excerpt_of_2027_has_manifestations_and_modifiers(data: Path) -> None:
    bring([SHARED / "icd10cm-index-2027.EXCERPT.xml"])
    book = codesets.on(date(2026, 11, 1))
    line = found(browse("index", "amyloidosis with lung involvement", book)).lines[0]
    assert line.manifestation == "J99"
    assert found(browse("index", "aberrant vein congenital", book)).lines[0].text.startswith("vein (peripheral) NEC")


@needs_shared
def test_the_official_tables(data: Path) -> None:
    bring([SHARED / f"icd10cm-{name}-April-1-2026-XML.xml" for name in ("neoplasm", "drug", "eindex")])
    book = codesets.on(DAY)
    breast = found(browse("neoplasm", "breast upper-outer quadrant", book)).lines[0]
    assert [code for _, code in breast.cells] == ["C50.4-", "C79.81", "D05.-", "D24.-", "D48.6-", "D49.3"]
    aspirin = found(browse("drug", "aspirin", book)).lines[0]
    assert dict(aspirin.cells)["Adverse effect"] == "T39.015"
    assert found(browse("external", "fall from ladder", book)).lines[0].code == "W11"
