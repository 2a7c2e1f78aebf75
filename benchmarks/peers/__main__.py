"""`make bench-peers`: chartcode beside other programs in one run, as one table, kept in benchmarks/peers.json."""

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from benchmarks.machine import machine
from benchmarks.peers import environments
from benchmarks.peers.environments import Environment, NotRunError
from benchmarks.peers.export import CODIESP, NOTES, write_job
from benchmarks.peers.job import Job
from chartcode.evaluation.comparison import compare
from chartcode.evaluation.gold import GoldCode, bare
from chartcode.evaluation.metrics import prf, scores, three_characters
from chartcode.evaluation.notes import open_set
from chartcode.evaluation.predictions import Prediction

SECONDS = 900


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table: an adapter, its environment, and what it does of the work."""

    name: str
    adapter: str
    environment: Environment
    does: str
    speed_only: bool = False


READING = Entry("chartcode", "chartcode_reading", environments.CHARTCODE, "phrases, sections, assertions")
CODING = Entry("chartcode", "chartcode_coding", environments.CHARTCODE, "the same, codes, evidence, ledger")
PEERS = (
    Entry("medspaCy", "medspacy", environments.MEDSPACY, "phrases, ConText"),
    Entry("negspaCy", "negspacy", environments.OTHERS, "phrases, NegEx"),
    Entry("edsnlp", "edsnlp", environments.OTHERS, "phrases"),
    Entry("MedCAT", "medcat", environments.OTHERS, "phrases (vocabulary NER)"),
    Entry("MedCAT", "medcat_dict", environments.OTHERS, "phrases (its automaton)"),
    Entry("icd10-coder dx", "icd10_coder", environments.OTHERS, "one search for each sentence"),
)
AGAIN = tuple(
    Entry(entry.name, entry.adapter, entry.environment, "again, as the last", True) for entry in (READING, CODING)
)
HEADINGS = (
    "program", "version", "does", "notes/s", "ratio", "found", "load s", "MB", "neg F1", "code F1", "F1 of 3", "MAP",
)  # fmt: skip
COLUMNS = "{:15} {:8} {:33} {:>8} {:>6} {:>7} {:>6} {:>5} {:>6} {:>7} {:>7} {:>5}"
EXPLAINED = (
    "ratio: notes/s by those of chartcode's reading (mean of first and last); best of up to 3 rounds; MB: peak memory.",
    "Codes of medspaCy, negspaCy, edsnlp and MedCAT are those of our phrases, matched as they are written; icd10-coder",
    "has its own. Negation: edsnlp's rules are French; MedCAT's MetaCAT is a model from a hub and is left out.",
)


def main() -> None:
    """Measure on the evaluation sets in the folder given as the first argument."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval")
    if not data.is_dir():
        sys.exit(f"{data} is not here: nothing was measured")
    with tempfile.TemporaryDirectory() as folder:
        job = Job(Path(folder))
        write_job(job, data)
        count = len(job.phrases())
        print(f"{NOTES} notes, {count} phrases, one process after another", flush=True)
        rows = _measured(job, open_set(data / CODIESP.folder).gold)
    speeds = [row["notes/s"] for row in rows if row["adapter"] == READING.adapter and "notes/s" in row]
    for row in rows:
        if speeds and "notes/s" in row:
            row["ratio"] = round(row["notes/s"] / mean(speeds), 3)
    _show(rows)
    kept = {"machine": machine(), "command": "make bench-peers", "notes": NOTES, "phrases": count, "rows": rows}
    Path(__file__).parent.with_suffix(".json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _measured(job: Job, gold: tuple[GoldCode, ...]) -> list[dict[str, Any]]:
    """A row for each entry, in their order; one that cannot be measured has a reason."""
    rows = []
    for entry in (READING, CODING, *PEERS, *AGAIN):
        row: dict[str, Any] = {"program": entry.name, "adapter": entry.adapter, "does": entry.does}
        try:
            row |= _figures(entry, job, gold)
        except NotRunError as reason:
            row["not run"] = str(reason)
        rows.append(row)
    return rows


def _figures(entry: Entry, job: Job, gold: tuple[GoldCode, ...]) -> dict[str, Any]:
    found = entry.environment.run(
        "benchmarks.peers.worker",
        entry.adapter,
        str(job.folder),
        str(job.folder / "answer.json"),
        *(["speed"] if entry.speed_only else []),
        seconds=SECONDS,
    )
    negated, codes = found.pop("negated", None), found.pop("codes", None)
    figures = {key: round(value, 1) if isinstance(value, float) else value for key, value in found.items()}
    if negated is not None:
        figures["negation F1"] = _negation(job, negated)
    if codes is not None:
        figures |= _codes(codes, gold)
    return figures


def _negation(job: Job, answers: list[bool]) -> float:
    pairs = [(said, case.negated) for said, case in zip(answers, job.cases(), strict=True)]
    right = sum(said and true for said, true in pairs)
    return round(prf(right, sum(said for said, _ in pairs) - right, sum(true for _, true in pairs) - right).f1, 3)


def _codes(codes: dict[str, list[str]], gold: tuple[GoldCode, ...]) -> dict[str, float]:
    """Micro-F1 at the full code and at three characters, and MAP, as score.py has them."""
    guesses = [
        Prediction(document, bare(code), "ICD-10-CM", rank=rank)
        for document, ranked in codes.items()
        for rank, code in enumerate(ranked, 1)
    ]
    pairs = compare(gold, guesses, CODIESP.choice).pairs()
    full, category = scores(pairs), scores(three_characters(pairs))
    return {
        "code F1": round(full.micro.f1, 3),
        "F1 of 3 characters": round(category.micro.f1, 3),
        "MAP": round(full.map, 3),
    }


def _show(rows: list[dict[str, Any]]) -> None:
    print(COLUMNS.format(*HEADINGS))
    for row in rows:
        if "not run" in row:
            print(f"{row['program']:15} not run: {row['not run']}")
            continue
        keys = ("program", "version", "does", "notes/s", "ratio", "found", "seconds to load", "peak MB")
        values = [row.get(key, "-") for key in (*keys, "negation F1", "code F1", "F1 of 3 characters", "MAP")]
        values[7] = round(row["peak MB"])
        print(COLUMNS.format(*values))
    print(*EXPLAINED, sep="\n")


if __name__ == "__main__":
    main()
