"""`chartcode lookup`: words to codes, as one looks a term up in the book."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from chartcode.cli import options
from chartcode.errors import UsageError

if TYPE_CHECKING:
    from chartcode.book.search.lookup import Answer

FORMATS = ("table", "json", "csv")
_SYSTEMS = {"icd10cm": "ICD-10-CM", "icd10pcs": "ICD-10-PCS", "hcpcs": "HCPCS"}

EPILOG = """\b
Examples:
  chartcode lookup "type 2 diabetes with ckd"
  chartcode lookup laparoscopic cholecystectomy --system icd10pcs
  chartcode lookup s52 52 --limit 30
  chartcode lookup -f terms.txt --date 2025-11-01 --format csv

Words in any order, their beginnings, abbreviations, slips of the pen, lay words, pieces of codes, deleted codes and
those of ICD-9-CM. HCPCS is asked too where it was imported."""


def lookup(
    text: Annotated[list[str] | None, typer.Argument(metavar="[TEXT...]", help="Words, or a piece of a code.")] = None,
    file: Annotated[
        Path | None, typer.Option("-f", "--file", metavar="FILE", help="Look up each line of a text file.")
    ] = None,
    system: Annotated[
        list[str] | None,
        typer.Option("--system", metavar="|".join(_SYSTEMS), help="Only this code set; may be given twice."),
    ] = None,
    date: options.ReleaseDateOption = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", metavar="N", min=1, help="At most so many codes. Default: 15, of each line of a file 1."
        ),
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")] = "table",
) -> None:
    """Look up the codes that words or a piece of a code may mean.

    The best answer first, each with where it was found and what was done to the words to get there.
    """
    from chartcode import codesets
    from chartcode.book.search.lookup import lookup as answers_to
    from chartcode.book.search.register import open_register

    shape = options.word_of(FORMATS, format, "--format")
    systems = [_SYSTEMS[options.word_of(_SYSTEMS, one.lower().replace("-", ""), "--system")] for one in system or ()]
    asked = _asked(" ".join(text or ()).strip(), file)
    releases = codesets.on(options.day(date) or datetime.date.today())
    register = open_register(releases, systems or tuple(_SYSTEMS.values()))
    most = limit or (15 if file is None else 1)
    found = [(line, answers_to(line, register, limit=most)) for line in asked]
    if shape == "json":
        _print_json(found, one=file is None)
    elif shape == "csv":
        _print_csv(found)
    else:
        _print_table(found, one=file is None)


def _asked(text: str, file: Path | None) -> Sequence[str]:
    if bool(text) == (file is not None):
        raise UsageError("name either TEXT or a file of texts (-f FILE)")
    if file is None:
        return (text,)
    from chartcode.documents.files import read_bytes
    from chartcode.documents.names import shown
    from chartcode.documents.text import decode

    lines = decode(read_bytes(file), shown(file)).splitlines()
    return [line.strip() for line in lines if any(map(str.isalnum, line))]


def _print_json(found: Iterable[tuple[str, Sequence["Answer"]]], *, one: bool) -> None:
    import json
    from dataclasses import asdict

    rows = [{"asked": line, "answers": [asdict(answer) for answer in answers]} for line, answers in found]
    typer.echo(json.dumps(rows[0]["answers"] if one else rows, ensure_ascii=False, indent=2))


def _print_csv(found: Iterable[tuple[str, Sequence["Answer"]]]) -> None:
    import csv
    import sys

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(("asked", "rank", "code", "system", "title", "billable", "score", "why"))
    for line, answers in found:
        for rank, answer in enumerate(answers, 1):
            billable = "yes" if answer.billable else "no"
            why = "; ".join(answer.why)
            writer.writerow((line, rank, answer.code, answer.system, answer.title, billable, answer.score, why))
        if not answers:
            writer.writerow((line, *[""] * 7))


def _print_table(found: Iterable[tuple[str, Sequence["Answer"]]], *, one: bool) -> None:
    from chartcode.cli.terminal import columns, console, plain

    names = ("Code", "Title", "", "Score", "Found by")
    table = columns(*(names if one else ("Asked", *names)), right=frozenset(("Score",)))
    for line, answers in found:
        head = () if one else (plain(line),)
        for answer in answers:
            table.add_row(
                *head,
                " + ".join((answer.code, *answer.also)),
                plain(answer.title),
                "" if answer.billable else "not billable",
                f"{answer.score:.2f}",
                plain("; ".join(answer.why)),
            )
        if not answers:
            table.add_row(*head, "", plain("Nothing found: try fewer words."))
    console().print(table)
