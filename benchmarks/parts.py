"""`make parts`: micro-F1 on the evaluation sets with one part of the engine left out at a time, kept in parts.json."""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from benchmarks.accuracy import DAY, TASKS, NotesTask
from benchmarks.machine import machine
from chartcode import codesets, pipeline
from chartcode.documents.files import read_note
from chartcode.evaluation import notes
from chartcode.evaluation.comparison import compare
from chartcode.lexicon import tables
from chartcode.model import Assertion, CodedEncounter, Encounter
from chartcode.pipeline import Config, code
from chartcode.reading import read
from chartcode.reading.compile import compile_vocabulary
from chartcode.reading.vocabulary import Vocabulary


def main() -> None:
    """Measure every variant on the sets in the folder given as the first argument."""
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/eval")
    if not data.is_dir():
        sys.exit(f"{data} is not here: nothing was measured")
    whole = pipeline.config_on(DAY)
    figures = {"everything": _figures(data, whole)}
    every_match = replace(whole, scorer=replace(whole.scorer, threshold=0.0))
    figures["without the scorer (every match counts)"] = _figures(data, every_match)
    with patch.object(read, "assertion", lambda *_: (Assertion.PRESENT, None)):
        figures["without assertions (everything is present)"] = _figures(data, whole)
    with patch.object(pipeline, "apply_all", lambda draft: draft):
        figures["without guidelines"] = _figures(data, whole)
    with _vocabulary_without("phrases", "not_conditions") as vocabulary:
        figures["without the lexicon's phrases"] = _figures(data, replace(whole, vocabulary=vocabulary))
    with _vocabulary_without("abbreviations") as vocabulary:
        figures["without abbreviations"] = _figures(data, replace(whole, vocabulary=vocabulary))
    for name, row in figures.items():
        print(f"{name:44}", "  ".join(f"{key} {value:.3f}" for key, value in row.items()))
    kept = {"machine": machine(), "command": "make parts", "micro-F1": figures}
    Path(__file__).with_name("parts.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


@contextmanager
def _vocabulary_without(*names: str) -> Iterator[Vocabulary]:
    """A vocabulary compiled as if some tables of the lexicon were empty, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder, patch.dict(os.environ, CHARTCODE_CACHE=folder):
        patches = [patch.object(tables, name, lambda: ()) for name in names]
        for one in patches:
            one.start()
        try:
            path = Path(folder) / "phrases"
            compile_vocabulary(path, codesets.on(DAY).icd10cm)
            yield Vocabulary(path)
        finally:
            for one in patches:
                one.stop()


def _figures(data: Path, config: Config) -> dict[str, float]:
    return {task.name: round(_f1(data, task, replace(config, scope=task.scope)), 4) for task in TASKS}


def _f1(data: Path, task: NotesTask, config: Config) -> float:
    labelled = notes.open_set(data / task.folder)

    def coded() -> Iterator[tuple[str, CodedEncounter]]:
        for document in labelled.documents(task.choice):
            note = read_note(labelled.text_of(document), note_id=document)
            yield document, code(Encounter(document, (note,), setting=task.setting, discharge=DAY), config)

    return notes.measure(compare(labelled.gold, notes.predictions_of(coded()), task.choice)).full.micro.f1


if __name__ == "__main__":
    main()
