"""`chartcode codesets list`: the releases in use on a day, and those that were imported."""

import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartcode.cli import options

if TYPE_CHECKING:
    from chartcode.codesets.imports.store import Checked

FORMATS = ("table", "json")

EPILOG = """\b
Examples:
  chartcode codesets list
  chartcode codesets list --date 2026-10-01
  chartcode codesets list --format json"""


def list_releases(
    date: options.ReleaseDateOption = None,
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")] = "table",
) -> None:
    """List the releases in use and those imported.

    Of each imported one: the days it is in force, what it holds, the file it was made from, and whether it is whole.
    """
    from chartcode.codesets.imports.store import check, data_folder, held

    shape = options.word_of(FORMATS, format, "--format")
    day = options.day(date) or datetime.date.today()
    used, fault = _in_use(day)
    imported = [check(file) for file in held()]
    if shape == "json":
        import json

        value = {
            "date": day.isoformat(),
            "in_use": used,
            "fault": fault,
            "imported": [_record(one) for one in imported],
        }
        typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
        return
    from chartcode.cli.terminal import columns, console, plain

    screen = console()
    screen.print(f"In use on {day}", style="bold")
    table = columns("Code set", "Release")
    for release in used:
        table.add_row(plain(release["code_set"]), plain(release["release"]))
    screen.print(table if used else plain(fault))
    screen.print(plain(f"\nImported, in {data_folder()}" if imported else f"\nNothing imported in {data_folder()}"))
    for one in imported:
        screen.print(plain(_line(one)), soft_wrap=True)


def _in_use(day: datetime.date) -> tuple[list[dict[str, str]], str]:
    """The releases in use, or why there are none: a list must also help to mend a damaged store."""
    from chartcode import codesets
    from chartcode.errors import ReleaseError

    try:
        releases = codesets.on(day)
        used = (*releases.names(), (releases.icd10pcs.system, releases.icd10pcs.name))
        return [{"code_set": system, "release": name} for system, name in used], ""
    except ReleaseError as error:
        return [], str(error)


def _line(one: "Checked") -> str:
    about = one.about
    if about is None:
        return f"{one.held.release}: not used: {one.fault}"
    holds = ", ".join(f"{count:,} {name}" for name, count in about.counts.items())
    return (
        f"{about.name}: ready, in force {about.first} to {about.last}, {holds};"
        f" from {about.source} (SHA-256 {about.sha256[:16]})"
    )


def _record(one: "Checked") -> dict[str, Any]:
    about = one.about
    if about is None:
        return {"name": one.held.release, "state": "not used", "fault": one.fault}
    return {
        "name": about.name,
        "state": "ready",
        "kind": about.kind,
        "fiscal_year": about.year,
        "first": about.first.isoformat(),
        "last": about.last.isoformat(),
        "source": about.source,
        "sha256": about.sha256,
        "counts": dict(about.counts),
    }
