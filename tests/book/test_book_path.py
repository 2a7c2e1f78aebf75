"""The logic path: questions that end at a billable code."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from book_examples import written

from chartcode import codesets
from chartcode.book.axes import labels
from chartcode.book.path import path
from chartcode.book.questions import choice, possible_below
from chartcode.codesets import Releases
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.codesets.imports.bring import bring

DAY = date(2026, 5, 1)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "codesets" / "icd10cm"

BITE = "Dragon bite (imagined)"
WING = "Neoplasm, neoplastic > wing (feathered)"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the official files of ../shared/codesets are not here")


@pytest.fixture(scope="module")
def book() -> Releases:
    """What comes with chartcode, without any import."""
    return codesets.on(DAY)


@pytest.fixture
def full(inbox: Path) -> Releases:
    """The excerpts, imported."""
    bring(written(inbox))
    return codesets.on(DAY)


@pytest.mark.parametrize(
    ("start", "answers", "code"),
    [
        ("E11.9", (), "E11.9"),
        ("s52.52", ("left", "initial"), "S52.522A"),
        ("S52.52", ("initial", "left"), "S52.522A"),
        ("S72.14", ("displaced", "left", "initial", "closed"), "S72.142A"),
        ("S72.14", ("nondisplaced", "right", "subsequent", "type IIIA", "malunion"), "S72.144R"),
        ("E11", ("kidney", "chronic kidney"), "E11.22"),
        ("E11", ("without complications",), "E11.9"),
        ("E11.31", ("with macular edema",), "E11.311"),
        ("T39.1X", ("adverse effect", "sequela"), "T39.1X5S"),
        ("W11", ("subsequent",), "W11.XXXD"),
        ("O99.0", ("pregnancy", "third"), "O99.013"),
        ("O99.0", ("childbirth",), "O99.02"),
        ("M17", ("unilateral primary", "left"), "M17.12"),
        ("C50", ("upper-outer", "female", "left"), "C50.412"),
        ("I69.35", ("left", "non-dominant"), "I69.354"),
        ("G43.0", ("intractable", "without status migrainosus"), "G43.019"),
        ("J96.0", ("hypoxia",), "J96.01"),
        ("N18", ("stage 3", "3b"), "N18.32"),
        ("N18", ("N18.6",), "N18.6"),
        ("H40.11", ("left", "severe"), "H40.1123"),
        ("E08-E13", ("type 2", "without complications"), "E11.9"),
        ("torus fracture of lower end of left radius", ("initial",), "S52.522A"),
        ("fall on and from ladder, initial encounter", (), "W11.XXXA"),
    ],
)
def test_answers_lead_to_a_code(book: Releases, start: str, answers: tuple[str, ...], code: str) -> None:
    found = path(start, book, answers)
    assert (found.code, found.question, found.unused) == (code, None, ())
    assert found.title == book.icd10cm.title(code.replace(".", ""))


@pytest.mark.parametrize(
    ("start", "axis", "options"),
    [
        ("S52.52", "side", {"right": "S52.521-", "left": "S52.522-", "unspecified": "S52.529-"}),
        ("S72.14", "displacement", {"displaced": "S72.14-", "nondisplaced": "S72.14-"}),
        (
            "S52.522",
            "encounter",
            {"initial encounter": "S52.522A", "subsequent encounter": "S52.522-", "sequela": "S52.522S"},
        ),
        (
            "O24.01",
            "trimester",
            {
                "first trimester": "O24.011",
                "second trimester": "O24.012",
                "third trimester": "O24.013",
                "unspecified trimester": "O24.019",
            },
        ),
        ("J45.4", "complication", {"uncomplicated": "J45.40", "with (acute) exacerbation": "J45.41",
                                   "with status asthmaticus": "J45.42"}),
        ("I50.2", "acuity", {"unspecified": "I50.20", "Acute": "I50.21", "Chronic": "I50.22",
                             "Acute on chronic": "I50.23"}),
        ("K50", "site", {"small intestine": "K50.0-", "large intestine": "K50.1-",
                         "both small and large intestine": "K50.8-", "unspecified": "K50.9-"}),
    ],
)  # fmt: skip
def test_a_question_names_its_axis_and_what_each_answer_leads_to(
    book: Releases, start: str, axis: str, options: dict[str, str]
) -> None:
    question = path(start, book).question
    assert question is not None
    assert (question.axis, {option.label: option.leads_to for option in question.options}) == (axis, options)


def test_the_steps_are_told(book: Releases) -> None:
    found = path("S52.52", book, ("left", "sequela"))
    assert [(step.axis, step.answer, step.leads_to) for step in found.steps] == [
        ("side", "left", "S52.522-"),
        ("encounter", "sequela", "S52.522S"),
    ]


def test_an_answer_no_question_takes_is_kept(book: Releases) -> None:
    found = path("S52.52", book, ("purple", "left"))
    assert found.unused == ("purple",)
    assert found.question is not None


def test_an_answer_that_fits_two_options_leaves_the_question_open(book: Releases) -> None:
    found = path("E11", book, ("complications",))
    assert (found.steps, found.code) == ((), "")


def test_each_answer_is_used_once(book: Releases) -> None:
    found = path("C50", book, ("unspecified site", "unspecified"))
    assert [step.axis for step in found.steps] == ["site"]
    assert found.question is not None
    assert found.question.axis == "sex"


@pytest.mark.parametrize("start", ["zorgle", "", "???", "Z99.ZZZ"])
def test_a_start_that_is_nowhere(book: Releases, start: str) -> None:
    found = path(start, book, ("left",))
    assert (found.code, found.question, found.steps, found.unused) == ("", None, (), ("left",))


def test_a_divided_code_asks_for_what_it_became() -> None:
    october = codesets.on(date(2026, 10, 1))
    question = path("I42.0", october).question
    assert question is not None
    assert [option.leads_to for option in question.options] == ["I42.00", "I42.01", "I42.09"]
    assert path("I42.0", codesets.on(DAY)).code == "I42.0"


def test_a_term_without_an_index_starts_at_the_titles(book: Releases) -> None:
    question = path("portal vein", book).question
    assert question is not None
    assert "K75.1" in {option.leads_to for option in question.options}


@pytest.mark.parametrize(
    ("titles", "parent", "expected"),
    [
        (("Ague with flu", "Ague with cold", "Ague without flu"), "Ague", ("with flu", "with cold", "without flu")),
        (("Green ague", "Blue ague", "Other ague"), "Ague", ("Green", "Blue", "other")),
        (("Green ague", "Blue ague", "Ague, unspecified"), "Ague", ("Green", "Blue", "unspecified")),
        (("Ague of the nose, stage 1", "Ague of the nose, stage 2"), "Ague of the nose", ("stage 1", "stage 2")),
        (("Ague", "Ague"), "", ("Ague", "Ague")),
        (("Acute ague", "Acute gout"), "Ills", ("Acute ague", "Acute gout")),
    ],
)  # fmt: skip
def test_labels_are_the_words_that_differ(titles: tuple[str, ...], parent: str, expected: tuple[str, ...]) -> None:
    assert labels(titles, parent).labels == expected


def ends(nodes: tuple[str, ...], parent: str, release: IcdCmRelease) -> Iterator[str]:
    """The codes at the end of every series of answers; each question's own wordings must choose their options."""
    if len(nodes) == 1:
        below = possible_below(nodes[0], release)
        yield from ends(below, nodes[0], release) if below else nodes
        return
    asked = choice(nodes, parent, release)
    assert len(asked.question.options) > 1
    for number, option in enumerate(asked.question.options):
        assert asked.question.chosen(option.label) == number
        yield from ends(asked.left[number], parent, release)


