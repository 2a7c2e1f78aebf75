"""`chartcode codesets diff`: what is new, gone and worded anew between two years or days."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chartcode.cli import options
from chartcode.cli.codesets.compared import SYSTEMS, compare, day_of
from chartcode.errors import UsageError

if TYPE_CHECKING:
    from chartcode.cli.codesets.compared import Compared
    from chartcode.codesets.changes import Change

FORMATS = ("table", "json", "csv")

_UNKNOWN = {"ICD-10-CM": "its title is not in the embedded Tabular List", "ICD-10-PCS": "its title is not embedded"}

EPILOG = """\b
Examples:
  chartcode codesets diff FY2026 FY2027
  chartcode codesets diff 2025-10-01 2026-04-01 --format json
  chartcode codesets diff FY2026 FY2027 --codes I42.0,E11.9
  chartcode codesets diff FY2026 FY2027 -f our-codes.txt --format csv

Of two fiscal years, the last day of the earlier is compared with the first day, 1 October, of the later. New titles
come with the code addenda or the order file, what took a code's place with the conversion table: import them."""


def diff(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="Fiscal year, as FY2026, or day, as 2026-04-01.")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="A later year or day.")],
    system: Annotated[str, typer.Option("--system", metavar="|".join(SYSTEMS), help="Which code set.")] = "icd10cm",
    codes: Annotated[
        list[str] | None, typer.Option("--codes", metavar="CODE,...", help="Tell what becomes of these codes only.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("-f", "--file", metavar="FILE", help="The same for the first word of every line.")
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")] = "table",
) -> None:
    """Compare the codes of two fiscal years or days.

    Gives the billable codes that were added, deleted or revised, with their titles where they are known.
    """
    shape = options.word_of(FORMATS, format, "--format")
    options.word_of(SYSTEMS, system, "--system")
    start, end = day_of(before, "BEFORE", last=True), day_of(after, "AFTER", last=False)
    if start >= end:
        raise UsageError("BEFORE must be earlier than AFTER")
    asked = _asked(codes or (), file)
    compared = compare(system, start, end, asked)
    if shape == "json":
        _print_json(compared, start, end)
    elif shape == "csv":
        _print_csv(compared)
    else:
        _print_tables(compared, start, end, all_codes=asked is None)


def _asked(codes: Sequence[str], file: Path | None) -> tuple[str, ...] | None:
    """The codes asked for; None where none were and all changes are meant. Raises UsageError for an empty file."""
    found = [code.strip() for words in codes for code in words.split(",")]
    if file is not None:
        found += options.codes_in(file)
    asked = tuple(code for code in dict.fromkeys(found) if code)
    if not asked and (codes or file):
        raise UsageError("--codes or the file must name a code")
    return asked or None


def _print_json(compared: "Compared", start: datetime.date, end: datetime.date) -> None:
    import json
    from dataclasses import asdict

    value = {
        "code_set": compared.code_set,
        "before": start.isoformat(),
        "after": end.isoformat(),
        "releases": compared.releases,
        "changes": [asdict(change) for change in compared.changes],
    }
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_csv(compared: "Compared") -> None:
    import csv
    import sys

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("change", "code", "title", "former_title", "instead"))
    writer.writerows((c.kind, c.code, c.title, c.former, " ".join(c.instead)) for c in compared.changes)


def _print_tables(compared: "Compared", start: datetime.date, end: datetime.date, *, all_codes: bool) -> None:
    from chartcode.codesets.changes import ADDED, DELETED, REVISED

    if not all_codes:
        _print("Code", compared.changes, "", with_kind=True)
        return
    groups = {
        kind: [change for change in compared.changes if change.kind == kind] for kind in (ADDED, DELETED, REVISED)
    }
    counts = ", ".join(f"{len(found)} {kind}" for kind, found in groups.items() if found or kind != REVISED)
    typer.echo(f"{compared.code_set}, {start} to {end}: {counts}")
    for kind, found in groups.items():
        _print(kind.capitalize(), found, f"({_UNKNOWN[compared.code_set]})")


def _print(heading: str, found: "Sequence[Change]", unknown: str, *, with_kind: bool = False) -> None:
    from chartcode.cli.terminal import columns, console, plain

    if not found:
        return
    table = columns(heading, *(("Change",) if with_kind else ()), "")
    for change in found:
        text = change.title or unknown
        text += f" (before: {change.former})" if change.former else ""
        text += f" (now: {', '.join(change.instead)})" if change.instead else ""
        table.add_row(plain(change.code), *((change.kind,) if with_kind else ()), plain(text))
    screen = console()
    screen.print()
    screen.print(table)
