"""`chartcode show`: the page of a code, as the book has it and with what other code sets say of it."""

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from chartcode.cli import options
from chartcode.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from chartcode.book.changed import Changed
    from chartcode.book.facts import Fact
    from chartcode.book.page import Page

FORMATS = ("table", "json")
_SYSTEMS = ("icd10cm", "icd10pcs", "hcpcs", "cpt")
_MOST_BESIDE = 12

EPILOG = """\b
Examples:
  chartcode show E11.22
  chartcode show s52521a --date 2025-11-01
  chartcode show I10-I1A
  chartcode show 0FT44ZZ --format json"""


def show(
    code: Annotated[
        str,
        typer.Argument(metavar="CODE", help="An ICD-10-CM code, category, block or chapter, or a code of another set."),
    ],
    system: Annotated[
        str, typer.Option("--system", metavar="|".join(_SYSTEMS), help="The code set. Default: the first that has it.")
    ] = "",
    date: options.ReleaseDateOption = None,
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")] = "table",
) -> None:
    """Show a code as the book has it on a day.

    Its title, whether it can be billed and when, its place, every note that applies, 7th characters or the characters
    of a procedure, what changed since the year before, and what MCE, MS-DRG, HCC, CCSR, GEM and the POA list say of it.
    """
    from chartcode import codesets
    from chartcode.book.page import page

    shape = options.word_of(FORMATS, format, "--format")
    if system:
        options.word_of(_SYSTEMS, system, "--system")
    found = page(code, codesets.on(options.day(date) or datetime.date.today()), system)
    if found is None:
        shown = "".join(character if character.isprintable() else "?" for character in code[:40])
        where = system or "any code set"
        raise UsageError(f"{shown} is no code of {where} on any day; look its words up with chartcode lookup")
    if shape == "json":
        import json
        from dataclasses import asdict

        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str))
        return
    from chartcode.cli.terminal import console

    _print(found, console())


def _print(page: "Page", console: "Console") -> None:
    from chartcode.cli.terminal import plain

    title = page.title or "(no release at hand has its title yet)"
    console.print(plain(f"{page.code}  {title}", style="bold"))
    console.print(plain(f"{_billable(page)}; {page.system} {page.release}, on {page.day}"))
    if page.changed and page.changed.anything:
        console.print(plain(_changed(page.changed)))
    _print_rows("Stands under", ((entry.code, entry.title) for entry in page.above), console)
    notes = ((note.kind, note.text, "" if note.at == page.code else f"at {note.at}") for note in page.notes)
    _print_rows("Notes that apply", notes, console)
    _print_rows("7th characters", ((seventh.value, seventh.title) for seventh in page.sevenths), console)
    characters = ((one.char, one.axis, one.label, one.definition) for one in page.characters)
    _print_rows("Characters", characters, console)
    _print_rows("Below", ((entry.code, entry.title) for entry in page.below), console)
    _print_rows("Beside", ((entry.code, entry.title) for entry in page.siblings[:_MOST_BESIDE]), console)
    if len(page.siblings) > _MOST_BESIDE:
        console.print(f"and {len(page.siblings) - _MOST_BESIDE} more")
    _print_rows("Elsewhere", (row for fact in page.facts for row in _fact_rows(fact)), console)
    missing = [fact.needs for fact in page.facts if fact.needs]
    _print_rows("Not known here", ((need,) for need in (*missing, *page.needs)), console)


def _print_rows(heading: str, rows: Iterable[tuple[str, ...]], console: "Console") -> None:
    from chartcode.cli.terminal import columns, plain

    found = list(rows)
    if not found:
        return
    table = columns(*("" for _ in found[0]))
    table.show_header = False
    table.columns[0].no_wrap = len(found[0]) > 1
    for row in found:
        table.add_row(*map(plain, row))
    console.print(f"\n{heading}", style="bold")
    console.print(table)


def _billable(page: "Page") -> str:
    if not page.valid and not page.billable:
        return "not billable: a longer code is needed (chartcode path asks for it)"
    dates = ", ".join(f"valid from {first}" + (f", known to {last}" if last else "") for first, last in page.valid)
    days = f" ({dates})" if dates else ""
    return f"billable{days}" if page.billable else f"not billable on that day{days}"


def _changed(changed: "Changed") -> str:
    said = [f"new: {', '.join(changed.added)}"] * bool(changed.added)
    said += [f"gone: {', '.join(changed.deleted)}"] * bool(changed.deleted)
    said += [f"instead: {', '.join(changed.instead)}"] * bool(changed.instead)
    said += [f"title before: {changed.former_title}"] * bool(changed.former_title)
    return f"Since {changed.since}: {'; '.join(said)}"


def _fact_rows(fact: "Fact") -> Iterable[tuple[str, str, str]]:
    """A row for each thing said; the name and the release stand in the first only."""
    if fact.needs:
        return
    said = [f"{one.value}: {one.title}" if one.title else one.value for one in fact.says] or ["nothing"]
    yield fact.about, said[0], fact.release
    yield from (("", one, "") for one in said[1:])
