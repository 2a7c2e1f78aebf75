"""`chartcode check`: codes in, findings out; no note needed."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartcode.cli import options
from chartcode.errors import UsageError

if TYPE_CHECKING:
    from chartcode.cli.claims import Written
    from chartcode.codesets import Releases
    from chartcode.model import Claim, Finding

FORMATS = ("table", "json")

EPILOG = """\b
Examples:
  chartcode check I13.0 I50.22 N18.4 --setting inpatient --birth-date 1950-03-01
  chartcode check E11.9:Y I10:Y --setting inpatient --date 2026-04-01
  chartcode check E11.9 G0101-59 J0585x3 --setting office
  chartcode check codes.csv --format json --strict

The first diagnosis is the principal or first-listed one. :Y gives the POA indicator, -59 a modifier, x3 the units of a
procedure; of a word without a dot that could be either, the diagnosis is meant.
FILE is text with one code on each line, CSV with a column code (and poa, modifiers, units), or a record that chartcode
code wrote as JSON.
The exit code is 0 with findings too; --strict makes it 1 when one of them is an error."""


def check(
    codes: Annotated[
        list[str], typer.Argument(metavar="CODE...|FILE", help="Codes in their order, or a file of them.")
    ],
    setting: options.SettingOption = None,
    date: options.DateOption = None,
    sex: options.SexOption = None,
    birth_date: options.BirthDateOption = None,
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")] = "table",
    strict: Annotated[bool, typer.Option("--strict", help="Exit code 1 when a finding is an error.")] = False,
) -> None:
    """Check codes as a payer and the book would.

    Validity, notes of the book, sides, age and sex, POA, procedure pairs and units, primary diagnoses by setting.
    """
    from chartcode import codesets, edits
    from chartcode.cli.claims import sorted_out
    from chartcode.model import Claim, Level, Setting, Sex

    shape = options.word_of(FORMATS, format, "--format")
    written = _written(codes)
    day = options.day(date) or written.day or datetime.date.today()
    releases = codesets.on(day)
    diagnoses, procedures = sorted_out(written.words, releases.icd10cm)
    claim = Claim(
        day=day,
        setting=options.setting(setting) or written.setting or Setting.OUTPATIENT,
        diagnoses=diagnoses,
        procedures=procedures,
        sex=options.sex(sex) or Sex.UNKNOWN,
        birth_date=options.day(birth_date, "--birth-date"),
    )
    findings = edits.check(claim, releases)
    if shape == "json":
        _print_json(claim, findings, releases)
    else:
        _print_table(claim, findings, releases)
    raise typer.Exit(int(strict and any(finding.level is Level.ERROR for finding in findings)))


def _written(codes: list[str]) -> "Written":
    """The words on the command line, or in the one file it names. Raises UsageError when there are none."""
    from chartcode.cli.claims import Written, read_codes

    written = read_codes(Path(codes[0])) if len(codes) == 1 and _is_file(codes[0]) else Written(tuple(codes))
    if not written.words:
        raise UsageError("there is no code to check")
    return written


def _is_file(word: str) -> bool:
    """Whether the only word names a file: one that is there, or a name that no code could be."""
    return Path(word).exists() or "/" in word or Path(word).suffix.lower() in {".csv", ".json", ".txt"}


def _print_table(claim: "Claim", findings: "tuple[Finding, ...]", releases: "Releases") -> None:
    from chartcode.cli.terminal import columns, console, plain

    screen = console()
    count = len(claim.diagnoses) + len(claim.procedures)
    about = (
        f"{count} code{'s' if count > 1 else ''}, {claim.setting.value}, {claim.day}, ICD-10-CM {releases.icd10cm.name}"
    )
    screen.print(plain(about, style="dim"))
    if not findings:
        screen.print("No findings.")
        return
    table = columns("Level", "Codes", "Finding", "By")
    for finding in findings:
        named = " ".join(code.value for code in finding.codes)
        by = f"{finding.rule}: {finding.citation}"
        table.add_row(finding.level.value, plain(named, style="bold"), plain(finding.message), plain(by))
    screen.print(table)


def _print_json(claim: "Claim", findings: "tuple[Finding, ...]", releases: "Releases") -> None:
    import json

    data = {
        "date": claim.day.isoformat(),
        "setting": claim.setting.value,
        "releases": dict(releases.names()),
        "findings": [_finding(finding) for finding in findings],
    }
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


def _finding(finding: "Finding") -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "citation": finding.citation,
        "message": finding.message,
        "codes": [{"system": code.system, "code": code.value} for code in finding.codes],
        "positions": list(finding.positions),
        "first": finding.first.isoformat() if finding.first else None,
        "last": finding.last.isoformat() if finding.last else None,
    }
