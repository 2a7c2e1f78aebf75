"""`chartcode pcs`: the ICD-10-PCS tables as a builder of codes, one character after the other."""

import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartcode.cli import options
from chartcode.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from chartcode.codesets.icd10pcs.definitions import Meaning
    from chartcode.codesets.icd10pcs.release import PcsRelease

FORMATS = ("table", "json")
_LENGTH = 7
_SHOWN = {"tables", "definitions"}

EPILOG = """\b
Examples:
  chartcode pcs
  chartcode pcs 0DT
  chartcode pcs 0DTJ4ZZ --date 2026-04-01
  chartcode pcs 0DTJ --format json

Every value shown leads to a code that is valid on the day. Labels need the tables of CMS, definitions its definitions:
chartcode codesets import says how they come in."""


def pcs(
    start: Annotated[
        str, typer.Argument(metavar="[PREFIX]", help="The first characters of a code, or a whole one.")
    ] = "",
    date: options.ReleaseDateOption = None,
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")] = "table",
) -> None:
    """Build an ICD-10-PCS code character by character.

    For 0 to 6 characters the values the next one may have, with their definitions; for 7 the code and what it says.
    """
    from chartcode import codesets

    shape = options.word_of(FORMATS, format, "--format")
    day = options.day(date) or datetime.date.today()
    release = codesets.on(day).icd10pcs
    chosen = _chosen(start, release)
    if shape == "json":
        import json

        typer.echo(json.dumps(_record(chosen, release), ensure_ascii=False, indent=2))
        return
    from chartcode.cli.terminal import console

    _print(chosen, release, console())


def _chosen(text: str, release: "PcsRelease") -> str:
    """The characters chosen so far. Raises UsageError where no code begins so."""
    chosen = "".join(text.split()).upper()
    known = release.validity(chosen) if len(chosen) == _LENGTH else release.step(chosen).choices
    if len(chosen) > _LENGTH or not known:
        shown = "".join(character if character.isprintable() else "?" for character in text[:40])
        how = "; chartcode pcs alone shows how they begin"
        raise UsageError(f"no ICD-10-PCS code of {release.day} is or begins with {shown}{how}")
    return chosen


def _print(chosen: str, release: "PcsRelease", console: "Console") -> None:
    from chartcode.cli.terminal import plain

    if len(chosen) == _LENGTH:
        title = release.title(chosen) or "(its title is in no list imported so far)"
        console.print(plain(f"{chosen} {title}", style="bold"))
        console.print(plain(f"{_valid(chosen, release)}; ICD-10-PCS {release.name}, on {release.day}"))
        _print_chosen(chosen, release, console)
        _print_conversions(chosen, release, console)
    else:
        console.print(plain(f"ICD-10-PCS {release.name}, on {release.day}"))
        _print_chosen(chosen, release, console)
        _print_step(chosen, release, console)
    for part, line in release.missing().items():
        if part in _SHOWN:
            console.print(plain(line), soft_wrap=True)


def _valid(code: str, release: "PcsRelease") -> str:
    dates = ", ".join(f"from {_date(first)}, known to {_date(last)}" for first, last in release.validity(code))
    return f"valid {dates}" if release.is_billable(code) else f"not valid on that day (valid {dates})"


def _date(number: int) -> str:
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


def _print_chosen(chosen: str, release: "PcsRelease", console: "Console") -> None:
    from chartcode.cli.terminal import columns, plain

    table = columns("", "", "", "")
    table.show_header = False
    for value in release.axes(chosen) or ():
        table.add_row(
            value.char, plain(value.title, style="dim"), plain(value.label, style="bold"), _said(value.meaning)
        )
    if table.row_count:
        console.print()
        console.print(table)


def _print_step(chosen: str, release: "PcsRelease", console: "Console") -> None:
    from chartcode.cli.terminal import columns, plain

    step = release.step(chosen)
    table = columns("", step.title or "Value", "Codes", "Definition", right=frozenset(("Codes",)))
    for choice in step.choices:
        label = choice.label or release.title(chosen + choice.char) or ""
        table.add_row(choice.char, plain(label, style="bold"), f"{choice.codes:,}", _said(choice.meaning))
    console.print()
    console.print(plain(f"Character {step.position}", style="bold"))
    console.print(table)


def _said(meaning: "Meaning | None") -> "Text":
    """Definition, explanation and examples on one line."""
    from chartcode.cli.terminal import plain

    if meaning is None:
        return plain("")
    said = ". ".join(filter(None, (meaning.definition, meaning.explanation)))
    includes = "; ".join(meaning.includes)
    return plain(" ".join(filter(None, (said and f"{said}.", includes and f"Includes: {includes}."))))


def _print_conversions(code: str, release: "PcsRelease", console: "Console") -> None:
    from chartcode.cli.terminal import columns, plain

    table = columns("From", "", "Code", "Before")
    for one in release.conversions.of(code) if release.conversions else ():
        table.add_row(one.first.isoformat(), one.kind, one.code or "none", plain(one.previous or "none"))
    if table.row_count:
        console.print()
        console.print(table)


def _record(chosen: str, release: "PcsRelease") -> dict[str, Any]:
    from dataclasses import asdict

    axes = release.axes(chosen)
    record: dict[str, Any] = {
        "start": chosen,
        "date": release.day.isoformat(),
        "release": release.name,
        "axes": None if axes is None else [asdict(value) for value in axes],
        "missing": release.missing(),
    }
    if len(chosen) == _LENGTH:
        spans = [[_date(first), _date(last)] for first, last in release.validity(chosen)]
        return record | {"title": release.title(chosen), "valid": release.is_billable(chosen), "validity": spans}
    return record | {"next": asdict(release.step(chosen))}
