"""`chartcode codesets diff`: the codes that are new and gone between two years or days."""

import datetime
import re
from typing import TYPE_CHECKING, Annotated

import typer

from chartcode.cli import options
from chartcode.errors import UsageError

if TYPE_CHECKING:
    from chartcode.codesets.icd10cm.changes import Change

FORMATS = ("table", "json")
_FISCAL_YEAR = re.compile(r"(?:FY)?(?:20)?(\d\d)", re.IGNORECASE)

EPILOG = """\b
Examples:
  chartcode codesets diff FY2026 FY2027
  chartcode codesets diff 2025-10-01 2026-04-01 --format json

Of two fiscal years, the last day of the earlier is compared with the first day, 1 October, of the later."""


def diff(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="Fiscal year, as FY2026, or day, as 2026-04-01.")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="A later year or day.")],
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")] = "table",
) -> None:
    """Compare the ICD-10-CM codes of two fiscal years or days.

    Gives the billable codes that were added and deleted, with their titles where they are known.
    """
    from chartcode import codesets
    from chartcode.codesets.icd10cm.changes import changes

    shape = options.word_of(FORMATS, format, "--format")
    start, end = _day(before, "BEFORE", last=True), _day(after, "AFTER", last=False)
    if start >= end:
        raise UsageError("BEFORE must be earlier than AFTER")
    found = changes(codesets.on(start).icd10cm, codesets.on(end).icd10cm)
    if shape == "json":
        import json
        from dataclasses import asdict

        value = {"before": start.isoformat(), "after": end.isoformat(), "changes": [asdict(change) for change in found]}
        typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
        return
    added, deleted = ([change for change in found if change.kind == kind] for kind in ("added", "deleted"))
    typer.echo(f"ICD-10-CM, {start} to {end}: {len(added)} added, {len(deleted)} deleted")
    _print("Added", added)
    _print("Deleted", deleted)


def _day(text: str, argument: str, *, last: bool) -> datetime.date:
    """A day, or the last or first day of a fiscal year. Raises UsageError for anything else."""
    year = _FISCAL_YEAR.fullmatch(text.strip())
    if year is None:
        day = options.day(text.strip(), argument)
        if day is None:
            raise UsageError(f"{argument} is missing")
        return day
    number = 2000 + int(year[1])
    return datetime.date(number, 9, 30) if last else datetime.date(number - 1, 10, 1)


def _print(heading: str, found: "list[Change]") -> None:
    from chartcode.cli.terminal import columns, console, plain

    if found:
        table = columns(heading, "")
        for change in found:
            table.add_row(change.code, plain(change.title or "(its title is not in the embedded Tabular List)"))
        screen = console()
        screen.print()
        screen.print(table)