def test_every_billable_code_is_the_end_of_exactly_one_series_of_answers(book: Releases) -> None:
    release = book.icd10cm
    categories = [code for code, _, _, _ in release.nodes() if len(code) == 3]
    reached = Counter(code for category in categories for code in ends((category,), "", release))
    assert reached == Counter(release.billable_codes())


@pytest.mark.parametrize(
    ("start", "answers", "code", "way"),
    [
        ("golem heart", (), "E85.4", "Golem heart"),
        ("dragon bite", ("none",), "R45.89", BITE),
        ("dragon bite", ("bowel", "knight"), "K52.0", f"{BITE} > with > scorched bowel (acute) > in a knight"),
        ("dragon bite", ("bowel", "none"), "K52.9", f"{BITE} > with > scorched bowel (acute)"),
        ("dragon bite", ("shame",), "R45.2", "Shame, ashamed"),
        ("dragon bite of left forearm", ("sequela",), "S52.522S", f"{BITE} > forearm"),
        ("dragon wing", ("none", "female", "right"), "C50.411", WING),
        ("dragon wing", ("tip", "female", "right"), "C50.011", f"{WING} > tip"),
        ("neoplasm wing", ("tip", "primary", "female", "right"), "C50.011", f"{WING} > tip"),
        ("neoplasm wing", ("none", "uncertain", "right"), "D48.61", WING),
        ("essence", ("adverse", "initial"), "T39.1X5A", "Elixir"),
        ("flung from tower", ("initial",), "W11.XXXA", "Griffin, flung (high) > from > tower"),
        ("solemn folly", (), "R45.2", "Shame, ashamed"),
    ],
)  # fmt: skip
def test_the_index_leads_to_a_code(full: Releases, start: str, answers: tuple[str, ...], code: str, way: str) -> None:
    found = path(start, full, answers)
    assert (found.code, " > ".join(found.way), found.unused) == (code, way, ())


def test_the_index_gives_the_manifestation(full: Releases) -> None:
    assert path("golem heart", full).manifestation == "I43"


def test_terms_without_a_code_join_those_under_them(full: Releases) -> None:
    question = path("dragon bite", full).question
    assert question is not None
    assert {option.label: option.leads_to for option in question.options} == {
        "with scorched bowel (acute)": "K52.9",
        "with shame": "R45.2",
        "wing": "C50.4-",
        "forearm": "S52.52-",
        "by size": "",
        "long ago": "E11",
        "none of these": "R45.89",
    }


def test_a_code_that_the_release_does_not_have_ends_the_path(full: Releases) -> None:
    found = path("gone", full)
    assert (found.printed, found.code, found.question) == ("Z99.88", "", None)


def test_a_circle_of_references_ends(full: Releases) -> None:
    found = path("dread", full)
    assert (found.code, found.question, found.references) == ("", None, ("see Dread",))


@needs_shared
def test_the_official_index(data: Path) -> None:
    bring([SHARED / "icd10cm-index-2025.RECONSTRUCTED.xml"])
    book = codesets.on(DAY)
    assert path("fracture of neck of left femur", book, ("base", "displaced", "initial", "closed")).code == "S72.042A"
    assert path("diabetes", book, ("type 2", "with chronic kidney")).code == "E11.22"
    assert path("hypertension", book, ("none",)).code == "I10"
    assert path("cancer of breast", book, ("left",)).code == "C50.912"
