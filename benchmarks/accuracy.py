"""`make accuracy`: accuracy on the evaluation sets, one configuration for all, printed and kept in accuracy.json."""

import datetime
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import machine
from chartcode import codesets
from chartcode.evaluation import assertions, notes
from chartcode.evaluation.comparison import compare
from chartcode.evaluation.gold import Choice
from chartcode.model import Scope, Setting

DAY = datetime.date(2026, 4, 1)
CM = frozenset(("ICD-10-CM",))


@dataclass(frozen=True, slots=True)
class NotesTask:
    """A set of labelled notes with the options its README asks for."""

    name: str
    folder: str
    choice: Choice
    setting: Setting
    scope: Scope


TASKS = (
    NotesTask(
        "CodiEsp dev", "codiesp", Choice(CM, frozenset(("dev",)), accept=True), Setting.INPATIENT, Scope.MENTIONS
    ),
    NotesTask("CMC", "cmc", Choice(CM, accept=True), Setting.OUTPATIENT, Scope.CLAIM),
    NotesTask("ACI", "aci", Choice(CM, sources=frozenset(("amazon2025",))), Setting.OFFICE, Scope.CLAIM),
)


def main() -> None:
    """Measure every set in the folder given as the first argument; figures go to the file the second names."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval")
    target = sys.argv[2] if len(sys.argv) > 2 else "accuracy.json"
    if not data.is_dir():
        sys.exit(f"{data} is not here: nothing was measured")
    figures: dict[str, dict[str, float]] = {task.name: _notes(data, task) for task in TASKS}
    cases = assertions.measure(assertions.answer(assertions.read_cases(data / "negex" / "gold.jsonl")))
    figures["assertions"] = {"negated F1": cases.negated.f1, "historical F1": cases.historical.f1}
    for name, row in figures.items():
        print(f"{name:12}", "  ".join(f"{key} {value:.4f}" for key, value in row.items()))
    releases = dict(codesets.on(DAY).names())
    kept = {"machine": machine(), "command": "make accuracy", "releases": releases, "figures": figures}
    Path(__file__).with_name(target).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _notes(data: Path, task: NotesTask) -> dict[str, float]:
    labelled = notes.open_set(data / task.folder)
    coded = notes.code_set(labelled, task.choice, setting=task.setting, scope=task.scope, day=DAY)
    result = notes.measure(compare(labelled.gold, notes.predictions_of(coded), task.choice))
    figures = {
        "F1": result.full.micro.f1,
        "precision": result.full.micro.precision,
        "recall": result.full.micro.recall,
        "F1 of 3 characters": result.category.micro.f1,
        "MAP": result.full.map,
    }
    if result.evidence:
        figures["evidence hit rate"] = result.evidence.rate
    if result.calibration:
        figures["calibration error"] = result.calibration.error
    return {name: round(value, 4) for name, value in figures.items()}


if __name__ == "__main__":
    main()
