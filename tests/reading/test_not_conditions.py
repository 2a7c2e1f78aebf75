"""Phrases that hold words of conditions and name none."""

import pytest

from chartcode.model import Note
from chartcode.reading.read import read
from chartcode.reading.vocabulary import Vocabulary


@pytest.mark.parametrize(
    "text",
    ["The renal pelvis is normal.", "No mass effect.", "Fall risk assessment done.", "Seizure precautions in place."],
)
def test_nothing_is_read_where_nothing_is_named(text: str, vocabulary: Vocabulary) -> None:
    assert read(Note("n", text), vocabulary).mentions == ()


def test_the_same_words_in_another_order_may_name_something(vocabulary: Vocabulary) -> None:
    (mention,) = read(Note("n", "Pelvic kidney on the left."), vocabulary).mentions
    assert mention.codes[0].startswith("Q63.2")
