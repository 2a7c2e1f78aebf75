"""`chartcode browse`: the Index, the External Cause Index, the tables and the Tabular List, as one turns pages."""

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from chartcode.cli import options

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.table import Table

    from chartcode.book.browse import Branch, Line, Reference, Spread

FORMATS = ("table", "json")
_PARTS = ("index", "external", "neoplasm", "drug", "tabular")
_INDENT = 2
_WIDE = 110
_CODE_WIDTH = 15

EPILOG = """\b
Examples:
  chartcode browse tabular
  chartcode browse tabular I10-I1A
  chartcode browse index fracture, femur, neck
  chartcode browse neoplasm breast --levels 1
  chartcode browse drug ibuprofen --format json

PART is index, external (causes), neoplasm, drug or tabular. All but the Tabular List have to be imported. A hyphen
after a code: more characters are needed; chartcode path asks for them."""


def browse(
    part: Annotated[str, typer.Argument(metavar="PART", help=f"One of {', '.join(_PARTS)}.")],
    term: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TERM",
            help="Words of the way to a term, in any order; a letter; in the Tabular List a code, block, chapter.",
        ),
    ] = None,
    levels: Annotated[
        int | None,
        typer.Option("--levels", metavar="N", min=0, help="Levels to show below. Default: what fits a page."),
    ] = None,
    date: options.ReleaseDateOption = None,
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")] = "table",
) -> None:
    """Turn over the pages of the book.

    A term is shown with the terms under it; where it says "see", what it leads to is shown too.
    """
    from chartcode import codesets
    from chartcode.book.browse import browse as look

    shape = options.word_of(FORMATS, format, "--format")
    options.word_of(_PARTS, part, "PART")
    found = look(part, " ".join(term or ()), codesets.on(options.day(date) or datetime.date.today()), levels=levels)
    if shape == "json":
        import json
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
        return
    from chartcode.cli.terminal import console

    _print(found, console())


def _print(spread: "Spread", console: "Console") -> None:
    from chartcode.cli.terminal import plain

    console.print(plain(f"{spread.part}, {spread.release}"))
    if not spread.branches:
        console.print("Nothing found: try fewer words, or chartcode lookup.")
    for branch in spread.branches:
        console.print()
        way = branch.way if branch.part == spread.part else (branch.part, *branch.way)
        if way:
            console.print(plain(" > ".join(way)))
        narrow = console.width < _WIDE
        if branch.columns and narrow:
            console.print(plain("; ".join(f"{number} {head}" for number, head in enumerate(branch.columns, 1))))
        if way or (branch.columns and narrow):
            console.print()
        console.print(_table(branch, wide=not narrow))
    if spread.others:
        console.print("\nAlso", style="bold")
        for other in spread.others:
            console.print(plain(other))


def _table(branch: "Branch", *, wide: bool) -> "Table":
    """Terms and codes. Where the heads of a table's columns do not fit, their numbers stand for them."""
    from chartcode.cli.terminal import columns, plain

    heads = branch.columns
    table = columns("", *(heads if wide else map(str, range(1, len(heads) + 1)))) if heads else columns("", "")
    table.show_header = bool(heads)
    for column in table.columns[1:]:
        column.no_wrap = not wide
        column.max_width = _CODE_WIDTH if wide else None
    for line in branch.lines:
        codes = dict(line.cells)
        shown = [plain(codes.get(head, "")) for head in heads] or [plain(_code(line))]
        table.add_row(_term(line), *shown)
    return table


def _term(line: "Line") -> "RenderableType":
    from rich.padding import Padding

    from chartcode.cli.terminal import plain

    below = f" ({line.below:,} below)" if line.below else ""
    text = "; ".join((line.text, *map(_reference, line.references)))
    return Padding(plain(text + below), (0, 0, 0, _INDENT * line.depth))


def _reference(reference: "Reference") -> str:
    return f"{reference.kind} {reference.text}" + (f" ({reference.code})" if reference.code else "")


def _code(line: "Line") -> str:
    return f"{line.code} [{line.manifestation}]" if line.manifestation else line.code
