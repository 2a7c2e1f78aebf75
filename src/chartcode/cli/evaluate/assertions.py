"""`chartcode evaluate assertions`: whether negated, historical and other people's findings are read as such."""

from pathlib import Path
from typing import Annotated

import typer

from chartcode.cli import options
from chartcode.cli.evaluate.shared import (
    FORMATS,
    ErrorsOption,
    FormatOption,
    four,
    prf_json,
    print_json,
    print_rows,
    print_texts,
)

EPILOG = """\b
Examples:
  chartcode evaluate assertions negex.jsonl
  chartcode evaluate assertions negex.jsonl --errors

FILE has rows with id, concept, sentence, negation (Negated, Affirmed), temporality (Historical, Recent) and experiencer
(Patient, or anyone else)."""


def assertions(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines: a concept in a sentence, with its labels.")],
    format: FormatOption = "table",
    errors: ErrorsOption = False,
) -> None:
    """Measure negation, history and other persons.

    Asks reading what is said of a concept in a sentence, and compares it with the label.
    """
    from chartcode.evaluation.assertions import answer, faults, measure, read_cases

    shape = options.word_of(FORMATS, format, "--format")
    answers = answer(read_cases(file))
    result = measure(answers)
    wrong = faults(answers) if errors else ()
    labels = (("negated", result.negated), ("historical", result.historical), ("other person", result.other))
    if shape == "json":
        numbers = {"cases": result.cases, "concepts_not_found": result.not_found}
        scores = {name.replace(" ", "_"): prf_json(value) for name, value in labels}
        found = [
            {"id": fault.id, "fault": fault.fault, "concept": fault.concept, "sentence": fault.sentence}
            for fault in wrong
        ]
        print_json(numbers | scores | ({"errors": found} if errors else {}))
        return
    print_rows(
        (f"{result.cases} cases", "precision", "recall", "F1"),
        [(name, *map(four, value)) for name, value in labels],
    )
    if result.not_found:
        typer.echo(f"\n{result.not_found} concepts do not stand in their sentence as a whole")
    if wrong:
        print_texts(("id", "fault", "concept", "sentence"), [tuple(fault) for fault in wrong])
