"""`make bench`: notes per second of `chartcode batch`, start-up time and peak memory, kept in speed.json."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.machine import machine

ROUNDS = 3


def main() -> None:
    """Measure on the folder of notes given as the first argument, or on the sample charts where it is absent."""
    given = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval/codiesp_background")
    samples = Path(__file__).parent.parent / "src" / "chartcode" / "samples"
    notes = given if given.is_dir() else samples
    sample = samples / "office-visit"
    _run("code", str(sample))  # compiles the releases, so that what follows finds its caches built
    cold = min(_run("code", str(sample)) for _ in range(ROUNDS))
    lookup = min(_run("lookup", "broken hip") for _ in range(ROUNDS))
    count = sum(1 for path in notes.rglob("*.txt") if path.stat().st_size)
    batch = min(_batch(notes) for _ in range(ROUNDS))
    figures = {
        "notes": count,
        "notes a second, one worker": round(count / batch, 1),
        "seconds of `chartcode code` on one chart": round(cold, 2),
        "seconds of `chartcode lookup`": round(lookup, 2),
        "peak memory of any of these, MB": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
    }
    for name, value in figures.items():
        print(f"{name:42} {value}")
    kept = {"machine": machine(), "command": "make bench", "rounds, best of": ROUNDS, "figures": figures}
    Path(__file__).with_name("speed.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _batch(notes: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        return _run("batch", str(notes), str(Path(folder) / "out.jsonl"), "--workers", "1", "--scope", "mentions")


def _run(*arguments: str) -> float:
    """Seconds of one run of the command line as a process of its own."""
    command = [str(Path(sys.executable).with_name("chartcode")), *arguments]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
