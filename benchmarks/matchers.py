"""`python -m benchmarks.matchers`: our matcher beside automata over the same phrases as literal text.

Time and memory of each in processes of its own, and how many of the mentions chartcode finds a literal automaton finds;
kept in matchers.json.
"""

import json
import sys
import tempfile
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.accuracy import DAY
from benchmarks.machine import machine
from benchmarks.peers import environments
from benchmarks.peers.environments import Environment, NotRunError
from benchmarks.peers.export import phrases, texts_in
from benchmarks.peers.job import Job, Phrase
from chartcode.lexicon import tables
from chartcode.model import Mention, Note
from chartcode.pipeline import config_on
from chartcode.reading.phrases import bag
from chartcode.reading.read import read
from chartcode.reading.words import WordForms

SECONDS = 600
LITERAL = ("pyahocorasick", "ahocorasick_rs", "hyperscan")
SAME, OTHER, ABBREVIATED, INFLECTED, APART, REORDERED, REST = KINDS = (
    "found: the same phrase, word for word",
    "found: another phrase of the same code",
    "missed: an abbreviation written for it",
    "missed: another inflection, spelling or noun for an adjective",
    "missed: words between, or a word shared with another mention",
    "missed: another order",
    "missed: a looser form of a word",
)
COLUMNS = "{:16} {:8} {:>8} {:>7} {:>7} {:>8} {:>9} {:>8}"
HEADINGS = ("matcher", "version", "build s", "load s", "MB kept", "notes/s", "MB build", "MB scan")


class Hit(NamedTuple):
    """Where an automaton found a phrase, and which by its number."""

    start: int
    end: int
    phrase: int


def main() -> None:
    """Measure on the folder of notes given as the first argument."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval/codiesp_background")
    if not folder.is_dir():
        sys.exit(f"{folder} is not here: nothing was measured")
    texts = texts_in(folder)
    wanted = phrases()
    with tempfile.TemporaryDirectory() as scratch:
        job = Job(Path(scratch))
        job.write("phrases", wanted)
        rows, hits = _measured(job, texts)
    print(f"{len(texts)} notes, {len(wanted)} phrases")
    _show(rows)
    shares = _shares(texts, wanted, hits) if hits else {}
    for kind, share in shares.items():
        print(f"{kind:64} {share:6.1%}" if kind in KINDS else f"{kind:64} {share:6}")
    kept = {"machine": machine(), "command": "python -m benchmarks.matchers", "notes": len(texts)}
    kept |= {"phrases": len(wanted), "rows": rows, "mentions of chartcode": shares}
    Path(__file__).with_name("matchers.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _measured(job: Job, texts: Sequence[str]) -> tuple[list[dict[str, Any]], list[list[Hit]]]:
    """A row for each matcher, ours first, and the whole-word hits of the automata (all find the same)."""
    job.write("notes", texts)
    rows = [_figures("chartcode read", environments.CHARTCODE, "benchmarks.peers.matching_ours", "-", job)]
    job.write("notes", [lowered(text) for text in texts])
    hits: list[list[Hit]] = []
    for name in LITERAL:
        row = _figures(name, environments.OTHERS, "benchmarks.peers.matching", name, job)
        found = row.pop("hits", None)
        if found is not None:
            if hits and found != hits:
                row["differs"] = "finds other hits than the automaton before it"
            hits = found
        rows.append(row)
    return rows, [[Hit(*hit) for hit in note] for note in hits]


def _figures(name: str, environment: Environment, module: str, matcher: str, job: Job) -> dict[str, Any]:
    row: dict[str, Any] = {"matcher": name}
    try:
        for step in ("build", "scan"):
            row |= environment.run(
                module, matcher, str(job.folder), str(job.folder / "answer.json"), step, seconds=SECONDS
            )
    except NotRunError as reason:
        row["not run"] = str(reason)
    return {key: round(value, 4) if isinstance(value, float) else value for key, value in row.items()}


def lowered(text: str) -> str:
    """The text in lower case, of the same length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _shares(texts: Sequence[str], wanted: Sequence[Phrase], hits: Sequence[Sequence[Hit]]) -> dict[str, float]:
    """What share of chartcode's mentions is of each kind."""
    forms = WordForms(tables.variants(), tables.adjectives())
    vocabulary = config_on(DAY).vocabulary
    counts: Counter[str] = Counter()
    for text, found in zip(texts, hits, strict=True):
        for mention in read(Note("note", text), vocabulary).mentions:
            counts[_kind(mention, text, [wanted[hit.phrase] for hit in _touching(found, mention)], forms)] += 1
    return {"mentions": counts.total()} | {kind: round(counts[kind] / counts.total(), 4) for kind in KINDS}


def _touching(hits: Sequence[Hit], mention: Mention) -> Iterator[Hit]:
    """The hits that share a word with a mention; `hits` are sorted."""
    for hit in hits[: bisect_left(hits, Hit(mention.span.end, 0, 0))]:
        if any(hit.start < piece.end and piece.start < hit.end for piece in mention.pieces):
            yield hit


def _kind(mention: Mention, text: str, literal: Sequence[Phrase], forms: WordForms) -> str:
    """How a mention stands to the phrases that an automaton finds where it stands."""
    concept = " ".join(mention.concept.lower().split())
    if any(phrase.text == concept for phrase in literal):
        return SAME
    if any(phrase.code == "+".join(mention.codes) for phrase in literal):
        return OTHER
    if mention.fit.expanded:
        return ABBREVIATED
    said, meant = (bag(words, forms) for words in (text[mention.span.start : mention.span.end], mention.concept))
    if said == meant:
        return INFLECTED
    if set(said) > set(meant):
        return APART
    return REORDERED if set(said) == set(meant) else REST


def _show(rows: list[dict[str, Any]]) -> None:
    print(COLUMNS.format(*HEADINGS))
    keys = ("version", "seconds to build", "seconds to load", "MB kept", "notes/s", "MB while building")
    for row in rows:
        if "not run" in row:
            print(f"{row['matcher']:16} not run: {row['not run']}")
            continue
        figures = [row.get(key, "-") for key in (*keys, "MB while scanning")]
        shown = [f"{figure:.2f}" if isinstance(figure, float) else figure for figure in figures]
        print(COLUMNS.format(row["matcher"], *shown))
        if "notes/s of find alone" in row:
            print(COLUMNS.format("  find() alone", *"----", f"{row['notes/s of find alone']:.2f}", *"--"))
            print(f"  find() is {row['notes/s'] / row['notes/s of find alone']:.0%} of the time of read")
        if "differs" in row:
            print(f"  {row['matcher']} {row['differs']}")


if __name__ == "__main__":
    main()
