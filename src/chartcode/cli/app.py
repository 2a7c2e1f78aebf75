"""The program `chartcode`: its commands, its exit codes, and how errors reach a shell."""

import sys
from typing import Annotated

import typer

from chartcode.cli import (
    batch,
    browse,
    check,
    code,
    codesets,
    crosswalk,
    demo,
    evaluate,
    export,
    lookup,
    path,
    pcs,
    query,
    rules,
    show,
)
from chartcode.cli.shell import Shell

_EPILOG = """\b
Exit codes:
  0  done
  1  an error that none of the others names
  2  the request is wrong: an unknown option or setting, an impossible date
  3  a file cannot be opened or written
  4  a file opens but is no note: empty, binary, too large, broken
  5  a code set or release is missing for the date, or damaged
  130  ended by Ctrl-C

\b
Examples:
  chartcode demo
  chartcode code note.txt --setting office --date 2026-03-02
  chartcode show E11.22

No text of a chart leaves this machine."""

app = typer.Typer(
    cls=Shell, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False, epilog=_EPILOG
)


def _version(asked: bool) -> None:
    if asked:
        from chartcode.cli.version import version_lines

        for line in version_lines():
            typer.echo(line)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Version and releases in use.")
    ] = False,
) -> None:
    """Read a patient's chart and return the codes a trained medical coder would defend."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


app.command("code", epilog=code.EPILOG)(code.code)
app.command("batch", epilog=batch.EPILOG)(batch.batch)
app.command("check", epilog=check.EPILOG)(check.check)
app.command("show", epilog=show.EPILOG)(show.show)
app.command("lookup", epilog=lookup.EPILOG)(lookup.lookup)
app.command("browse", epilog=browse.EPILOG)(browse.browse)
app.command("path", epilog=path.EPILOG)(path.path)
app.command("pcs", epilog=pcs.EPILOG)(pcs.pcs)
app.command("crosswalk", epilog=crosswalk.EPILOG)(crosswalk.crosswalk)
app.command("demo", epilog=demo.EPILOG)(demo.demo)
app.command("export", epilog=export.EPILOG)(export.export)
app.add_typer(codesets.app, name="codesets", help=codesets.HELP, epilog=codesets.EPILOG)
app.add_typer(rules.app, name="rules", help=rules.HELP, epilog=rules.EPILOG)
app.add_typer(query.app, name="query", help=query.HELP, epilog=query.EPILOG)
app.add_typer(evaluate.app, name="evaluate", help=evaluate.HELP, epilog=evaluate.EPILOG)


def main() -> None:
    """The entry point of the console script."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter of the chart gets an escape for it, not a crash.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app()
