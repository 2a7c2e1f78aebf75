"""What the chart says of a diagnosis: tagged sentences in `assertions.txt`, read as a note is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chartcode.model import Assertion, Note, SectionKind
from chartcode.reading.assertions import assertion, cues
from chartcode.reading.read import read
from chartcode.reading.vocabulary import Vocabulary

TABLE = Path(__file__).with_name("assertions.txt")


def tagged() -> Iterator[tuple[str, Assertion]]:
    said = Assertion.PRESENT
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            said = Assertion(line[2:].partition(":")[0].strip())
        elif "[" in line:
            yield line, said


TAGGED = tuple(tagged())


def test_the_table_is_large_and_covers_every_assertion() -> None:
    assert len(TAGGED) >= 120
    assert {said for _, said in TAGGED} == set(Assertion)


@pytest.mark.parametrize(("sentence", "said"), TAGGED, ids=[sentence[:60] for sentence, _ in TAGGED])
def test_what_a_sentence_says(sentence: str, said: Assertion, vocabulary: Vocabulary) -> None:
    lead = "" if sentence.partition(":")[0].isupper() else "HPI: "
    start, end = (lead + sentence).index("["), (lead + sentence).index("]") - 1
    note = Note("note", (lead + sentence).replace("[", "").replace("]", ""))
    inside = [m for m in read(note, vocabulary).mentions if start <= m.span.start and m.span.end <= end]
    assert {mention.assertion for mention in inside} == {said}


def test_the_cue_quotes_the_note(vocabulary: Vocabulary) -> None:
    note = Note("note", "\n".join(sentence.replace("[", "").replace("]", "") for sentence, _ in TAGGED))
    for mention in read(note, vocabulary).mentions:
        if mention.cue:
            words = note.text[mention.cue.start : mention.cue.end]
            assert words == words.strip()
            assert not any(mention.cue.overlaps(piece) for piece in mention.pieces)


def test_the_longest_cue_at_a_place_counts() -> None:
    assert [(cue.first, cue.last) for cue in cues(["past", "medical", "history", "of", "asthma"])] == [(0, 3)]
    assert [cue.kind for cue in cues(["no", "change", "in", "the", "effusion"])] == ["none"]


def test_words_without_a_cue_have_none() -> None:
    assert cues(["acute", "appendicitis"]) == []
    assert cues([]) == []


@pytest.mark.parametrize(
    ("words", "at", "said"),
    [
        ("denies possible pneumonia", 2, Assertion.NEGATED),
        ("no family history of stroke", 4, Assertion.NEGATED),
        ("mother with history of stroke", 4, Assertion.FAMILY),
        ("possible history of stroke", 3, Assertion.PAST),
        ("if history of stroke", 3, Assertion.HYPOTHETICAL),
    ],
)
def test_of_two_cues_the_weightier_counts(words: str, at: int, said: Assertion) -> None:
    found = cues(words.split())
    assert assertion(at, at, found, SectionKind.UNKNOWN)[0] is said


@pytest.mark.parametrize(
    ("section", "said"),
    [
        (SectionKind.FAMILY_HISTORY, Assertion.FAMILY),
        (SectionKind.PAST_MEDICAL_HISTORY, Assertion.PAST),
        (SectionKind.PAST_SURGICAL_HISTORY, Assertion.PAST),
        (SectionKind.INSTRUCTIONS, Assertion.HYPOTHETICAL),
        (SectionKind.ASSESSMENT, Assertion.PRESENT),
        (SectionKind.PROBLEM_LIST, Assertion.PRESENT),
    ],
)
def test_a_section_speaks_where_no_cue_does(section: SectionKind, said: Assertion) -> None:
    assert assertion(0, 0, [], section) == (said, None)


def test_a_cue_outweighs_its_section() -> None:
    found = cues(["no", "asthma"])
    assert assertion(1, 1, found, SectionKind.FAMILY_HISTORY)[0] is Assertion.NEGATED


def test_a_clause_break_stops_a_cue() -> None:
    found = cues(["no", "fever", "cough"])
    assert assertion(2, 2, found, SectionKind.UNKNOWN, breaks=[2])[0] is Assertion.PRESENT
    assert assertion(2, 2, found, SectionKind.UNKNOWN)[0] is Assertion.NEGATED
