"""`make errors`: how many misses and false positives CodiEsp dev shows of each kind, kept in errors.json."""

import json
import sys
from collections import Counter
from pathlib import Path

from benchmarks.accuracy import DAY, TASKS
from benchmarks.machine import machine
from chartcode.evaluation import causes, notes
from chartcode.evaluation.comparison import compare


def main() -> None:
    """Count on the set in the folder given as the first argument."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval")
    if not data.is_dir():
        sys.exit(f"{data} is not here: nothing was counted")
    task = TASKS[0]
    labelled = notes.open_set(data / task.folder)
    coded = dict(notes.code_set(labelled, task.choice, setting=task.setting, scope=task.scope, day=DAY))
    comparison = compare(labelled.gold, notes.predictions_of(coded.items()), task.choice)
    gold = {(row.doc_id, row.code): row for row in labelled.gold if task.choice.has_system(row.system)}
    found = Counter(_kind(fault) for fault in causes.faults(comparison, gold, coded))
    figures = dict(found.most_common())
    for name, count in figures.items():
        print(f"{name:52} {count}")
    kept = {"machine": machine(), "command": "make errors", "figures": figures}
    Path(__file__).with_name("errors.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _kind(fault: causes.Fault) -> str:
    return f"{'missed' if fault.missed else 'wrong'}: {fault.cause.value}"


if __name__ == "__main__":
    main()
