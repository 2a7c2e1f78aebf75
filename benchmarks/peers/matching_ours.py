"""chartcode's matcher in a process of its own: python -m benchmarks.peers.matching_ours - FOLDER OUTPUT build|scan.

`read` is timed whole; `find` alone over the sentences `read` gave it.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.accuracy import DAY
from benchmarks.peers.job import Job, memory_at_most
from benchmarks.peers.matching import ROUNDS
from chartcode import __version__, codesets
from chartcode.model import Note
from chartcode.reading import read as reading
from chartcode.reading.compile import compile_vocabulary
from chartcode.reading.match import find
from chartcode.reading.vocabulary import Vocabulary, open_vocabulary


def main() -> None:
    """Do the step named last and write what was measured."""
    _, folder, output, step = sys.argv[1:]
    found = _build() if step == "build" else _scan(Job(Path(folder)))
    Path(output).write_text(json.dumps(found), encoding="utf-8")


def _build() -> dict[str, object]:
    releases = codesets.on(DAY)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "phrases"
        begin = time.perf_counter()
        compile_vocabulary(path, releases.icd10cm)
        return {
            "version": __version__,
            "seconds to build": time.perf_counter() - begin,
            "MB while building": memory_at_most(),
            "MB kept": path.stat().st_size / 1e6,
        }


def _scan(job: Job) -> dict[str, object]:
    texts = job.notes()
    releases = codesets.on(DAY)
    begin = time.perf_counter()
    vocabulary = open_vocabulary(releases)
    loaded = time.perf_counter() - begin
    notes = [Note("note", text) for text in texts]
    whole = _best(lambda: [reading.read(note, vocabulary) for note in notes])
    memory = memory_at_most()
    calls = _sentences(notes, vocabulary)
    return {
        "seconds to load": loaded,
        "notes/s": len(notes) / whole,
        "notes/s of find alone": len(notes) / _best(lambda: [find(*call) for call in calls]),
        "MB while scanning": memory,
    }


def _sentences(notes: list[Note], vocabulary: Vocabulary) -> list[Any]:
    """What `read` hands to `find`, call by call."""
    calls: list[Any] = []

    def record(*call: Any) -> list[Any]:
        calls.append(call)
        return []

    with patch.object(reading, "find", record):
        for note in notes:
            reading.read(note, vocabulary)
    return calls


def _best(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begin)
    return min(seconds)


if __name__ == "__main__":
    main()
