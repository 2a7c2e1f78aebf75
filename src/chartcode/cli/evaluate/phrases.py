"""`chartcode evaluate phrases`: how often a phrase on its own gets its code."""

import datetime
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from chartcode.cli import options
from chartcode.cli.evaluate.shared import FORMATS, ErrorsOption, FormatOption, four, print_json, print_rows, print_texts

EPILOG = """\b
Examples:
  chartcode evaluate phrases phrases.json
  chartcode evaluate phrases phrases.json --date 2026-04-01 --errors --format json

FILE is one JSON object, {"phrase": "code", ...}."""


def phrases(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON: phrase to code.")],
    date: options.ReleaseDateOption = None,
    format: FormatOption = "table",
    errors: ErrorsOption = False,
) -> None:
    """Measure the coding of phrases.

    Each is a note of one line, coded in scope mentions.
    """
    from chartcode.evaluation.phrases import answer, measure, read_phrases

    shape = options.word_of(FORMATS, format, "--format")
    day = options.day(date) or datetime.date.today()
    answers = tuple(answer(read_phrases(file), day))
    result = measure(answers)
    wrong = [item for item in answers if item.code not in item.answers[:1]] if errors else []
    if shape == "json":
        print_json(asdict(result) | ({"errors": [asdict(item) for item in wrong]} if errors else {}))
        return
    print_rows(
        ("", "share"),
        [
            (f"of {result.phrases} phrases", ""),
            ("right code first", four(result.first)),
            ("right code among the first five", four(result.among_five)),
            ("right three characters first", four(result.category)),
            ("any code", four(result.answered)),
        ],
    )
    if wrong:
        print_texts(
            ("phrase", "code", "instead"), [(item.phrase, item.code, ", ".join(item.answers[:5])) for item in wrong]
        )
