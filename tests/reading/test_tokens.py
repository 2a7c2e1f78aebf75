"""Tokens: words with their places, and words without what does not change their meaning."""

import pytest

from chartcode.reading.tokens import plain, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Type 2 diabetes", ["Type", "2", "diabetes"]),
        ("T2DM, stage 3b", ["T2DM", "stage", "3b"]),
        ("A1c 7.4%", ["A1c", "7.4"]),
        ("Crohn's disease", ["Crohn's", "disease"]),
        ("Crohn’s disease", ["Crohn’s", "disease"]),
        ("s/p w/u", ["s", "p", "w", "u"]),
        ("follow-up", ["follow", "up"]),
        ("COVID-19", ["COVID", "19"]),
        ("fiebre_alta", ["fiebre", "alta"]),
        ("café 😀 naïve", ["café", "naïve"]),
        ("", []),
        (" .,;:- ", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    found = list(tokens(text))
    assert [match.group() for match in found] == words
    assert all(text[match.start() : match.end()] == match.group() for match in found)


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("Pneumonia", "pneumonia"),
        ("Crohn's", "crohn"),
        ("Crohn’s", "crohn"),
        ("Sézary", "sezary"),
        ("Ménière's", "meniere"),
        ("3B", "3b"),
        ("7.4", "7.4"),
    ],
)
def test_plain(word: str, base: str) -> None:
    assert plain(word) == base
