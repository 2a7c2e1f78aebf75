"""`chartcode codesets remove`: takes an imported release out again."""

from typing import Annotated

import typer

EPILOG = """\b
Examples:
  chartcode codesets remove icd10cm-index-2025

The names are those of chartcode codesets list. What comes with chartcode stays."""


def remove(
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help="Imported releases, by name.")],
) -> None:
    """Remove imported releases."""
    from chartcode.codesets.imports import write

    for name in names:
        write.remove(name)
        typer.echo(f"removed {name}")
