"""`make fit`: fits the scorer on CodiEsp train (CC BY 4.0) and unlabelled notes, and writes coding/scorer.json.

A logistic regression with a ridge penalty, solved by Newton's method; then a calibration curve by isotonic regression
over documents that the weights did not see (five folds). All numbers are rounded before they are written, so the file
is the same to the byte each time.
"""

import json
import math
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chartcode import pipeline
from chartcode.coding.score import BY_HAND, FEATURES, Scorer
from chartcode.learning.examples import Example, count_gold, examples, phrases_seen
from chartcode.model import Scope

RELEASE_DAY = date(2026, 4, 1)
LEAST_SEEN = 0.004
RIDGE = 2.0
FOLDS = 5
DRAWN = 4
STEPS_OF_CURVE = 24
GIVEN_AWAY = 0.004
"""How much F1 is given away for recall."""
MOST_SURE = 0.98
"""No curve from a few hundred notes can tell a certainty."""
SCORER = Path(__file__).parent.parent / "coding" / "scorer.json"

Floats = NDArray[np.float64]


def main() -> None:
    """Fit on the folder given as the first argument (default ../shared/eval) and write the scorer."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval")
    if not (data / "codiesp" / "gold.jsonl").is_file():
        sys.exit(f"chartcode fit: {data} holds no codiesp/; the scorer in the package stays as it is")
    config = pipeline.config_on(RELEASE_DAY, Scope.MENTIONS)
    notes = sorted((data / "codiesp_background").glob("*.txt"))
    seen = phrases_seen(notes, config, least=LEAST_SEEN)
    config = replace(config, scorer=Scorer((0.0,) * len(FEATURES), seen, {}, ((0.0, 0.0), (1.0, 1.0)), 0.0))
    rows = list(examples(data / "codiesp", "train", config))
    weights = fit(_matrix(_with_record(rows, rows)), _labels(rows))
    curve, threshold = calibrate(rows, count_gold(data / "codiesp" / "gold.jsonl", "train"))
    scorer = {
        "weights": dict(zip(FEATURES, (round(float(w), 3) for w in weights), strict=True)) | BY_HAND,
        "threshold": threshold,
        "curve": curve,
        "record": {category: round(odds, 3) for category, odds in sorted(record_of(rows).items())},
        "seen": seen,
    }
    SCORER.write_text(json.dumps(scorer, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{SCORER.name}: {len(rows)} proposals in {len({row.doc_id for row in rows})} notes, threshold {threshold}")


def _matrix(rows: list[Example]) -> Floats:
    return np.array([row.features for row in rows], dtype=np.float64)


def _labels(rows: list[Example]) -> Floats:
    return np.array([row.right for row in rows], dtype=np.float64)


def record_of(rows: Sequence[Example]) -> dict[str, float]:
    """Category -> log odds that its proposals are right, against the average, drawn towards it when there are few."""
    average = sum(row.right for row in rows) / len(rows)
    proposed = Counter(row.code[:3] for row in rows)
    right = Counter(row.code[:3] for row in rows if row.right)
    return {category: _odds(right[category], n, average) for category, n in proposed.items()}


def _odds(right: int, proposed: int, average: float) -> float:
    share = (right + DRAWN * average) / (proposed + DRAWN)
    return math.log(share / (1 - share)) - math.log(average / (1 - average))


def _with_record(rows: Sequence[Example], known: Sequence[Example]) -> list[Example]:
    """The rows with the record of their category among the known rows, a row itself never counted in."""
    average = sum(row.right for row in known) / len(known)
    own = {id(row) for row in known}
    proposed = Counter(row.code[:3] for row in known)
    right = Counter(row.code[:3] for row in known if row.right)
    at = FEATURES.index("record of the category")

    def odds(row: Example) -> float:
        category, itself = row.code[:3], id(row) in own
        return _odds(right[category] - (itself and row.right), proposed[category] - itself, average)

    return [replace(row, features=(*row.features[:at], odds(row), *row.features[at + 1 :])) for row in rows]


def fit(x: Floats, y: Floats) -> Floats:
    """Weights of the ridge-penalised logistic regression of y (0 or 1) on x; the first column, the bias, is free."""
    penalty = np.full(x.shape[1], RIDGE)
    penalty[0] = 1e-6
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (y - p) - penalty * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def calibrate(rows: list[Example], gold: int) -> tuple[list[list[float]], float]:
    """The curve from raw chance to measured chance, and the threshold of the best micro-F1, both out of fold.

    A code of a note counts once, at its best mention, as it does in the answer. `gold` is the number of codes to find,
    those that no phrase proposes included.
    """
    folds = {doc: i % FOLDS for i, doc in enumerate(sorted({row.doc_id for row in rows}))}
    fold = np.array([folds[row.doc_id] for row in rows])
    raw = np.zeros(len(rows))
    for held_out in range(FOLDS):
        known = [row for row, f in zip(rows, fold, strict=True) if f != held_out]
        new = [row for row, f in zip(rows, fold, strict=True) if f == held_out]
        weights = fit(_matrix(_with_record(known, known)), _labels(known))
        raw[fold == held_out] = 1 / (1 + np.exp(-_matrix(_with_record(new, known)) @ weights))
    best: dict[tuple[str, str], tuple[float, bool]] = {}
    for row, chance in zip(rows, raw, strict=True):
        key = (row.doc_id, row.code)
        best[key] = max(best.get(key, (0.0, False)), (float(chance), row.right))
    pairs = sorted(best.values())
    chances = np.array([chance for chance, _ in pairs])
    right = isotonic(np.array([float(ok) for _, ok in pairs]))
    marks = np.quantile(chances, np.linspace(0, 1, STEPS_OF_CURVE))
    curve = sorted({round(float(m), 4): round(float(np.interp(m, chances, right)), 4) for m in marks}.items())
    curve = [(x, min(y, MOST_SURE)) for x, y in curve]
    return [[0.0, 0.0], *map(list, curve), [1.0, MOST_SURE]], _threshold(pairs, right, gold)


def _threshold(pairs: list[tuple[float, bool]], right: Floats, gold: int) -> float:
    """The lowest calibrated chance that still codes with all but the best F1: what is read should be seen."""
    flags = np.array([ok for _, ok in pairs], dtype=np.float64)[::-1]
    hits = np.cumsum(flags)
    f1 = 2 * hits / (np.arange(1, len(flags) + 1) + gold)
    lowest = int(np.flatnonzero(f1 >= f1.max() - GIVEN_AWAY)[-1])
    return round(float(right[::-1][lowest]), 3)


def isotonic(values: Floats) -> Floats:
    """The nearest non-decreasing sequence (pool adjacent violators)."""
    level: list[float] = []
    size: list[int] = []
    for value in values:
        level.append(float(value))
        size.append(1)
        while len(level) > 1 and level[-2] >= level[-1]:
            total = size[-2] + size[-1]
            level[-2] = (level[-2] * size[-2] + level[-1] * size[-1]) / total
            size[-2] = total
            level.pop()
            size.pop()
    return np.repeat(level, size)


if __name__ == "__main__":
    main()
