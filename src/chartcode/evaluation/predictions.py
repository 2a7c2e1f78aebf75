"""Predictions: codes with a rank and evidence for a document, from a file or from a coded encounter."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chartcode.documents.names import shown
from chartcode.errors import UnfitDocumentError, UnreadableInputError
from chartcode.evaluation.gold import bare
from chartcode.evaluation.rows import Row, read_rows
from chartcode.model import CodedEncounter


@dataclass(frozen=True, slots=True)
class Prediction:
    """One code for one document. `rank` (1 is best) wins over `score` (the higher the better) where both stand."""

    doc_id: str
    code: str
    system: str | None = None
    score: float | None = None
    rank: float | None = None
    evidence: tuple[tuple[int, int], ...] = ()

    @property
    def order(self) -> float:
        """The key that sorts a document's predictions, the best first."""
        if self.rank is not None:
            return self.rank
        return -self.score if self.score is not None else 0.0


def of_encounter(coded: CodedEncounter, doc_id: str) -> tuple[Prediction, ...]:
    """The lines of a coded encounter as predictions."""
    return tuple(
        Prediction(
            doc_id=doc_id,
            code=line.code.bare,
            system=line.code.system,
            score=line.confidence,
            evidence=tuple((item.span.start, item.span.end) for item in line.evidence),
        )
        for line in coded.lines
    )


def read_predictions(path: Path) -> Iterator[Prediction]:
    """The rows of a predictions file. Raises UnreadableInputError, or UnfitDocumentError naming the line."""
    for number, row in read_rows(path):
        try:
            yield _prediction(row)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise UnfitDocumentError(
                f"{shown(path)}, line {number}: not a prediction; it needs doc_id and code, score or rank as numbers,"
                " and evidence as [start, end] pairs"
            ) from error


def _prediction(row: Row) -> Prediction:
    return Prediction(
        doc_id=str(row["doc_id"]),
        code=bare(row["code"]),
        system=row.get("system"),
        score=float(row["score"]) if row.get("score") is not None else None,
        rank=float(row["rank"]) if row.get("rank") is not None else None,
        evidence=tuple((int(span[0]), int(span[1])) for span in row.get("evidence") or ()),
    )


def write_predictions(path: Path, predictions: Iterable[Prediction]) -> None:
    """Write predictions as JSON lines. Raises UnreadableInputError when the file cannot be written."""
    lines = "".join(
        json.dumps(
            {
                "doc_id": prediction.doc_id,
                "code": prediction.code,
                "system": prediction.system,
                "score": prediction.score,
                "evidence": [list(span) for span in prediction.evidence],
            }
        )
        + "\n"
        for prediction in predictions
    )
    try:
        path.write_text(lines, encoding="utf-8")
    except OSError as error:
        raise UnreadableInputError(f"cannot write {shown(path)}: {error.strerror}") from error
