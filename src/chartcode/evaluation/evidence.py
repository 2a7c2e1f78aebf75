"""Whether a right code rests on the right words."""

from dataclasses import dataclass

from chartcode.evaluation.comparison import Comparison, Spans
from chartcode.evaluation.metrics import prf


@dataclass(frozen=True, slots=True)
class EvidenceHits:
    """Of the right codes with evidence on both sides, how many quote words in a gold sentence; `f1` is a micro-F1 in
    which a right code must also hit."""

    right: int
    with_evidence: int
    hits: int
    rate: float
    f1: float


def evidence_hits(comparison: Comparison) -> EvidenceHits | None:
    """The evidence hit rate, None when gold says nowhere where its evidence is."""
    if not any(comparison.sentences.values()):
        return None
    right = compared = hits = guessed = wanted = 0
    for document in comparison.documents:
        gold = comparison.gold[document]
        wanted += len(gold)
        guessed += len(comparison.guesses[document])
        for guess in comparison.guesses[document]:
            if guess.code in gold:
                right += 1
                sentences = comparison.sentences.get((document, guess.code), ())
                if sentences and guess.evidence:
                    compared += 1
                    hits += _meet(guess.evidence, sentences)
    f1 = prf(hits, guessed - hits, wanted - hits).f1
    return EvidenceHits(right, compared, hits, hits / compared if compared else 0.0, f1)


def _meet(evidence: Spans, sentences: Spans) -> bool:
    return any(start < stop and begin < end for start, end in evidence for begin, stop in sentences)
