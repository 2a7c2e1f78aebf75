"""Examples to learn from: what the engine proposes for a note, and whether a person gave that code."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.propose import propose
from chartcode.coding.score import Scorer, features
from chartcode.model import Decision, Encounter, Mention, Note, Setting
from chartcode.pipeline import Config
from chartcode.reading.read import read

LABELLED = 20181001
"""CodiEsp was labelled with the codes of 2018 (its README)."""


@dataclass(frozen=True, slots=True)
class Example:
    """One proposed code of one note: the features of its mention, and whether it is among the codes people gave."""

    doc_id: str
    code: str
    features: tuple[float, ...]
    right: bool


def gold_codes(gold: Path, split: str) -> dict[str, set[str]]:
    """doc_id -> bare ICD-10-CM codes that count as right (successors of split codes too), for the notes of a split."""
    found: dict[str, set[str]] = {}
    with gold.open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if row["split"] == split:
                codes = found.setdefault(row["doc_id"], set())
                if row["system"] == "ICD-10-CM":
                    codes.update({row["code"].replace(".", ""), *(c.replace(".", "") for c in row.get("accept", ()))})
    return found


def count_gold(gold: Path, split: str) -> int:
    """How many ICD-10-CM codes people gave the notes of a split, each once a note."""
    with gold.open(encoding="utf-8") as rows:
        found = {
            (row["doc_id"], row["code"])
            for row in map(json.loads, rows)
            if row["split"] == split and row["system"] == "ICD-10-CM"
        }
    return len(found)


def examples(folder: Path, split: str, config: Config) -> Iterator[Example]:
    """Every proposal for every note of a split, in the order of the notes' ids."""
    gold = gold_codes(folder / "gold.jsonl", split)
    open_door = replace(config.scorer, threshold=0.0)
    for doc_id in sorted(gold):
        text = (folder / "notes" / f"{doc_id}.txt").read_text(encoding="utf-8")
        encounter = Encounter(doc_id, (Note(doc_id, text),), setting=Setting.INPATIENT)
        mentions = read(encounter.notes[0], config.vocabulary).mentions
        decisions = propose(encounter, mentions, config.releases, open_door).decisions
        times = Counter(decision.code.value for decision in decisions)
        for decision in decisions:
            if _younger(decision.code.bare, config.releases.icd10cm) and decision.code.bare not in gold[doc_id]:
                continue
            yield Example(
                doc_id,
                decision.code.bare,
                _features(decision, times, len(text), config.scorer),
                decision.code.bare in gold[doc_id],
            )


def _younger(bare: str, release: IcdCmRelease) -> bool:
    """Whether a code came into force after people labelled the notes: they could not have given it."""
    return all(first > LABELLED for first, _ in release.validity(bare))


def _features(decision: Decision, times: Counter[str], length: int, scorer: Scorer) -> tuple[float, ...]:
    mention, code = decision.mention, decision.code.value
    return features(mention, code, scorer, times[code], mention.span.start / length)


def phrases_seen(notes: Sequence[Path], config: Config, *, least: float) -> dict[str, float]:
    """Phrase -> share of the unlabelled notes that hold it, for phrases that at least a share `least` of them hold."""
    holding: Counter[str] = Counter()
    for path in notes:
        text = path.read_text(encoding="utf-8", errors="replace")
        if text.strip():
            mentions: Sequence[Mention] = read(Note(path.stem, text), config.vocabulary).mentions
            holding.update({mention.concept for mention in mentions})
    return {phrase: round(n / len(notes), 4) for phrase, n in sorted(holding.items()) if n >= least * len(notes)}
