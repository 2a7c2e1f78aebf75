"""`chartcode code`: codes notes and encounters, and prints or writes the result."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chartcode.cli import options
from chartcode.cli.shell import complain
from chartcode.errors import ChartcodeError, UsageError

if TYPE_CHECKING:
    from chartcode.batch.request import Request
    from chartcode.model import CodedEncounter

FORMATS = ("table", "json", "jsonl", "html")

EPILOG = """\b
Examples:
  chartcode code note.txt
  chartcode code note.txt --setting office --date 2026-03-02 --sex F --birth-date 1961-04-30
  chartcode code note.txt --settings all
  chartcode code encounter/ --format html -o report.html
  cat note.txt | chartcode code - --format json
  chartcode code notes/*.txt --format jsonl -o codes.jsonl

An encounter folder holds encounter.json and its note files. An option wins over what encounter.json says.
Several notes: one that cannot be coded is named on stderr, the others are coded, and the exit code is its own."""


def code(
    notes: Annotated[list[str], typer.Argument(metavar="NOTE...", help="Text file, encounter folder, or - for stdin.")],
    setting: options.SettingOption = None,
    date: options.DateOption = None,
    sex: options.SexOption = None,
    birth_date: options.BirthDateOption = None,
    scope: options.ScopeOption = "claim",
    settings: Annotated[
        str,
        typer.Option(
            "--settings",
            metavar="all|SETTING,...",
            help="Code one chart for several settings, side by side, and say why.",
        ),
    ] = "",
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(FORMATS), help="Default: by the ending of FILE, else table."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of stdout.")
    ] = None,
) -> None:
    """Code notes or encounters.

    Gives lines with their evidence, what was not coded and why, and findings.
    """
    import datetime

    from chartcode.batch.request import Request
    from chartcode.cli.write import write

    shape = _format(format, output)
    if shape == "html" and len(notes) > 1:
        raise UsageError("--format html is a report of one note: name one, or use jsonl")
    if output and output.exists() and any(_is_of(output, Path(name)) for name in notes):
        raise UsageError("--output names a file of the chart itself: name another file")
    request = Request(
        today=datetime.date.today(),
        setting=options.setting(setting),
        date=options.day(date),
        sex=options.sex(sex),
        birth_date=options.day(birth_date, "--birth-date"),
        scope=options.scope(scope),
    )
    if settings:
        from chartcode.cli.side_by_side import code_side_by_side

        if output:
            raise UsageError("--settings prints to stdout: leave --output out")
        code_side_by_side(notes, request, settings, shape)
        return
    coded, exit_code = _code_all(notes, request)
    if coded:
        write(coded, shape, output, several=len(notes) > 1)
    raise typer.Exit(exit_code)


def _is_of(output: Path, chart: Path) -> bool:
    """Whether an existing file is a note, or lies in the folder of an encounter, that is to be coded."""
    files = (chart, *chart.rglob("*")) if chart.is_dir() else (chart,)
    return any(file.exists() and file.samefile(output) for file in files)


def _format(asked: str | None, output: Path | None) -> str:
    ending = output.suffix.removeprefix(".") if output else ""
    if asked is None and ending not in {"", "txt", *FORMATS}:
        raise UsageError(f"the ending of --output names no format; say it with --format {'|'.join(FORMATS)}")
    return options.word_of(FORMATS, asked or (ending if ending in FORMATS else "table"), "--format")


def _code_all(notes: list[str], request: "Request") -> "tuple[list[CodedEncounter], int]":
    """What could be coded, in order, and the exit code of the first that could not."""
    from chartcode.cli.chart import code_chart, open_chart

    coded: list[CodedEncounter] = []
    exit_code = 0
    for name in notes:
        try:
            coded.append(code_chart(open_chart(name), request))
        except ChartcodeError as error:
            complain(str(error))
            exit_code = exit_code or error.exit_code
    return coded, exit_code
