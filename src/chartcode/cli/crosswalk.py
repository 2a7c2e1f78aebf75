"""`chartcode crosswalk`: what codes are in another code set, another year, or a grouping."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chartcode.cli import options
from chartcode.errors import UsageError

if TYPE_CHECKING:
    from chartcode.codesets.crosswalk.values import Crosswalk

FORMATS = ("table", "json", "csv")

EPILOG = """\b
Examples:
  chartcode crosswalk I25.110 --to icd9
  chartcode crosswalk 250.00 428.0 --to icd10cm
  chartcode crosswalk E11.22 --to hcc --date 2025-11-01
  chartcode crosswalk G35 A04.7 --to FY2026
  chartcode crosswalk -f our-codes.txt --to FY2027 --format csv

TO is icd9 (from ICD-10-CM or ICD-10-PCS), icd10cm, icd10pcs (from ICD-9-CM), ccsr, hcc, msdrg, mce, pdpm, pdgm, a
fiscal year, as FY2027, which stands for its 1 October, or a day. Mappings between ICD-9-CM and ICD-10 are guides: the
chart decides which code is right."""


def crosswalk(
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="CODE...", help="Codes; the dot may miss. Several at once are fine.")
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="TO", help="What they are wanted in; see below.")] = "",
    file: Annotated[
        Path | None, typer.Option("-f", "--file", metavar="FILE", help="Codes too: the first word of every line.")
    ] = None,
    date: options.ReleaseDateOption = None,
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")] = "table",
) -> None:
    """Crosswalk codes to another code set, another year, or a grouping.

    Says how each target was come by: approximate or not, alone or one of a combination, from which table.
    """
    shape = options.word_of(FORMATS, format, "--format")
    asked = (*(codes or ()), *(options.codes_in(file) if file else ()))
    if not asked:
        raise UsageError("name a code, or a file of codes with -f")
    if not to:
        raise UsageError("--to is missing: name a code set, a grouping or a year (see chartcode crosswalk --help)")
    found = _crosswalks(asked, to, options.day(date) or datetime.date.today())
    if shape == "json":
        import json
        from dataclasses import asdict

        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    elif shape == "csv":
        _print_csv(found)
    else:
        _print_tables(found)


def _crosswalks(asked: Sequence[str], to: str, day: datetime.date) -> "list[Crosswalk]":
    from chartcode import codesets
    from chartcode.cli.codesets.compared import day_of
    from chartcode.codesets.crosswalk.run import NAMES, crosswalk
    from chartcode.codesets.crosswalk.years import year_to_year

    releases = codesets.on(day)
    if to.lower() in NAMES:
        return [crosswalk(code, to.lower(), releases) for code in asked]
    try:
        wanted = codesets.on(day_of(to, "--to", last=False))
    except UsageError as error:
        raise UsageError(f"--to is none of {', '.join(NAMES)}, and {error}") from None
    return [year_to_year(code, releases, wanted) for code in asked]


def _print_csv(found: "Sequence[Crosswalk]") -> None:
    import csv
    import sys

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("code", "to", "target", "title", "how", "scenario", "choice", "said"))
    for one in found:
        for target in one.targets:
            writer.writerow(
                (one.code, one.to, target.code, target.title, target.how, target.scenario, target.choice, one.said)
            )
        if not one.targets:
            writer.writerow((one.code, one.to, "", "", "", "", "", one.said))


def _print_tables(found: "Sequence[Crosswalk]") -> None:
    from chartcode.cli.terminal import columns, console, plain

    screen = console()
    for one in found:
        screen.print(plain(f"{one.code}  {one.title or '(its title is not known)'}", style="bold"))
        table = columns(one.to, "", "")
        for target in one.targets:
            table.add_row(target.code, plain(target.title), plain(target.how))
        if one.targets:
            screen.print(table)
        if one.said:
            screen.print(plain(one.said))
        screen.print(plain(one.source, style="dim"))
        screen.print()
