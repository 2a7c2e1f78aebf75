"""`chartcode show`: a code as the Tabular List prints it."""

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from chartcode.cli import options
from chartcode.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from chartcode.codesets.icd10cm.release import IcdCmRelease

EPILOG = """\b
Examples:
  chartcode show E11.22
  chartcode show s52521a --date 2025-11-01
  chartcode show I10-I1A"""


def show(
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="An ICD-10-CM code, category or block; the dot may miss.")
    ],
    date: options.ReleaseDateOption = None,
) -> None:
    """Show a code as the book has it.

    Its title, whether it can be billed and when, its place in the book, every note that applies, 7th characters.
    """
    from chartcode import codesets
    from chartcode.cli.terminal import console

    day = options.day(date) or datetime.date.today()
    release = codesets.on(day).icd10cm
    _print(_node(code, release), release, console())


def _node(text: str, release: "IcdCmRelease") -> str:
    """The node the user means. Raises UsageError when the book has none."""
    from chartcode.errors import InvalidValueError
    from chartcode.model import icd10cm

    if release.kind(text.strip().upper()):
        return text.strip().upper()
    if release.kind(text.strip().lower()) == "chapter":
        return text.strip().lower()
    try:
        bare = icd10cm(text).bare
    except InvalidValueError:
        bare = ""
    if bare and (release.kind(bare) or release.validity(bare)):
        return bare
    shown = "".join(character if character.isprintable() else "?" for character in text[:40])
    raise UsageError(f"{shown} is not in ICD-10-CM; look its words up with chartcode lookup")


def _print(node: str, release: "IcdCmRelease", console: "Console") -> None:
    from chartcode.cli.terminal import columns, plain
    from chartcode.coding.specify import dotted

    title = release.title(node) or "(its title is not in the embedded Tabular List yet)"
    console.print(plain(f"{dotted(node)}  {title}", style="bold"))
    console.print(plain(f"{_billable(node, release)}; ICD-10-CM {release.name}, on {release.day}"))
    table = columns("", "")
    table.show_header = False
    for above in reversed(release.ancestors(node)):
        table.add_row(dotted(above), plain(release.title(above) or ""))
    if table.row_count:
        console.print("\nStands under", style="bold")
        console.print(table)
    _print_instructions(node, release, console)
    _print_sevenths(node, release, console)
    _print_children(node, release, console)


def _billable(node: str, release: "IcdCmRelease") -> str:
    spans = release.validity(node)
    if not spans:
        return "not billable: a longer code is needed"
    dates = ", ".join(_dates(first, last) for first, last in spans)
    return f"billable ({dates})" if release.is_billable(node) else f"not billable on that day ({dates})"


def _dates(first: int, last: int) -> str:
    return f"valid from {_date(first)}, known to {_date(last)}"


def _date(number: int) -> str:
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"


def _print_instructions(node: str, release: "IcdCmRelease", console: "Console") -> None:
    from chartcode.cli.terminal import columns, plain
    from chartcode.coding.specify import dotted

    notes = release.instructions(node)
    if notes:
        table = columns("", "", "")
        table.show_header = False
        for note in notes:
            table.add_row(note.kind, plain(note.text), plain("" if note.at == node else f"at {dotted(note.at)}"))
        console.print("\nNotes that apply", style="bold")
        console.print(table)


def _print_sevenths(node: str, release: "IcdCmRelease", console: "Console") -> None:
    from chartcode.cli.terminal import columns, plain

    sevenths = release.sevenths(node)
    if sevenths:
        table = columns("", "")
        table.show_header = False
        for character, meaning in sevenths:
            table.add_row(character, plain(meaning))
        console.print("\n7th characters", style="bold")
        console.print(table)


def _print_children(node: str, release: "IcdCmRelease", console: "Console") -> None:
    from chartcode.cli.terminal import columns, plain
    from chartcode.coding.specify import dotted

    children = release.children(node)
    if children:
        table = columns("", "")
        table.show_header = False
        for child in children:
            table.add_row(dotted(child), plain(release.title(child) or ""))
        console.print("\nBelow", style="bold")
        console.print(table)
