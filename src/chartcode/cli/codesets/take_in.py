"""`chartcode codesets import`: official files, loose, zipped or in a folder, to releases."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from chartcode.codesets.imports.bring import Imported

EPILOG = """\b
Examples:
  chartcode codesets import icd10cm-index-2026.xml
  chartcode codesets import 2026-table-and-index.zip POAexemptCodesFY26.zip
  chartcode codesets import downloads/

Files are known by what is in them, not by their names. Which kinds there are, an unknown file's error says. All files
are imported or, when one is wrong, none."""


def take_in(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Official files, zips of them, or folders.")],
) -> None:
    """Import official files as the publisher gives them.

    Each becomes one release, with the days it is in force. A release of the same name is replaced.
    """
    from chartcode.codesets.imports.bring import bring

    report(bring(paths))


def report(done: "Imported") -> None:
    """Say what an import brought, and on stderr what it passed over."""
    for about in done.releases:
        holds = ", ".join(f"{count:,} {name}" for name, count in about.counts.items())
        note = "replaced" if about.name in done.replaced else "imported"
        typer.echo(f"{note} {about.name}, in force {about.first} to {about.last}: {holds}")
    if done.passed_over:
        typer.echo(f"passed over, of no known kind: {', '.join(done.passed_over)}", err=True)
