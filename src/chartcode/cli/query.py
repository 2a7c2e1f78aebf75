"""`chartcode query`: checks the wording of queries to providers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chartcode.cli import options

if TYPE_CHECKING:
    from chartcode.model import Finding

FORMATS = ("table", "json")
HELP = "Check a query to a provider: does it comply with the practice brief?"

EPILOG = """\b
Examples:
  chartcode query lint query.txt
  cat query.txt | chartcode query lint - --format json"""

_LINT = """\b
Examples:
  chartcode query lint query.txt
  cat query.txt | chartcode query lint - --format json

FILE is one query as plain text: a title, the facts of the chart, a question, and the answers, one on each line.
The exit code is 0 when it complies and 1 when it is refused."""

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command("lint", epilog=_LINT)
def lint(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file with one query, or - for stdin.")],
    date: options.ReleaseDateOption = None,
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")] = "table",
) -> None:
    """Refuse a query that leads, speaks of payment, cites no facts, or leaves no other answer."""
    import datetime

    from chartcode import codesets
    from chartcode.queries.lint import lint as found_in
    from chartcode.reading.vocabulary import open_vocabulary

    shape = options.word_of(FORMATS, format, "--format")
    text = _text(file)
    findings = found_in(text, open_vocabulary(codesets.on(options.day(date) or datetime.date.today())))
    if shape == "json":
        import json

        rows = [{"rule": one.rule, "message": one.message, "citation": one.citation} for one in findings]
        typer.echo(json.dumps({"complies": not findings, "findings": rows}, indent=2))
    else:
        _print(findings)
    raise typer.Exit(int(bool(findings)))


def _text(name: str) -> str:
    """The text of a file or of stdin. Raises UnreadableInputError or UnfitDocumentError."""
    from chartcode.cli.chart import STDIN, open_chart
    from chartcode.documents.files import read_note

    return open_chart(STDIN).notes[0].text if name == STDIN else read_note(Path(name)).text


def _print(findings: "tuple[Finding, ...]") -> None:
    for one in findings:
        typer.echo(f"{one.level.value}: {one.message} [{one.rule}]")
    if not findings:
        typer.echo("The query complies.")
