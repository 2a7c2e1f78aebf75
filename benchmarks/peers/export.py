"""Writes a job: the phrases of our vocabulary and the notes of the evaluation sets, for programs that know neither."""

from collections.abc import Iterable
from pathlib import Path

from benchmarks.accuracy import DAY, TASKS
from benchmarks.peers.job import Case, Document, Job, Phrase
from chartcode.documents.files import read_note
from chartcode.evaluation.assertions import place, read_cases
from chartcode.evaluation.notes import open_set
from chartcode.pipeline import config_on
from chartcode.reading.phrases import NO_CONDITION

NOTES = 200
WARM_UP = 10
CODIESP = next(task for task in TASKS if task.folder == "codiesp")


def write_job(job: Job, data: Path) -> None:
    """Everything the peers are given: 200 notes for speed, the NegEx cases, and CodiEsp dev with its text."""
    texts = texts_in(data / "codiesp_background", NOTES + WARM_UP)
    job.write("phrases", phrases())
    job.write("notes", texts[:NOTES])
    job.write("warm_up", texts[NOTES:])
    job.write("cases", list(_cases(data / "negex" / "gold.jsonl")))
    labelled = open_set(data / CODIESP.folder)
    names = labelled.documents(CODIESP.choice)
    job.write("documents", [Document(name, read_note(labelled.text_of(name)).text) for name in names])


def phrases() -> list[Phrase]:
    """Every phrase of the lexicon and of the release as literal text, each once.

    Of one text with several meanings, the meaning that asks nothing of the patient stays, then the better source.
    """
    vocabulary = config_on(DAY).vocabulary
    best: dict[str, tuple[bool, int, str]] = {}
    for phrase, source in enumerate(vocabulary.source):
        if source != NO_CONDITION:
            text = " ".join(vocabulary.text(phrase).lower().split())
            meaning = (bool(vocabulary.needs(phrase)), source, "+".join(vocabulary.codes(phrase)))
            best[text] = min(best.get(text, meaning), meaning)
    return [Phrase(text, code) for text, (_, _, code) in best.items()]


def texts_in(folder: Path, most: int | None = None) -> list[str]:
    """The texts of a folder in the order of their names, empty ones left out."""
    paths = [path for path in sorted(folder.glob("*.txt")) if path.stat().st_size]
    return [read_note(path).text for path in paths[:most]]


def _cases(path: Path) -> Iterable[Case]:
    """The cases whose concept stands in the sentence."""
    for case in read_cases(path):
        span = place(case.concept, case.sentence)
        if span:
            yield Case(case.sentence, span.start, span.end, case.negated)
