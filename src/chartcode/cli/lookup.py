"""`chartcode lookup`: words to codes, as one looks a term up in the book."""

import datetime
from typing import Annotated

import typer

from chartcode.cli import options
from chartcode.errors import UsageError

FORMATS = ("table", "json")
_MOST_CHARACTERS = 1000

EPILOG = """\b
Examples:
  chartcode lookup "type 2 diabetes with ckd"
  chartcode lookup fracture radius --limit 30
  chartcode lookup gout --date 2025-11-01 --format json"""


def lookup(
    text: Annotated[list[str], typer.Argument(metavar="TEXT...", help="Words of a diagnosis, in any order.")],
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most so many codes.")] = 15,
    date: options.ReleaseDateOption = None,
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")] = "table",
) -> None:
    """Look up the codes that words may mean.

    First what chartcode reads in them, then titles and inclusion terms that hold every word or its beginning.
    """
    from chartcode.cli.titles import find
    from chartcode.pipeline import config_on

    shape = options.word_of(FORMATS, format, "--format")
    words = " ".join(text).strip()
    if not any(character.isalnum() for character in words) or len(words) > _MOST_CHARACTERS:
        raise UsageError(f"TEXT must hold a word and at most {_MOST_CHARACTERS} characters")
    config = config_on(options.day(date) or datetime.date.today())
    found = find(words, config, limit)
    if shape == "json":
        import json
        from dataclasses import asdict

        typer.echo(json.dumps([asdict(item) for item in found], ensure_ascii=False, indent=2))
        return
    from chartcode.cli.terminal import columns, console, plain

    if not found:
        console().print("Nothing found: try fewer words.")
        return
    table = columns("Code", "Title", "", "Found by")
    for item in found:
        table.add_row(item.code, plain(item.title), "" if item.billable else "not billable", plain(item.by))
    console().print(table)
