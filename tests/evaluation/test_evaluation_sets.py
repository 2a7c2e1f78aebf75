"""Labelled sets from end to end: notes, phrases, assertions, and files that are not what they should be."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from chartcode.errors import ChartcodeError, UnfitDocumentError, UnreadableInputError
from chartcode.evaluation import assertions, phrases
from chartcode.evaluation.causes import Cause, faults
from chartcode.evaluation.comparison import compare
from chartcode.evaluation.gold import Choice, read_gold
from chartcode.evaluation.notes import code_set, measure, open_set, predictions_of
from chartcode.evaluation.predictions import read_predictions, write_predictions
from chartcode.evaluation.said import said_of
from chartcode.model import Assertion, Scope, Setting, Span

DAY = datetime.date(2026, 4, 1)
TEXT = "Assessment:\n1. Essential hypertension.\n2. Denies asthma.\nHas the zorgle disposition.\n"


def write_rows(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text(TEXT, encoding="utf-8")
    row = {"doc_id": "a", "system": "ICD-10-CM", "split": "dev"}
    at = TEXT.index("Has the")
    write_rows(
        tmp_path / "gold.jsonl",
        row | {"code": "I10", "sentences_en": [{"start": 12, "end": 40}]},
        row | {"code": "E66.01", "sentences_en": [{"start": at + 8, "end": at + 14}]},
        row | {"code": "J45909", "flags": ["all_evidence_negated"], "sentences_en": [{"start": 40, "end": 57}]},
    )
    return tmp_path


def test_notes_are_coded_and_measured(labelled: Path) -> None:
    notes = open_set(labelled)
    choice = Choice(splits=frozenset(("dev",)))
    coded = dict(code_set(notes, choice, setting=Setting.OFFICE, scope=Scope.CLAIM, day=DAY))
    comparison = compare(notes.gold, predictions_of(coded.items()), choice)
    result = measure(comparison)
    assert result.full.right >= 1
    assert result.evidence is not None
    assert result.evidence.hits >= 1
    assert result.calibration is not None
    found = {
        fault.code: fault for fault in faults(comparison, {(row.doc_id, row.code): row for row in notes.gold}, coded)
    }
    assert found["J45909"].cause is Cause.NEGATED
    assert found["J45909"].missed
    assert found["J45909"].text == TEXT[40:57].strip()
    assert found["E6601"].cause is Cause.VOCABULARY


def test_predictions_survive_their_file(labelled: Path) -> None:
    notes = open_set(labelled)
    coded = dict(code_set(notes, Choice(), setting=Setting.OFFICE, scope=Scope.MENTIONS, day=DAY))
    predictions = tuple(predictions_of(coded.items()))
    write_predictions(labelled / "predictions.jsonl", predictions)
    assert tuple(read_predictions(labelled / "predictions.jsonl")) == predictions


def test_phrases(tmp_path: Path) -> None:
    file = tmp_path / "phrases.json"
    file.write_text(json.dumps({"essential hypertension": "I10", "zorgle": "J45.909"}), encoding="utf-8")
    answers = tuple(phrases.answer(phrases.read_phrases(file), DAY))
    result = phrases.measure(answers)
    assert (result.phrases, result.first, result.among_five, result.category, result.answered) == (
        2,
        0.5,
        0.5,
        0.5,
        0.5,
    )


def test_assertions(tmp_path: Path) -> None:
    row = {"negation": "Affirmed", "temporality": "Recent", "experiencer": "Patient"}
    file = write_rows(
        tmp_path / "rows.jsonl",
        row | {"id": "1", "concept": "chest pain", "sentence": "He denies CHEST PAIN.", "negation": "Negated"},
        row | {"id": "2", "concept": "fever", "sentence": "Has FEVER today."},
        row | {"id": "3", "concept": "edema and rales", "sentence": "No edema."},
    )
    answers = assertions.answer(assertions.read_cases(file))
    result = assertions.measure(answers)
    assert [answer.said and answer.said.assertion for answer in answers] == [
        Assertion.NEGATED,
        Assertion.PRESENT,
        None,
    ]
    assert result.negated == (1, 1, 1)
    assert result.not_found == 1
    assert assertions.faults(answers) == ()


def test_the_concept_in_capitals_is_the_one_asked_about() -> None:
    sentence = "No pain before, now severe   PAIN."
    assert assertions.place("pain", sentence) == Span(29, 33)
    assert assertions.place("severe pain", sentence) == Span(20, 33)
    assert assertions.place("", sentence) is None
    assert assertions.place("rash", sentence) is None


def test_a_clause_ends_what_is_said() -> None:
    text = "No fever; cough"
    assert said_of(text, Span(3, 8)) == (Assertion.NEGATED, False)
    assert said_of(text, Span(10, 15)) == (Assertion.PRESENT, False)
    assert said_of("-- --", Span(0, 2)) is None


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b'{"doc_id": "a"}', UnfitDocumentError),
        (b"no json", UnfitDocumentError),
        (b"[1]", UnfitDocumentError),
        (b"\xff\xfe", UnfitDocumentError),
        (b'{"doc_id": "a", "system": "x", "code": "I10", "sentences_en": [1]}', UnfitDocumentError),
        (None, UnreadableInputError),
    ],
)
def test_a_file_that_is_no_gold(content: bytes | None, error: type[ChartcodeError], tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(error, match=r"gold\.jsonl") as found:
        read_gold(file)
    assert "\n" not in str(found.value)


def test_predictions_and_phrases_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(UnfitDocumentError, match="line 1"):
        tuple(read_predictions(write_rows(tmp_path / "p.jsonl", {"doc_id": "a", "code": "I10", "score": "high"})))
    file = tmp_path / "phrases.json"
    file.write_text('{"asthma": 3}', encoding="utf-8")
    with pytest.raises(UnfitDocumentError, match="every entry"):
        phrases.read_phrases(file)
    with pytest.raises(UnreadableInputError, match=r"no gold\.jsonl"):
        open_set(tmp_path)
