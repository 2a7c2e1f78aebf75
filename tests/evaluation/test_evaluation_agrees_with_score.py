"""Our numbers equal those of the field's scorer, `../shared/eval/score.py`, where that is present."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chartcode.evaluation.comparison import compare
from chartcode.evaluation.gold import Choice, read_gold
from chartcode.evaluation.metrics import Scores
from chartcode.evaluation.notes import measure
from chartcode.evaluation.predictions import read_predictions

EVAL = Path(__file__).parents[3] / "shared" / "eval"
CM = frozenset(("ICD-10-CM",))

pytestmark = pytest.mark.skipif(
    not (EVAL / "score.py").is_file(), reason="the scorer and its sets are not beside the repository (../shared/eval)"
)

CASES = [
    ("codiesp", Choice(CM, frozenset(("dev",)), accept=True), ["--split", "dev", "--system", "ICD-10-CM", "--accept"]),
    ("codiesp", Choice(frozenset(("ICD-10-PCS",)), stem4=True), ["--system", "ICD-10-PCS", "--stem4"]),
    (
        "codiesp",
        Choice(only_billable=True, drop_flags=frozenset(("generic_mention", "all_evidence_negated"))),
        ["--only-billable", "--drop-flags", "generic_mention,all_evidence_negated"],
    ),
    ("aci", Choice(CM, sources=frozenset(("amazon2025",))), ["--source", "amazon2025", "--system", "ICD-10-CM"]),
    ("cmc", Choice(CM, accept=True), ["--system", "ICD-10-CM", "--accept"]),
]


def invented_predictions(gold: Path, target: Path) -> None:
    """Guesses that are partly right, with doubles, ties, strangers and evidence, from a fixed seed."""
    rng = random.Random(20260401)
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    codes = sorted({row["code"] for row in rows})
    with target.open("w", encoding="utf-8") as file:
        for row in rows:
            accepted = row.get("accept") or [row["code"]]
            for code in (rng.choice(accepted) if rng.random() < 0.5 else rng.choice(codes), rng.choice(codes)):
                start = rng.randrange(1500)
                guess: dict[str, Any] = {"doc_id": row["doc_id"], "code": code, "score": round(rng.random(), 2)}
                guess["evidence"] = [[start, start + 40]]
                if rng.random() < 0.5:
                    guess["system"] = row["system"]
                file.write(json.dumps(guess) + "\n")
        file.write(json.dumps({"doc_id": "nobody", "code": "I10", "score": 1}) + "\n")


def same(ours: Scores, theirs: dict[str, Any]) -> None:
    assert (ours.documents, ours.gold, ours.guessed, ours.right, ours.gold_codes) == tuple(
        theirs[name] for name in ("docs", "gold", "pred", "tp", "gold_codes")
    )
    pairs = [
        (ours.micro, "micro_p micro_r micro_f1"),
        (ours.macro_doc, "macrodoc_p macrodoc_r macrodoc_f1"),
        (
            (ours.macro_code, ours.macro_code_union, ours.map, ours.exact),
            "macrocode_f1 macrocode_f1_union MAP exact_set",
        ),
    ]
    for values, names in pairs:
        for value, name in zip(values, names.split(), strict=True):
            assert value == pytest.approx(theirs[name], abs=5e-5), name


@pytest.mark.parametrize(("folder", "choice", "options"), CASES, ids=[f"{case[0]} {case[2][-1]}" for case in CASES])
def test_the_same_numbers(folder: str, choice: Choice, options: list[str], tmp_path: Path) -> None:
    gold, predictions = EVAL / folder / "gold.jsonl", tmp_path / "predictions.jsonl"
    invented_predictions(gold, predictions)
    command = [sys.executable, str(EVAL / "score.py"), str(gold), str(predictions), "--json", "--evidence", str(gold)]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=True, timeout=120)
    theirs = json.loads(done.stdout)
    ours = measure(compare(read_gold(gold), read_predictions(predictions), choice))
    same(ours.full, theirs["full"])
    same(ours.category, theirs["cat"])
    assert ours.unknown == theirs["predictions_for_unknown_docs"]
    if ours.evidence is not None:
        evidence = theirs["evidence"]
        assert (ours.evidence.right, ours.evidence.with_evidence, ours.evidence.hits) == (
            evidence["tp"],
            evidence["tp_with_evidence"],
            evidence["hit"],
        )
        assert ours.evidence.rate == pytest.approx(evidence["hit_rate"], abs=5e-5)
        assert ours.evidence.f1 == pytest.approx(evidence["evidence_f1"], abs=5e-5)
