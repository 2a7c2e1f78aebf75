"""`chartcode path`: question by question from a term or an unfinished code to a billable one."""

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from chartcode.cli import options

if TYPE_CHECKING:
    from rich.console import Console

    from chartcode.book.path import LogicPath
    from chartcode.book.questions import Question

FORMATS = ("table", "json")

EPILOG = """\b
Examples:
  chartcode path S52.52
  chartcode path S52.52 --answer left --answer initial
  chartcode path "fracture of neck of left femur" --answer displaced
  chartcode path E11 --answer kidney --format json

Answers may be given in any order, by words only one option has or by its code."""


def path(
    start: Annotated[
        list[str], typer.Argument(metavar="CODE|TERM", help="A code, category or block, or words of a diagnosis.")
    ],
    answer: Annotated[
        list[str] | None, typer.Option("--answer", metavar="WORDS", help="An answer; may be given several times.")
    ] = None,
    date: options.ReleaseDateOption = None,
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")] = "table",
) -> None:
    """Ask what is still needed for a billable code.

    Starts in the Index where that is imported, else in the Tabular List, and asks for side, encounter, type and so on.
    """
    from chartcode import codesets
    from chartcode.book.path import path as walk

    shape = options.word_of(FORMATS, format, "--format")
    found = walk(" ".join(start), codesets.on(options.day(date) or datetime.date.today()), tuple(answer or ()))
    if shape == "json":
        import json
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    from chartcode.cli.terminal import console

    _print(found, console())


def _print(found: "LogicPath", console: "Console") -> None:
    from chartcode.cli.terminal import columns, plain

    if found.way:
        console.print(plain(f"Index: {' > '.join(found.way)}  {found.printed}".rstrip()))
    table = columns("", "", "")
    table.show_header = False
    for step in found.steps:
        table.add_row(plain(step.axis), plain(step.answer), plain(step.leads_to))
    if table.row_count:
        console.print(table)
    if found.question:
        _print_question(found.question, console)
    elif found.code:
        console.print(plain(f"{found.code}  {found.title}", style="bold"))
    else:
        console.print(plain(f"{_dead_end(found)}: try other words, or chartcode lookup."))
    if found.manifestation:
        console.print(plain(f"and second, always: {found.manifestation}"))
    if found.unused:
        console.print(plain(f"Not asked for yet: {', '.join(found.unused)}"))


def _dead_end(found: "LogicPath") -> str:
    if found.printed:
        return f"{found.printed} is not in the release of that day"
    if found.way:
        return "; ".join(("The book has no code there", *found.references))
    return "Nothing found"


def _print_question(question: "Question", console: "Console") -> None:
    from chartcode.cli.terminal import columns, plain

    console.print(plain(f"{question.text} ({question.axis})", style="bold"))
    table = columns("", "")
    table.show_header = False
    for option in question.options:
        table.add_row(plain(option.label), plain(option.leads_to))
    console.print(table)
    console.print("Answer with --answer WORDS.")
