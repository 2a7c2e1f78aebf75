"""Measures what reading says of a concept in a sentence: negated, historical, of another person.

Rows as in the NegEx and ConText sets of Chapman: id, concept, sentence, negation, temporality, experiencer. chartcode
says one thing of a mention (the weightiest), so a complaint that is past and negated counts as negated only.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from chartcode.documents.names import shown
from chartcode.errors import UnfitDocumentError
from chartcode.evaluation.metrics import PRF, prf
from chartcode.evaluation.rows import read_rows
from chartcode.evaluation.said import Said, said_of
from chartcode.model import Assertion, Span

_OTHERS = frozenset((Assertion.FAMILY, Assertion.OTHER_PERSON))


@dataclass(frozen=True, slots=True)
class AssertionCase:
    """A concept in a sentence and what a person says of it."""

    id: str
    concept: str
    sentence: str
    negated: bool
    historical: bool
    other: bool


@dataclass(frozen=True, slots=True)
class AssertionAnswer:
    """A case and what reading says of its concept; None when the concept's words are not in the sentence."""

    case: AssertionCase
    said: Said | None

    @property
    def negated(self) -> bool:
        """Whether reading says it is not so."""
        return self.said is not None and self.said.assertion is Assertion.NEGATED

    @property
    def historical(self) -> bool:
        """Whether reading says it is told as history."""
        return self.said is not None and self.said.historical

    @property
    def other(self) -> bool:
        """Whether reading says it is of somebody else."""
        return self.said is not None and self.said.assertion in _OTHERS


class AssertionFault(NamedTuple):
    """A label that was missed or wrongly given, with its words."""

    id: str
    fault: str
    concept: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AssertionResult:
    """Precision, recall and F1 of each label; `not_found` concepts count as present."""

    cases: int
    not_found: int
    negated: PRF
    historical: PRF
    other: PRF


def read_cases(path: Path) -> tuple[AssertionCase, ...]:
    """The cases of a JSON-lines file. Raises UnreadableInputError, or UnfitDocumentError naming the line."""
    return tuple(_cases(path))


def _cases(path: Path) -> Iterator[AssertionCase]:
    for number, row in read_rows(path):
        if not isinstance(row.get("concept"), str) or not isinstance(row.get("sentence"), str):
            raise UnfitDocumentError(f"{shown(path)}, line {number}: a row needs concept and sentence")
        yield AssertionCase(
            id=str(row.get("id", number)),
            concept=row["concept"],
            sentence=row["sentence"],
            negated=row.get("negation") == "Negated",
            historical=row.get("temporality") == "Historical",
            other=row.get("experiencer", "Patient") not in {"Patient", None, ""},
        )


def place(concept: str, sentence: str) -> Span | None:
    """Where a concept stands in a sentence, whatever its case and blanks; the place in capitals where there are two."""
    words = concept.split()
    if not words:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    found = [Span(*match.span()) for match in re.finditer(pattern, sentence, re.IGNORECASE)]
    shouted = (span for span in found if sentence[span.start : span.end].isupper())
    return next(shouted, found[0] if found else None)


def answer(cases: Sequence[AssertionCase]) -> tuple[AssertionAnswer, ...]:
    """What reading says of the concept of each case."""
    return tuple(AssertionAnswer(case, _said(case)) for case in cases)


def _said(case: AssertionCase) -> Said | None:
    span = place(case.concept, case.sentence)
    return said_of(case.sentence, span) if span else None


def measure(answers: Sequence[AssertionAnswer]) -> AssertionResult:
    """Agreement with the labels over all cases."""
    return AssertionResult(
        cases=len(answers),
        not_found=sum(item.said is None for item in answers),
        negated=_agreement([(item.negated, item.case.negated) for item in answers]),
        historical=_agreement([(item.historical, item.case.historical) for item in answers]),
        other=_agreement([(item.other, item.case.other) for item in answers]),
    )


def faults(answers: Sequence[AssertionAnswer]) -> tuple[AssertionFault, ...]:
    """Every case whose label is missed or wrongly given, one fault for each label."""
    return tuple(fault for item in answers for fault in _faults(item))


def _faults(item: AssertionAnswer) -> Iterator[AssertionFault]:
    case = item.case
    for name, said, true in (
        ("negated", item.negated, case.negated),
        ("historical", item.historical, case.historical),
        ("other person", item.other, case.other),
    ):
        if said != true:
            kind = f"missed: {name}" if true else f"wrong: {name}"
            yield AssertionFault(case.id, kind, case.concept, case.sentence)


def _agreement(pairs: Sequence[tuple[bool, bool]]) -> PRF:
    right = sum(said and true for said, true in pairs)
    return prf(right, sum(said for said, _ in pairs) - right, sum(true for _, true in pairs) - right)
