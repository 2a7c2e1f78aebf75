"""Measures the coding of phrases: each one a note of one line, its codes ranked by confidence."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chartcode.documents.names import shown
from chartcode.errors import UnfitDocumentError
from chartcode.evaluation.gold import bare
from chartcode.evaluation.rows import read_object
from chartcode.model import Encounter, Note, Scope
from chartcode.pipeline import code, config_on

FIRST, FEW = 1, 5


@dataclass(frozen=True, slots=True)
class PhraseAnswer:
    """A phrase, the bare code it should get, and the codes it got, the best first."""

    phrase: str
    code: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseResult:
    """Shares of phrases: the right code first, among the first five, the right category first, any code at all."""

    phrases: int
    first: float
    among_five: float
    category: float
    answered: float


def read_phrases(path: Path) -> dict[str, str]:
    """The phrases of a JSON file {phrase: code}, with bare codes. Raises UnfitDocumentError for any other shape."""
    found = read_object(path)
    for phrase, expected in found.items():
        if not phrase.strip() or not isinstance(expected, str) or not expected.strip():
            raise UnfitDocumentError(
                f'{shown(path)}: every entry is a phrase with its code, as in {{"asthma": "J45.909"}}'
            )
    return {phrase: bare(expected) for phrase, expected in found.items()}


def answer(phrases: Mapping[str, str], day: datetime.date) -> Iterator[PhraseAnswer]:
    """Code each phrase in scope mentions. Raises ReleaseError when no release covers the day."""
    config = config_on(day, Scope.MENTIONS)
    for phrase, expected in phrases.items():
        coded = code(Encounter("phrase", (Note("phrase", phrase),), discharge=day), config)
        ranked = sorted(coded.lines, key=lambda line: -line.confidence)
        yield PhraseAnswer(phrase, expected, tuple(line.code.bare for line in ranked))


def measure(answers: Sequence[PhraseAnswer]) -> PhraseResult:
    """The accuracies over all phrases."""
    return PhraseResult(
        phrases=len(answers),
        first=_share([item.code in item.answers[:FIRST] for item in answers]),
        among_five=_share([item.code in item.answers[:FEW] for item in answers]),
        category=_share([item.answers[:FIRST] != () and item.answers[0][:3] == item.code[:3] for item in answers]),
        answered=_share([bool(item.answers) for item in answers]),
    )


def _share(right: Sequence[bool]) -> float:
    return sum(right) / len(right) if right else 0.0
