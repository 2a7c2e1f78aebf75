"""`chartcode codesets`: which code sets and releases are in use, and the official files that the user adds."""

import typer

from chartcode.cli.codesets import diff, fetch, listing, remove, take_in

HELP = "See, fetch, import, remove and compare releases of code sets."

EPILOG = """\b
Examples:
  chartcode codesets list
  chartcode codesets fetch icd10cm
  chartcode codesets import icd10cm-index-2026.xml
  chartcode codesets diff FY2026 FY2027

Without any import chartcode uses the releases that come with it. CHARTCODE_DATA moves the folder of imported ones."""

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def _root(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


app.command("list", epilog=listing.EPILOG)(listing.list_releases)
app.command("fetch", epilog=fetch.EPILOG)(fetch.fetch)
app.command("import", epilog=take_in.EPILOG)(take_in.take_in)
app.command("remove", epilog=remove.EPILOG)(remove.remove)
app.command("diff", epilog=diff.EPILOG)(diff.diff)
