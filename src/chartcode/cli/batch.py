"""`chartcode batch`: codes a folder or a table of notes, in processes, resumable."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from chartcode.cli import options
from chartcode.errors import UsageError

TARGETS = (".jsonl", ".parquet")

EPILOG = """\b
Examples:
  chartcode batch notes/ codes.jsonl
  chartcode batch notes.jsonl codes.jsonl --workers 4 --setting inpatient
  chartcode batch notes.parquet codes.parquet --scope mentions

INPUT is a folder of text files and encounter folders, or a table with the columns note_id and text, and where you have
them setting, date, sex and birth_date (.jsonl, or .parquet with the extra chartcode[batch]). An option wins over a
column.

OUTPUT gets one line of JSON for each note or encounter, in the order of INPUT: the object that `chartcode code --format
json` prints or, for a note that cannot be coded, {"note_id", "error", "kind"}; such notes do not stop the others, and
the exit code is 0 when every note has its line. Stopped and started again with the same options it goes on where it
was; OUTPUT.manifest.json remembers the options."""


def batch(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="Folder, .jsonl or .parquet.", show_default=False)],
    target: Annotated[Path, typer.Argument(metavar="OUTPUT", help="A .jsonl or .parquet file.", show_default=False)],
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, help="Processes. Default: one for each core.")
    ] = None,
    setting: options.SettingOption = None,
    date: options.DateOption = None,
    scope: options.ScopeOption = "claim",
) -> None:
    """Code many notes.

    Gives one line of JSON for each note or encounter, whatever happens to it.
    """
    import datetime

    from chartcode.batch.request import Request
    from chartcode.batch.run import run

    if target.suffix not in TARGETS and not target.is_dir():
        raise UsageError(f"OUTPUT must end in {' or '.join(TARGETS)}")
    request = Request(
        today=datetime.date.today(),
        setting=options.setting(setting),
        date=options.day(date),
        scope=options.scope(scope),
    )
    with _progress(source, target) as progress:
        summary = run(source, target, request, workers=workers or _cores(), progress=progress)
    skipped = f", {summary.skipped} done before" if summary.skipped else ""
    typer.echo(f"{summary.coded} coded, {summary.failed} with an error line{skipped}: {target}", err=True)


def _cores() -> int:
    """The cores this process may use, which in a container is fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _progress(source: Path, target: Path) -> Iterator[Callable[[int], None]]:
    """A progress bar on stderr where that is a terminal, else nothing."""
    if not sys.stderr.isatty():
        yield lambda notes: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    from chartcode.batch.inputs import count
    from chartcode.batch.run import written_for

    bar = Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("notes"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )
    with bar:
        task = bar.add_task("", total=count(source, written_for(target)))
        yield lambda notes: bar.advance(task, notes)
