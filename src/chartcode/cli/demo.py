"""`chartcode demo`: codes the sample charts that ship with the package, or the user's own note."""

import datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated

import typer

EPILOG = """\b
Examples:
  chartcode demo
  chartcode demo note.txt"""


def demo(
    note: Annotated[str | None, typer.Argument(metavar="NOTE", help="Your own text file or encounter folder.")] = None,
) -> None:
    """Code the sample charts, or your own note."""
    from chartcode.batch.request import Request
    from chartcode.cli.chart import code_chart, open_chart
    from chartcode.cli.table import print_encounter
    from chartcode.cli.terminal import console

    request = Request(today=datetime.date.today())
    screen = console()
    if note is not None:
        print_encounter(code_chart(open_chart(note), request), screen)
        return
    with as_file(files("chartcode") / "samples") as folder:
        for chart in _charts(folder):
            print_encounter(code_chart(open_chart(str(chart)), request), screen)
    typer.echo("Your own note: chartcode code NOTE, or chartcode demo NOTE")


def _charts(samples: Path) -> list[Path]:
    """The sample charts in the order of their names. Raises UnreadableInputError when the package has none."""
    from chartcode.documents.folder import is_encounter
    from chartcode.errors import UnreadableInputError

    charts = sorted(samples.iterdir()) if samples.is_dir() else []
    charts = [chart for chart in charts if is_encounter(chart) or chart.suffix == ".txt"]
    if not charts:
        raise UnreadableInputError("the sample charts are missing; reinstall chartcode")
    return charts
