"""`chartcode evaluate`: measures chartcode against labelled notes, phrases and assertions."""

import typer

from chartcode.cli.evaluate import assertions, notes, phrases

HELP = "Measure chartcode against labelled notes, phrases or assertions."

EPILOG = """\b
Examples:
  chartcode evaluate notes codiesp/ --system ICD-10-CM --split dev --accept --scope mentions
  chartcode evaluate phrases phrases.json
  chartcode evaluate assertions negex.jsonl"""

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
app.command("notes", epilog=notes.EPILOG)(notes.notes)
app.command("phrases", epilog=phrases.EPILOG)(phrases.phrases)
app.command("assertions", epilog=assertions.EPILOG)(assertions.assertions)
