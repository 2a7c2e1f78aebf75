"""The parts of lookup: slips, details, denial, weights, the tables of rewritings, a register of a few wordings."""

import sqlite3

import pytest

from chartcode.book.search.asked import readings
from chartcode.book.search.build import build
from chartcode.book.search.detail import Detail, denial, detail_of
from chartcode.book.search.match import matches
from chartcode.book.search.rewritings import BROADER, PROCEDURE, USUAL, Rewriting, broader, drugs, procedures
from chartcode.book.search.shelf import Shelf
from chartcode.book.search.slips import slips_between
from chartcode.book.search.weights import share_of, weight
from chartcode.book.search.wordings import LEXICON, TITLE, Wording, with_approach
from chartcode.lexicon import tables
from chartcode.reading.words import WordForms


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("asthma", "asthma", 0),
        ("asthma", "astma", 1),
        ("pnuemonia", "pneumonia", 1),
        ("diabetis", "diabetes", 1),
        ("parkinson", "parkison", 1),
        ("seizure", "siezures", 2),
        ("gout", "scout", 2),
        ("gout", "fever", 3),
    ],
)
def test_slips(one: str, other: str, slips: int) -> None:
    assert slips_between(one, other, most=2) == slips == slips_between(other, one, most=2)


@pytest.mark.parametrize(
    ("text", "detail", "words"),
    [
        ("broken wrist", Detail(), "broken wrist"),
        ("broken left wrist", Detail("left"), "broken left wrist"),
        ("left and right cataract", Detail("bilateral"), "left and right cataract"),
        ("wrist fracture, sequela", Detail("", "S"), "wrist fracture, "),
        ("subsequent encounter", Detail(), "subsequent encounter"),
    ],
)
def test_details_beside_the_words(text: str, detail: Detail, words: str) -> None:
    found, rest = detail_of(text)
    assert (found, " ".join(rest.split())) == (detail, " ".join(words.split()))


@pytest.mark.parametrize(
    ("asked", "wording", "denied"),
    [
        ("leukemia in remission", "leukemia not in remission", True),
        ("leukemia not in remission", "leukemia in remission", True),
        ("leukemia not in remission", "leukemia, not in remission", False),
        ("diabetes", "diabetes without complications", False),
        ("asthma", "asthma", False),
    ],
)
def test_denial(asked: str, wording: str, denied: bool) -> None:
    assert denial(asked, wording) is denied


def test_rare_words_weigh_more_and_words_of_form_little() -> None:
    assert weight("chordoma", 3, 100_000) > weight("fracture", 5_000, 100_000) > 0
    assert share_of("syndrome") < share_of("autosomal") < share_of("chordoma") < share_of("history")
    assert share_of("2a") == share_of("iiib") == share_of("c") == share_of("type2") * 0.3


def test_an_approach_is_one_word() -> None:
    assert with_approach("Resection of Gallbladder, Percutaneous Endoscopic Approach") == (
        "resection of gallbladder, laparoscopicapproach"
    )


@pytest.fixture(scope="module")
def forms() -> WordForms:
    return WordForms(tables.variants(), tables.adjectives())


@pytest.fixture
def shelf(forms: WordForms) -> Shelf:
    said = [
        Wording("heart failure", ("heart", "failure"), ("I509",), LEXICON),
        Wording("failure of the kidney", ("failure", "kidney"), ("N19",), TITLE),
        Wording("malignant neoplasm of kidney", ("malignant", "neoplasm", "kidney"), ("C649",), TITLE),
        Wording("resection of kidney", ("resection", "kidney"), ("0TT00ZZ",), TITLE),
    ]
    rewritten = [
        Rewriting("hf", ("heart", "failure"), USUAL, "HF = heart failure", exact=True),
        Rewriting("nephrectomy", ("resection", "kidney"), PROCEDURE, "nephrectomy = resection kidney"),
        Rewriting("carcinoma", ("malignant", "neoplasm"), BROADER, "carcinoma = malignant neoplasm"),
    ]
    book = sqlite3.connect(":memory:")
    build(book, said, ["cardiac"], rewritten)
    return Shelf(book, forms)


@pytest.mark.parametrize(
    ("text", "codes", "note"),
    [
        ("failure of heart", "I509", ""),
        ("HF", "I509", "HF = heart failure"),
        ("hf", "I509", "HF = heart failure"),
        ("renal failure", "N19", ""),
        ("kidny failure", "N19", "kidny as kidney"),
        ("kidneyfailure", "N19", "kidneyfailure as kidney failure"),
        ("nephrectomy", "0TT00ZZ", "nephrectomy = resection kidney"),
        ("carcinoma of kidney", "C649", "carcinoma = malignant neoplasm"),
        ("neopl kidney", "C649", "neopl..."),
    ],
)
def test_a_small_register(text: str, codes: str, note: str, shelf: Shelf) -> None:
    asked = readings(text, shelf)[0]
    best = max(matches(asked, shelf, 9), key=lambda match: (match.held, -match.number))
    assert shelf.entries([best.number])[best.number].codes == (codes,)
    assert "; ".join(asked.notes) == note


def test_an_exact_abbreviation_keeps_its_case_among_other_words(shelf: Shelf) -> None:
    assert readings("HF kidney", shelf)[0].notes == ("HF = heart failure",)
    assert all("HF = heart failure" not in asked.notes for asked in readings("hf kidney", shelf))


@pytest.mark.parametrize("table", [broader, drugs, procedures])
def test_no_row_of_a_table_stands_twice(table: object, forms: WordForms) -> None:
    rows = list(table(forms))  # type: ignore[operator]
    pairs = [(row.written, row.words) for row in rows]
    assert all(row.written for row in rows)
    assert sorted(pair for pair in set(pairs) if pairs.count(pair) > 1) == []
