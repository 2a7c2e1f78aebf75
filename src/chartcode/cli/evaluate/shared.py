"""Options and printing that the three measurements share."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from chartcode.evaluation.metrics import PRF

FORMATS = ("table", "json")
EXAMPLES = 10
"""Examples of each cause that the table shows; JSON has them all."""

FormatOption = Annotated[
    str, typer.Option("--format", metavar="|".join(FORMATS), help="json has every number unrounded and every fault.")
]
ErrorsOption = Annotated[bool, typer.Option("--errors", help="Also what was wrong or missed, with its text.")]


def print_json(value: Any) -> None:
    """Print a value as indented JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def prf_json(value: "PRF") -> dict[str, float]:
    """Precision, recall and F1 by name."""
    return {"precision": value.precision, "recall": value.recall, "f1": value.f1}


def print_rows(names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Print a table whose first column is words and whose others are numbers."""
    from chartcode.cli.terminal import columns, console, plain

    table = columns(*names, right=frozenset(names[1:]))
    for row in rows:
        table.add_row(*(plain(cell) for cell in row))
    console().print(table)


def print_texts(names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Print a table of words."""
    from chartcode.cli.terminal import columns, console, plain

    table = columns(*names)
    for row in rows:
        table.add_row(*(plain(cell) for cell in row))
    console().print(table)


def four(value: float) -> str:
    """A share with four decimals."""
    return f"{value:.4f}"
