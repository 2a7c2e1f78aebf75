"""Measures the coding of notes: a folder with `gold.jsonl` and `notes/`, coded now or by predictions from a file."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chartcode.documents.files import read_note
from chartcode.documents.names import shown
from chartcode.errors import UnreadableInputError
from chartcode.evaluation.calibration import Calibration, calibration
from chartcode.evaluation.comparison import Comparison
from chartcode.evaluation.evidence import EvidenceHits, evidence_hits
from chartcode.evaluation.gold import Choice, GoldCode, read_gold
from chartcode.evaluation.metrics import Scores, scores, three_characters
from chartcode.evaluation.predictions import Prediction, of_encounter
from chartcode.model import CodedEncounter, Encounter, Scope, Setting
from chartcode.pipeline import code, config_on


@dataclass(frozen=True, slots=True)
class NoteSet:
    """A folder of labelled notes: its gold rows, and where the text of each document stands."""

    folder: Path
    gold: tuple[GoldCode, ...]

    def documents(self, choice: Choice) -> tuple[str, ...]:
        """The ids of the documents chosen, sorted."""
        return tuple(sorted({row.doc_id for row in self.gold if choice.has_document(row)}))

    def text_of(self, document: str) -> Path:
        """The file with the text of a document."""
        return self.folder / "notes" / f"{document}.txt"


@dataclass(frozen=True, slots=True)
class NoteResult:
    """Every metric of one comparison. `evidence` and `calibration` are None where the data for them is missing."""

    full: Scores
    category: Scores
    evidence: EvidenceHits | None
    calibration: Calibration | None
    unknown: int


def open_set(folder: Path) -> NoteSet:
    """The labelled notes in a folder. Raises UnreadableInputError when it has no `gold.jsonl`."""
    gold = folder / "gold.jsonl"
    if not gold.is_file():
        raise UnreadableInputError(f"{shown(folder)} has no gold.jsonl: name a folder with gold.jsonl and notes/")
    return NoteSet(folder, read_gold(gold))


def code_set(
    notes: NoteSet, choice: Choice, *, setting: Setting, scope: Scope, day: datetime.date
) -> Iterator[tuple[str, CodedEncounter]]:
    """(document, coded encounter) of each document chosen, each note a visit on `day`.

    Raises UnreadableInputError when the text of a document is missing, ReleaseError when no release covers the day.
    """
    config = config_on(day, scope)
    for document in notes.documents(choice):
        note = read_note(notes.text_of(document), note_id=document)
        yield document, code(Encounter(document, (note,), setting=setting, discharge=day), config)


def predictions_of(coded: Iterable[tuple[str, CodedEncounter]]) -> Iterator[Prediction]:
    """The lines of coded encounters as predictions."""
    for document, encounter in coded:
        yield from of_encounter(encounter, document)


def measure(comparison: Comparison) -> NoteResult:
    """All metrics of a comparison, at the full code and at three characters."""
    pairs = comparison.pairs()
    return NoteResult(
        full=scores(pairs),
        category=scores(three_characters(pairs)),
        evidence=evidence_hits(comparison),
        calibration=_calibration(comparison),
        unknown=comparison.unknown,
    )


def _calibration(comparison: Comparison) -> Calibration | None:
    """None unless every score is a chance from 0 to 1."""
    guesses = [
        (guess.score, guess.code in comparison.gold[document])
        for document in comparison.documents
        for guess in comparison.guesses[document]
    ]
    chances = [(score, right) for score, right in guesses if score is not None and 0 <= score <= 1]
    return calibration(chances) if chances and len(chances) == len(guesses) else None
