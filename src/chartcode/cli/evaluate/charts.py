"""`chartcode evaluate charts`: whether whole charts are coded as a coder would, setting by setting."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartcode.cli import options
from chartcode.cli.evaluate.shared import FORMATS, ErrorsOption, FormatOption, four, print_json, print_rows, print_texts
from chartcode.errors import UsageError

if TYPE_CHECKING:
    from chartcode.evaluation.chart_faults import ChartFault
    from chartcode.evaluation.charts import Answer, Measured, Part, Share

EPILOG = """\b
Examples:
  chartcode evaluate charts tests/charts
  chartcode evaluate charts tests/charts --errors
  chartcode evaluate charts tests/charts --all --format json

DIR holds encounter folders, each with an expected.yaml: setting, held_out, principal, required (code, poa, why),
allowed, and traps (code, why). Each chart is coded in scope claim, in its own setting and on its own date."""


def charts(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of encounter folders with expected.yaml.")],
    held_out: Annotated[bool, typer.Option("--held-out", help="Only the charts kept apart.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Also the charts kept apart.")] = False,
    format: FormatOption = "table",
    errors: ErrorsOption = False,
) -> None:
    """Measure the coding of whole charts.

    Required codes found, reported codes that are right, first diagnosis, traps taken and POA; charts marked held_out
    are left aside unless asked for.
    """
    from chartcode.evaluation.charts import answer, by_setting, measure, open_charts

    shape = options.word_of(FORMATS, format, "--format")
    answers = tuple(answer(open_charts(folder, _part(held_out, every))))
    rows = by_setting(answers) | {"total": measure(answers)}
    wrong = _faults(answers) if errors else None
    if shape == "json":
        found = {} if wrong is None else {"errors": [asdict(fault) for fault in wrong]}
        print_json({name: _json(measured) for name, measured in rows.items()} | found)
        return
    print_rows(
        ("setting", "charts", "required found", "reported right", "first right", "traps taken", "POA right"),
        [(name, *_cells(measured)) for name, measured in rows.items()],
    )
    if wrong is not None:
        _print_faults(wrong)


def _part(held_out: bool, every: bool) -> "Part":
    from chartcode.evaluation.charts import Part

    if held_out and every:
        raise UsageError("--held-out and --all exclude each other: give one of them")
    return Part.ALL if every else Part.HELD_OUT if held_out else Part.OPEN


def _faults(answers: "Sequence[Answer]") -> "list[ChartFault]":
    from chartcode.evaluation.chart_faults import faults

    return [fault for item in answers for fault in faults(item)]


def _shares(measured: "Measured") -> "dict[str, Share]":
    return {
        "required_found": measured.required,
        "reported_right": measured.reported,
        "first_right": measured.first,
        "traps_taken": measured.traps,
        "poa_right": measured.poa,
    }


def _json(measured: "Measured") -> dict[str, Any]:
    shares = {name: {"share": share.value, "of": share.of} for name, share in _shares(measured).items()}
    return {"charts": measured.charts} | shares


def _cells(measured: "Measured") -> tuple[str, ...]:
    return (str(measured.charts), *map(_cell, _shares(measured).values()))


def _cell(share: "Share") -> str:
    return "not given" if share.value is None else f"{four(share.value)} of {share.of}"


def _print_faults(faults: "list[ChartFault]") -> None:
    for kind, held in groupby(sorted(faults, key=lambda fault: fault.kind), key=lambda fault: fault.kind):
        rows = [(fault.chart, fault.code, fault.why, fault.text) for fault in held]
        typer.echo(f"\n{kind.value}: {len(rows)}")
        print_texts(("chart", "code", "why", "the chart says"), rows)
