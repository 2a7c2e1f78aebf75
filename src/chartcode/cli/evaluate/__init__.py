"""`chartcode evaluate`: measures chartcode against labelled notes, charts, phrases and assertions."""

import typer

from chartcode.cli.evaluate import assertions, charts, notes, phrases

HELP = "Measure against labelled notes, charts, phrases or assertions."

EPILOG = """\b
Examples:
  chartcode evaluate notes codiesp/ --system ICD-10-CM --split dev --accept --scope mentions
  chartcode evaluate charts tests/charts
  chartcode evaluate phrases phrases.json
  chartcode evaluate assertions negex.jsonl"""

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


app.command("notes", epilog=notes.EPILOG)(notes.notes)
app.command("charts", epilog=charts.EPILOG)(charts.charts)
app.command("phrases", epilog=phrases.EPILOG)(phrases.phrases)
app.command("assertions", epilog=assertions.EPILOG)(assertions.assertions)
