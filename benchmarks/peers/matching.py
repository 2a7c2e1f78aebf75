"""One automaton over literal phrases: python -m benchmarks.peers.matching NAME FOLDER OUTPUT build|scan.

`build` compiles the phrases of the job and keeps the automaton where that can be done; `scan` takes it up again in a
new process, so that memory and time are those of a program that starts with it.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import Any

from benchmarks.peers.job import Job, memory_at_most

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Matcher:
    """How a library builds an automaton and scans a text for (number of the phrase, end); `save` where it can.

    `bytes_offsets` says that an end counts bytes of UTF-8 and not characters.
    """

    package: str
    build: Callable[[Sequence[str]], Any]
    scan: Callable[[Any, str], list[tuple[int, int]]]
    save: Callable[[Any, Path], None] | None = None
    load: Callable[[Path], Any] | None = None
    bytes_offsets: bool = False


def main() -> None:
    """Do the step named last and write what was measured."""
    name, folder, output, step = sys.argv[1:]
    matcher: Matcher = import_module(f"benchmarks.peers.matchers.{name}").MATCHER
    job = Job(Path(folder))
    kept = job.folder / f"{name}.automaton"
    found = _build(matcher, job, kept) if step == "build" else _scan(matcher, job, kept)
    Path(output).write_text(json.dumps(found), encoding="utf-8")


def _build(matcher: Matcher, job: Job, kept: Path) -> dict[str, object]:
    phrases = [phrase.text for phrase in job.phrases()]
    begin = time.perf_counter()
    automaton = matcher.build(phrases)
    figures: dict[str, object] = {
        "version": version(matcher.package),
        "seconds to build": time.perf_counter() - begin,
        "MB while building": memory_at_most(),
    }
    if matcher.save:
        matcher.save(automaton, kept)
        figures["MB kept"] = kept.stat().st_size / 1e6
    return figures


def _scan(matcher: Matcher, job: Job, kept: Path) -> dict[str, object]:
    notes = job.notes()
    if matcher.load:
        begin = time.perf_counter()
        automaton = matcher.load(kept)
        loaded = time.perf_counter() - begin
    else:
        phrases = [phrase.text for phrase in job.phrases()]
        begin = time.perf_counter()
        automaton = matcher.build(phrases)
        loaded = time.perf_counter() - begin
    seconds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        for text in notes:
            matcher.scan(automaton, text)
        seconds.append(time.perf_counter() - begin)
    figures: dict[str, object] = {
        "seconds to load": loaded,
        "notes/s": len(notes) / min(seconds),
        "MB while scanning": memory_at_most(),
    }
    lengths = [len(phrase.text) for phrase in job.phrases()]
    figures["hits"] = [_whole_words(matcher, automaton, text, lengths) for text in notes]
    return figures


def _whole_words(matcher: Matcher, automaton: Any, text: str, lengths: Sequence[int]) -> list[tuple[int, int, int]]:
    """(start, end, number of the phrase) of each hit that neither begins nor ends inside a word."""
    place = _characters(text) if matcher.bytes_offsets else None
    hits = []
    for number, end in matcher.scan(automaton, text):
        end = place[end] if place else end
        start = end - lengths[number]
        if not text[end : end + 1].isalnum() and not (start and text[start - 1].isalnum()):
            hits.append((start, end, number))
    return sorted(hits)


def _characters(text: str) -> dict[int, int]:
    """Offset in UTF-8 -> offset in characters."""
    ends = accumulate((len(character.encode()) for character in text), initial=0)
    return {at: character for character, at in enumerate(ends)}


if __name__ == "__main__":
    main()
