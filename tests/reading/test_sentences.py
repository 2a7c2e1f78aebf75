"""Sentences of clinical text: where they end, and where a full stop or a line break ends nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcode.reading.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fever. Cough.", ["Fever.", "Cough."]),
        ("Fever! Cough? Rash.", ["Fever!", "Cough?", "Rash."]),
        ("Seen by Dr. Alvarez for asthma. Stable.", ["Seen by Dr. Alvarez for asthma.", "Stable."]),
        ("Mrs. Okafor has gout.", ["Mrs. Okafor has gout."]),
        ("Metformin 500 mg b.i.d. Continue.", ["Metformin 500 mg b.i.d. Continue."]),
        ("Tylenol q.i.d. as needed. Return Monday.", ["Tylenol q.i.d. as needed.", "Return Monday."]),
        ("Potassium 5.3 today. Recheck.", ["Potassium 5.3 today.", "Recheck."]),
        ("Pain vs. Strain", ["Pain vs. Strain"]),
        ("Temp 101.2. Cough", ["Temp 101.2.", "Cough"]),
        ("fever;  cough", ["fever;", "cough"]),
        ("- HTN\n- Gout\n", ["HTN", "Gout"]),
        ("1) HTN\n2) Gout\n", ["1) HTN", "2) Gout"]),
        ("• HTN\n• Gout", ["HTN", "Gout"]),
        ("ASSESSMENT\nGout", ["ASSESSMENT", "Gout"]),
        ("Na 138\nK 4.1\nCr 1.0", ["Na 138", "K 4.1", "Cr 1.0"]),
        ('He said "it hurts." Then left.', ['He said "it hurts."', "Then left."]),
        ("Cough.\r\nFever.", ["Cough.", "Fever."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_where_sentences_end(text: str, found: list[str]) -> None:
    assert split(text) == found


def test_a_long_line_that_was_wrapped_goes_on() -> None:
    wrapped = "The patient is a 64 year old woman with long-standing rheumatoid\narthritis who comes with knee pain."
    assert split(f"{wrapped}\nNo fever.") == [wrapped, "No fever."]


def test_a_short_line_is_an_entry_of_its_own_even_in_lower_case() -> None:
    assert split("hypertension\ngout") == ["hypertension", "gout"]


def test_a_line_that_ends_with_a_full_stop_is_not_wrapped() -> None:
    first = "The patient is a 64 year old woman with long-standing rheumatoid arthritis."
    assert split(f"{first}\ncough today") == [first, "cough today"]


@given(st.text(alphabet=st.sampled_from("aB1 .;\n\t•-Dr?!'\"é😀"), max_size=200))
def test_sentences_go_forward_and_leave_out_only_blanks_bullets_and_marks(text: str) -> None:
    at = 0
    for start, end in sentences(text):
        assert at <= start < end
        assert not any(char.isalnum() for char in text[at:start])
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        at = end
    assert not any(char.isalnum() for char in text[at:])
