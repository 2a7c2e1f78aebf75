"""`chartcode codesets fetch`: official files from the publishers' own sites, to releases."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chartcode.errors import UsageError

if TYPE_CHECKING:
    from chartcode.codesets.imports.publishers import Offer

EPILOG = """\b
Examples:
  chartcode codesets fetch
  chartcode codesets fetch icd10cm
  chartcode codesets fetch icd10cm FY2026
  chartcode codesets fetch icd10cm 2026-04-01 --base https://mirror.example.org/cms
  chartcode codesets fetch --url https://www.cms.gov/files/zip/2027-poa-exempt-codes.zip

Nothing is sent but the address of the file. HTTPS_PROXY and NO_PROXY are obeyed. A download that was cut goes on
where it was when the same command is given again. No other command uses the network."""


def fetch(
    code_set: Annotated[
        str | None, typer.Argument(metavar="[CODE_SET]", help="As icd10cm. None: list the table.")
    ] = None,
    release: Annotated[
        str, typer.Argument(metavar="[RELEASE]", help="Fiscal year or first day. Default: the newest of the table.")
    ] = "",
    base: Annotated[
        str | None, typer.Option("--base", metavar="URL", help="A mirror: the folder that has the same files.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="Fetch this file instead.")] = None,
) -> None:
    """Fetch official files from the publishers and import them.

    All files of a release are fetched, checked and imported or, when one is wrong, none.
    """
    from chartcode.codesets.imports.publishers import Offer, chosen, offers

    if url is not None:
        if code_set is not None or base is not None:
            raise UsageError("--url stands alone: it names the one file to fetch")
        _bring([Offer("", "", url, None, "", "", "")])
    elif code_set is None:
        _print_table(offers())
    else:
        found = chosen(code_set, release, offers())
        _bring([offer.at(base) for offer in found] if base else list(found))


def _print_table(table: "tuple[Offer, ...]") -> None:
    from chartcode.cli.terminal import columns, console, plain

    shown = columns("Code set", "Release", "Holds", "Where")
    for offer in table:
        shown.add_row(offer.code_set, offer.release, plain(offer.holds), plain(offer.url or f"by hand: {offer.page}"))
    console().print(shown)


def _bring(wanted: "list[Offer]") -> None:
    import time

    from chartcode.cli.codesets.take_in import report
    from chartcode.codesets.cache import cache_folder
    from chartcode.codesets.imports.bring import bring
    from chartcode.codesets.imports.fetch import OfflineError, by_hand, fetch
    from chartcode.errors import ReleaseError

    if missing := [offer for offer in wanted if not offer.url]:
        raise ReleaseError(f"there is no address to fetch from: {by_hand(missing)}")
    folder = _made(cache_folder() / "downloads")
    paths: list[Path] = []
    for number, offer in enumerate(wanted):
        typer.echo(f"fetching {offer.url}", err=True)
        try:
            paths.append(fetch(offer, folder, pause=time.sleep))
        except OfflineError as error:
            raise OfflineError(f"{error}; {by_hand(wanted[number:])}") from None
    report(bring(paths))
    for path in paths:
        path.unlink(missing_ok=True)


def _made(folder: Path) -> Path:
    from chartcode.errors import ReleaseError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReleaseError(
            f"cannot write downloads to {folder} ({error.strerror}); set CHARTCODE_CACHE to a folder you own"
        ) from error
    return folder
