"""One program on one job, as a process of its own: python -m benchmarks.peers.worker ADAPTER FOLDER OUTPUT [speed]."""

import json
import sys
import time
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from benchmarks.peers.job import Job, Peer, memory_at_most

ROUNDS = 3
LONGEST = 30.0
"""Seconds after which no further round begins."""


def main() -> None:
    """Start the program, time it, and with anything but "speed" also collect its answers."""
    name, folder, output, *rest = sys.argv[1:]
    job = Job(Path(folder))
    begin = time.perf_counter()
    peer: Peer = import_module(f"benchmarks.peers.adapters.{name}").start(job)
    loaded = time.perf_counter() - begin
    found: dict[str, object] = {"version": version(peer.package), "seconds to load": loaded, **_speed(peer, job)}
    if "speed" not in rest:
        found |= _answers(peer, job)
    Path(output).write_text(json.dumps(found), encoding="utf-8")


def _speed(peer: Peer, job: Job) -> dict[str, object]:
    notes = job.notes()
    for text in job.warm_up():
        peer.find(text)
    seconds: list[float] = []
    found = 0
    while len(seconds) < ROUNDS and sum(seconds) < LONGEST:
        begin = time.perf_counter()
        found = sum(peer.find(text) for text in notes)
        seconds.append(time.perf_counter() - begin)
    return {
        "notes/s": len(notes) / min(seconds),
        "rounds": len(seconds),
        "found": found,
        "peak MB": memory_at_most(),
    }


def _answers(peer: Peer, job: Job) -> dict[str, object]:
    answers: dict[str, object] = {}
    if peer.negated:
        answers["negated"] = [peer.negated(case.sentence, case.start, case.end) for case in job.cases()]
    if peer.codes:
        answers["codes"] = {document.id: list(peer.codes(document.text)) for document in job.documents()}
    return answers


if __name__ == "__main__":
    main()
