"""Lays predictions beside gold: what counts, what is equal, and the ranked list of each document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from chartcode.evaluation.gold import Choice, GoldCode
from chartcode.evaluation.predictions import Prediction

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """A prediction after comparison: its code (as gold writes it where that counts as equal), evidence and score."""

    code: str
    score: float | None
    evidence: Spans


@dataclass(frozen=True, slots=True)
class Comparison:
    """Gold and guesses by document. `guesses` are ranked, each code once; `sentences` is where evidence stands."""

    documents: tuple[str, ...]
    gold: Mapping[str, frozenset[str]]
    guesses: Mapping[str, tuple[Guess, ...]]
    sentences: Mapping[tuple[str, str], Spans]
    unknown: int

    def pairs(self) -> dict[str, tuple[frozenset[str], tuple[str, ...]]]:
        """Document -> (gold codes, ranked guessed codes)."""
        return {
            document: (self.gold[document], tuple(guess.code for guess in self.guesses[document]))
            for document in self.documents
        }


def compare(gold: Sequence[GoldCode], predictions: Iterable[Prediction], choice: Choice) -> Comparison:
    """Gold and predictions of the documents chosen. `unknown` counts predictions for documents that are not."""
    documents = sorted({row.doc_id for row in gold if choice.has_document(row)})
    wanted: dict[str, dict[str, None]] = {document: {} for document in documents}
    aside: dict[str, set[str]] = {document: set() for document in documents}
    accepted: dict[str, dict[str, str]] = {document: {} for document in documents}
    for row in gold:
        if not choice.has_document(row) or not choice.has_system(row.system):
            continue
        if choice.sets_aside(row):
            aside[row.doc_id].add(row.code)
            continue
        wanted[row.doc_id][row.code] = None
        if choice.accept:
            for code in row.accept:
                accepted[row.doc_id].setdefault(code, row.code)
    raw, unknown = _by_document(documents, predictions, choice)
    return Comparison(
        documents=tuple(documents),
        gold={document: frozenset(codes) for document, codes in wanted.items()},
        guesses={
            document: _guesses(raw[document], wanted[document], aside[document], accepted[document], choice.stem4)
            for document in documents
        },
        sentences=_sentences(gold),
        unknown=unknown,
    )


def _by_document(
    documents: Sequence[str], predictions: Iterable[Prediction], choice: Choice
) -> tuple[dict[str, list[Prediction]], int]:
    raw: dict[str, list[Prediction]] = {document: [] for document in documents}
    unknown = 0
    for prediction in predictions:
        if prediction.doc_id not in raw:
            unknown += 1
        elif _in_systems(prediction, choice):
            raw[prediction.doc_id].append(prediction)
    return raw, unknown


def _in_systems(prediction: Prediction, choice: Choice) -> bool:
    """A prediction that names no system is taken to be of every system asked for whose shape its code has."""
    if prediction.system:
        return choice.has_system(prediction.system)
    return not choice.systems or any(_has_shape(prediction.code, system) for system in choice.systems)


def _has_shape(code: str, system: str) -> bool:
    match system:
        case "ICD-10-CM":
            return 3 <= len(code) <= 7 and code[0].isalpha() and code[1].isdigit()
        case "ICD-10-PCS":
            return len(code) in {4, 7}
        case "CPT":
            return len(code) == 5 and code[:4].isdigit()
        case "HCPCS":
            return len(code) == 5 and code[0].isalpha() and code[1:].isdigit()
        case _:
            return True


def _guesses(
    predictions: Sequence[Prediction],
    wanted: Mapping[str, None],
    aside: set[str],
    accepted: Mapping[str, str],
    stem4: bool,
) -> tuple[Guess, ...]:
    """Ranked guesses of one document; of several predictions of one code the best rank stays, with all evidence."""
    found: dict[str, Guess] = {}
    for prediction in sorted(predictions, key=lambda prediction: prediction.order):
        code = prediction.code
        if code not in wanted:
            if stem4:
                code = next((stem for stem in wanted if len(stem) == 4 and code.startswith(stem)), code)
            code = accepted.get(code, code)
            if code in aside and code not in wanted:
                continue
        held = found.get(code)
        if held is None:
            found[code] = Guess(code, prediction.score, prediction.evidence)
        else:
            found[code] = Guess(code, held.score, held.evidence + prediction.evidence)
    return tuple(found.values())


def _sentences(gold: Sequence[GoldCode]) -> dict[tuple[str, str], Spans]:
    found: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for row in gold:
        found[row.doc_id, row.code].extend(row.sentences)
    return {key: tuple(spans) for key, spans in found.items()}
