"""Measures the import of a whole year of ICD-10-CM, seconds and peak memory, against the promise of 20 s and 500 MB.

The official files are read from `../shared/codesets/icd10cm` and from the Tabular List that comes with chartcode. The
order, codes and addenda files are written here from it, in the official layout and of the official size. Run from the
repository: `python -m benchmarks.imports`. Prints JSON; exits with 1 when a promise is broken.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from benchmarks.machine import machine

SHARED = Path(__file__).resolve().parents[2] / "shared" / "codesets" / "icd10cm"
MOST_SECONDS, MOST_MB = 20.0, 500.0
PUBLISHED = (
    "icd10cm-index-2025.RECONSTRUCTED.xml",
    "icd10cm-eindex-April-1-2026-XML.xml",
    "icd10cm-neoplasm-April-1-2026-XML.xml",
    "icd10cm-drug-April-1-2026-XML.xml",
    "POAexemptCodesFY26.zip",
)


def measured() -> dict[str, object]:
    """The figures of one import, in a process of its own."""
    if missing := [name for name in PUBLISHED if not (SHARED / name).exists()]:
        raise SystemExit(f"missing in {SHARED}: {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "CHARTCODE_DATA": str(folder / "data"), "CHARTCODE_CACHE": str(folder / "cache")}
        files = [*(str(SHARED / name) for name in PUBLISHED), *map(str, _written(folder))]
        command = [sys.executable, "-m", "benchmarks.imports", "--once", *files]
        return dict(json.loads(subprocess.run(command, env=environment, check=True, capture_output=True).stdout))


def once(files: list[str]) -> dict[str, object]:
    """Import the files in this process, open the release they make, and say what it took."""
    from chartcode import codesets
    from chartcode.codesets.imports.bring import bring

    started, worked = time.perf_counter(), time.process_time()
    done = bring([Path(file) for file in files])
    seconds, work = time.perf_counter() - started, time.process_time() - worked
    started = time.process_time()
    codes = len(codesets.on(date(2026, 4, 1)).icd10cm.billable_codes())
    return {
        "releases": {about.name: dict(about.counts) for about in done.releases},
        "seconds": round(seconds, 2),
        "work_seconds": round(work, 2),
        "first_use_seconds": round(time.process_time() - started, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        "codes": codes,
    }


def _written(folder: Path) -> list[Path]:
    """The Tabular List as it is, and an order file and a codes file of it."""
    from chartcode import codesets
    from chartcode.codesets.icd10cm.release import sources

    book = codesets.on(date(2026, 4, 1)).icd10cm
    billable = set(book.billable_codes())
    rows = sorted((code, title) for code, _, kind, title in book.nodes() if kind not in {"chapter", "block"})
    order, codes = folder / "icd10cm-order-April-2026.txt", folder / "icd10cm-codes-April-2026.txt"
    order.write_text(
        "".join(
            f"{number:05} {code:<7} {code in billable:d} {title[:60]:<60} {title}\r\n"
            for number, (code, title) in enumerate(rows, 1)
        ),
        encoding="utf-8",
        newline="",
    )
    codes.write_text(
        "".join(f"{code:<7} {title}\r\n" for code, title in rows if code in billable), encoding="utf-8", newline=""
    )
    return [sources()[0], order, codes]


def main() -> int:
    """Print the figures, and whether the promise is kept."""
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(once(sys.argv[2:])))
        return 0
    figures = measured()
    kept = float(str(figures["work_seconds"])) <= MOST_SECONDS and float(str(figures["peak_mb"])) <= MOST_MB
    print(json.dumps({"machine": machine(), **figures, "promise_kept": kept}, indent=1))
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main())
