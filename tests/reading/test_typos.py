"""Misspelt words: read when only one long word can be meant."""

import pytest

from chartcode.model import Note
from chartcode.reading.read import read
from chartcode.reading.typos import by_start, corrected
from chartcode.reading.vocabulary import Vocabulary

WORDS = by_start(("brucellosis", "hemarthrosis", "microhematuria", "cystostomy", "pericarditis", "hypokalemia"))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("brucelosis", "brucellosis"),
        ("hemarthosis", "hemarthrosis"),
        ("pericadritis", "pericarditis"),
        ("percarditis", None),  # the slip is too near the start
        ("macrohematuria", None),  # another word, not a slip
        ("hyperkalemia", None),
        ("pericarditic", None),  # an ending, not a slip
        ("brucellosis", None),  # nothing to correct
        ("gout", None),
        ("b12345678", None),
    ],
)
def test_a_slip_is_corrected_only_where_it_is_sure(written: str, meant: str | None) -> None:
    assert corrected(written, WORDS) == meant


def test_a_misspelt_condition_is_read_and_marked(vocabulary: Vocabulary) -> None:
    (mention,) = read(Note("n", "He was treated for brucelosis."), vocabulary).mentions
    assert mention.codes == ("A23.9",)
    assert mention.fit.misspelt == 1
