"""Words and phrase bags: the many ways to write a term meet in one bag of base words."""

import pytest

from chartcode.lexicon import tables
from chartcode.reading.phrases import bag, wordings
from chartcode.reading.words import WordForms, in_context, looser_forms, singular

FORMS = WordForms({"oedema": "edema", "healthcare": "health care"}, {"renal": "kidney", "hepatocellular": "liver cell"})


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("ulcers", "ulcer"),
        ("biopsies", "biopsy"),
        ("abscesses", "abscess"),
        ("rashes", "rash"),
        ("kidneys", "kidney"),
        ("virus", "virus"),
        ("arthritis", "arthritis"),
        ("abscess", "abscess"),
        ("gas", "gas"),
    ],
)
def test_singular(word: str, base: str) -> None:
    assert singular(word) == base


@pytest.mark.parametrize(
    ("word", "before", "meant"),
    [
        ("ii", "type", "2"),
        ("ii", "", "2"),
        ("iv", "stage", "4"),
        ("iv", "on", "iv"),
        ("i", "grade", "1"),
        ("i", "", "i"),
        ("x", "factor", "10"),
        ("a", "hepatitis", "letter-a"),
        ("a", "has", "a"),
        ("old", "year", ""),
        ("old", "", "old"),
        ("third", "", "3"),
    ],
)
def test_a_word_in_its_context(word: str, before: str, meant: str) -> None:
    assert in_context(word, before) == meant


@pytest.mark.parametrize(
    ("word", "bases"),
    [
        ("oedema", ("edema",)),
        ("renal", ("kidney",)),
        ("healthcare", ("health", "care")),
        ("ulcers", ("ulcer",)),
        ("pneumonia", ("pneumonia",)),
    ],
)
def test_base_words(word: str, bases: tuple[str, ...]) -> None:
    assert FORMS.base(word) == bases


@pytest.mark.parametrize(("word", "form"), [("ulcerating", "ulcerate"), ("weakly", "weak"), ("dropped", "drop")])
def test_looser_forms(word: str, form: str) -> None:
    assert form in looser_forms(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("fracture of the distal radius", "distal radius fracture"),
        ("renal failure", "kidney failure"),
        ("hepatic abscess", "liver abscesses"),
        ("oesophageal haemorrhage", "esophagus hemorrhage"),
        ("type II diabetes", "diabetes type 2"),
        ("stage IV pressure ulcer", "pressure ulcers, stage 4"),
        ("Crohn's disease", "Crohn disease"),
        ("anaemia", "anemia"),
        ("Ménière's disease", "meniere disease"),
    ],
)
def test_two_wordings_of_one_term_are_one_bag(one: str, other: str) -> None:
    forms = WordForms(tables.variants(), tables.adjectives())
    assert set(bag(one, forms)) == set(bag(other, forms))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hepatitis A", "hepatitis"),
        ("type 1 diabetes", "type 2 diabetes"),
        ("acute bronchitis", "chronic bronchitis"),
        ("buccal abscess", "cheek abscess"),
        ("hypotension", "hypertension"),
    ],
)
def test_terms_that_differ_stay_apart(one: str, other: str) -> None:
    forms = WordForms(tables.variants(), tables.adjectives())
    assert set(bag(one, forms)) != set(bag(other, forms))


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Asthma, unspecified", ["Asthma"]),
        ("Essential (primary) hypertension", ["Essential   hypertension"]),
        ("Human immunodeficiency virus [HIV] disease", ["Human immunodeficiency virus disease"]),
        ("Gilles de la Tourette [motor verbal tic] disorder", ["Gilles de la Tourette disorder", "motor verbal tic"]),
        ("Malignant neoplasm, NOS", ["Malignant neoplasm"]),
        ("Unspecified", []),
    ],
)
def test_a_title_as_it_may_be_said(title: str, found: list[str]) -> None:
    assert [" ".join(wording.split()) for wording in wordings(title, names=True)] == [
        " ".join(wording.split()) for wording in found
    ]
