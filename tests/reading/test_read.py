"""From a note to its mentions: matching, abbreviations, sides, problems, and what holds for any text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chartcode.model import Mention, Note, SectionKind
from chartcode.reading.read import read
from chartcode.reading.vocabulary import Vocabulary


def mentions(text: str, vocabulary: Vocabulary) -> tuple[Mention, ...]:
    return read(Note("note", text), vocabulary).mentions


def codes(text: str, vocabulary: Vocabulary) -> set[str]:
    return {code for mention in mentions(text, vocabulary) for code in mention.codes}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pneumonia", "J18.9"),
        ("PNEUMONIA", "J18.9"),
        ("acute appendicitis", "K35.80"),
        ("appendicitis, acute", "K35.80"),
        ("type 2 diabetes mellitus", "E11.9"),
        ("diabetes mellitus type II", "E11.9"),
        ("Type II diabetes", "E11.9"),
        ("T2DM", "E11.9"),
        ("HTN", "I10"),
        ("CHF", "I50.9"),
        ("COPD", "J44.9"),
        ("GERD", "K21.9"),
        ("a fib", "I48.91"),
        ("A-fib", "I48.91"),
        ("Crohn's disease", "K50.90"),
        ("crohn disease", "K50.90"),
        ("iron deficiency anaemia", "D50.9"),
        ("iron deficiency anemia", "D50.9"),
        ("diarrhoea", "R19.7"),
        ("oedema of the legs", "R60.0"),
        ("kidney stone", "N20.0"),
        ("renal calculus", "N20.0"),
        ("kidney stones", "N20.0"),
        ("hepatic cirrhosis", "K74.60"),
        ("cirrhosis of the liver", "K74.60"),
        ("CKD stage 3b", "N18.32"),
        ("stage 4 chronic kidney disease", "N18.4"),
        ("chronic kidney disease, stage 4", "N18.4"),
        ("atrial flutter", "I48.92"),
        ("carpal tunnel syndrome", "G56.00"),
    ],
)
def test_a_term_however_it_is_written(text: str, code: str, vocabulary: Vocabulary) -> None:
    assert code in codes(f"HPI: She has {text}.", vocabulary)


@pytest.mark.parametrize(
    "text",
    [
        "The patient is a 71 year old man.",
        "Started on IV fluids.",
        "Give 1 tablet by mouth.",
        "No complaints.",
        "Return to clinic in 2 weeks.",
        "Discussed with the family.",
        "He lives with his wife.",
        "Thank you for this referral.",
        "Labs were reviewed.",
    ],
)
def test_everyday_words_are_no_terms(text: str, vocabulary: Vocabulary) -> None:
    assert codes(f"HPI: {text}", vocabulary) == set()


def test_words_far_apart_do_not_make_a_term(vocabulary: Vocabulary) -> None:
    text = "The kidney was seen on the scan this morning by the radiologist and later a stone fell on his foot."
    assert "N20.0" not in codes(text, vocabulary)


def test_a_gap_of_a_word_is_bridged_and_counted(vocabulary: Vocabulary) -> None:
    (found,) = (m for m in mentions("Acute severe appendicitis.", vocabulary) if "K35.80" in m.codes and not m.needs)
    assert found.fit.gap == 1
    assert [piece.end - piece.start for piece in found.pieces] == [len("Acute"), len("appendicitis")]


def test_a_term_does_not_reach_over_a_sentence(vocabulary: Vocabulary) -> None:
    assert "K35.80" not in codes("The onset was acute. Appendicitis was removed from the list.", vocabulary)


def test_coordination_names_both(vocabulary: Vocabulary) -> None:
    assert {"R11.2"} <= codes("Nausea and vomiting since Monday.", vocabulary)
    assert {"I10", "M10.9"} <= codes("Hypertension and gout are stable.", vocabulary)


@pytest.mark.parametrize(
    ("text", "code", "other"),
    [
        ("Colonoscopy for family history; PE today: lungs clear, heart regular, abdomen soft.", "", "I26.99"),
        ("CT angiogram of the chest shows acute PE, started on heparin for the embolus.", "I26.99", ""),
    ],
)
def test_an_abbreviation_has_the_sense_of_its_surroundings(
    text: str, code: str, other: str, vocabulary: Vocabulary
) -> None:
    found = codes(text, vocabulary)
    assert not code or code in found
    assert not other or other not in found


def test_an_abbreviation_of_exact_case_is_no_everyday_word(vocabulary: Vocabulary) -> None:
    """ "As" is no aortic stenosis and "or" no operating room."""
    assert not {"I35.0", "M45.9"} & codes("As needed for pain or itch.", vocabulary)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Pain in the left knee.", "left"),
        ("Left knee pain.", "left"),
        ("Osteoarthritis of the right knee.", "right"),
        ("Bilateral knee pain.", "bilateral"),
        ("Pain in both knees.", "bilateral"),
        ("Left and right knee pain.", "bilateral"),
        ("Knee pain, left.", "left"),
        ("Knee pain.", ""),
    ],
)
def test_the_side_said_of_a_mention(text: str, side: str, vocabulary: Vocabulary) -> None:
    (found,) = {mention.side for mention in mentions(text, vocabulary) if mention.codes[0].startswith(("M25", "M17"))}
    assert found == side


def test_a_side_in_another_sentence_is_not_taken(vocabulary: Vocabulary) -> None:
    found = mentions("Left arm is weak. Knee pain.", vocabulary)
    assert {m.side for m in found if m.codes[0].startswith("M25.56")} == {""}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("ASSESSMENT:\n1. Gout\n2. Asthma, stable\n", True),
        ("PROBLEM LIST:\n- Gout\n", True),
        ("ASSESSMENT:\nGout has been quiet. He takes allopurinol.\n", False),
        ("HPI:\nGout\n", False),
    ],
)
def test_a_problem_is_a_short_line_where_problems_are_named(text: str, problem: bool, vocabulary: Vocabulary) -> None:
    assert {m.problem for m in mentions(text, vocabulary) if m.codes[0].startswith("M1")} == {problem}


def test_a_mention_knows_its_section(vocabulary: Vocabulary) -> None:
    found = {m.codes[0]: m.section for m in mentions("HPI: Gout.\nIMPRESSION: Asthma.", vocabulary) if not m.needs}
    assert found["M10.9"] is SectionKind.HISTORY_OF_PRESENT_ILLNESS
    assert found["J45.909"] is SectionKind.IMPRESSION


def test_a_heading_is_no_mention(vocabulary: Vocabulary) -> None:
    text = "FAMILY HISTORY: none.\nDIABETES EDUCATION: given."
    for mention in mentions(text, vocabulary):
        assert not text[: len("FAMILY HISTORY")].endswith(text[mention.span.start : mention.span.end])


WORDS = (
    "HPI: PMH: ASSESSMENT: 1. • - \n \r\n , ; : . ( ) / no denies history of mother if possible left right both T2DM"
    " HTN a fib s/p w/ CKD stage 3b Crohn's Crohn’s diabetes type II pneumonia acute appendicitis fever 5.3 éčlair 😀"
    " \x00 \u200b \ufeff İstanbul ﬁbrosis old year 1st ß"
)
CLINICAL = st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join)


def _check(text: str, vocabulary: Vocabulary) -> None:
    if not text.strip():
        return
    reading = read(Note("note", text), vocabulary)
    for mention in reading.mentions:
        assert text[mention.span.start : mention.span.end]
        assert mention.span.end <= len(text)
        assert list(mention.pieces) == sorted(mention.pieces)
        for piece in mention.pieces:
            words = text[piece.start : piece.end]
            assert words
            assert words == words.strip()
            assert mention.span.start <= piece.start
            assert piece.end <= mention.span.end
        if mention.cue:
            assert text[mention.cue.start : mention.cue.end]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CLINICAL)
def test_every_span_quotes_the_note(vocabulary: Vocabulary, text: str) -> None:
    _check(text, vocabulary)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text_is_read(vocabulary: Vocabulary, text: str) -> None:
    _check(text, vocabulary)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CLINICAL.filter(str.strip))
def test_the_same_note_reads_the_same(vocabulary: Vocabulary, text: str) -> None:
    assert read(Note("note", text), vocabulary) == read(Note("note", text), vocabulary)
