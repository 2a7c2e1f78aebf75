"""The field's metrics over gold sets and ranked guesses: precision, recall, F1 in three averages, and MAP.

Averages as in Boyle 2023 and the CodiEsp task (Miranda-Escalada 2020); every number is a share from 0 to 1.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

Pairs = Mapping[str, tuple[frozenset[str], tuple[str, ...]]]
"""Document -> (gold codes, guessed codes, the best first and each once)."""


class PRF(NamedTuple):
    """Precision, recall and F1."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Scores:
    """How guesses agree with gold.

    `micro` pools all documents; `macro_doc` is the mean over documents that have gold or guesses; `macro_code` the mean
    F1 over codes that occur in gold, `macro_code_union` over codes in gold or guesses; `map` the mean average precision
    over documents with gold; `exact` the share of documents whose set of guesses equals gold.
    """

    documents: int
    gold: int
    guessed: int
    right: int
    micro: PRF
    macro_doc: PRF
    macro_code: float
    macro_code_union: float
    gold_codes: int
    map: float
    exact: float


def prf(right: int, wrong: int, missed: int) -> PRF:
    """Precision, recall and F1 from counts; 0 where nothing was guessed or nothing was to be found."""
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return PRF(precision, recall, f1)


def average_precision(ranked: Sequence[str], gold: Collection[str]) -> float:
    """Average precision of one ranked list, divided by the number of gold codes."""
    hits, total = 0, 0.0
    for place, code in enumerate(ranked, 1):
        if code in gold:
            hits += 1
            total += hits / place
    return total / len(gold) if gold else 0.0


def scores(pairs: Pairs) -> Scores:
    """All metrics over the documents."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    documents: list[tuple[int, int, int]] = []
    for gold, ranked in pairs.values():
        guessed = frozenset(ranked)
        groups = (gold & guessed, guessed - gold, gold - guessed)
        documents.append((len(groups[0]), len(groups[1]), len(groups[2])))
        for kind, codes in enumerate(groups):
            for code in codes:
                counts[code][kind] += 1
    right, wrong, missed = (sum(row[kind] for row in documents) for kind in range(3))
    by_document = [prf(*row) for row in documents if any(row)]
    by_code = {code: prf(*count).f1 for code, count in counts.items()}
    in_gold = [f1 for code, f1 in by_code.items() if counts[code][0] + counts[code][2]]
    return Scores(
        documents=len(documents),
        gold=right + missed,
        guessed=right + wrong,
        right=right,
        micro=prf(right, wrong, missed),
        macro_doc=PRF(*(_mean([row[i] for row in by_document]) for i in range(3))),
        macro_code=_mean(in_gold),
        macro_code_union=_mean(list(by_code.values())),
        gold_codes=len(in_gold),
        map=_mean([average_precision(ranked, gold) for gold, ranked in pairs.values() if gold]),
        exact=_mean([float(not row[1] and not row[2]) for row in documents if any(row)]),
    )


def three_characters(pairs: Pairs) -> Pairs:
    """The same documents with every code cut to its category, each once."""
    return {
        document: (frozenset(code[:3] for code in gold), tuple(dict.fromkeys(code[:3] for code in ranked)))
        for document, (gold, ranked) in pairs.items()
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
