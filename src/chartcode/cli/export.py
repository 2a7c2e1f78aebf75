"""`chartcode export`: a coded encounter in the formats that others read."""

import datetime
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chartcode.cli import options
from chartcode.errors import UnfitDocumentError, UnreadableInputError, UsageError

if TYPE_CHECKING:
    from chartcode.exports.exporter import Concepts
    from chartcode.model import CodedEncounter, Encounter

FORMATS = ("fhir", "837p", "837i", "hl7-dft", "hl7-adt", "omop", "csv", "parquet", "pdf", "deidentified")

EPILOG = """\b
Examples:
  chartcode export coded.json --chart encounter/ --format fhir -o bundle.json
  chartcode export coded.json --chart encounter/ --format 837i --billing billing.json -o claim.837
  chartcode export coded.json --chart note.txt --format csv
  chartcode export coded.json --chart encounter/ --format deidentified --secret-file secret.key -o safe.zip

CODED.json is what chartcode code wrote with --format json; the chart is the one it was made from.
Findings of the record and of chartcode check that are errors stop every format; --force lets them pass and is written
into the file. omop and deidentified are ZIP files; they, parquet and pdf need -o."""


def export(
    coded: Annotated[Path, typer.Argument(metavar="CODED.json", help="The record of one coded encounter.")],
    format: Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="The format to write.")],
    chart: Annotated[
        str | None,
        typer.Option(
            "--chart", metavar="CHART", help="The note or encounter folder. Default: the record's own folder."
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to FILE instead of stdout.")
    ] = None,
    billing: Annotated[
        Path | None, typer.Option("--billing", metavar="FILE", help="Payer, provider and charges, as JSON.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Export in spite of open errors; the file says so.")] = False,
    vocabulary: Annotated[
        Path | None,
        typer.Option("--vocabulary", metavar="FOLDER", help="Your OMOP vocabulary (Athena), for concept ids in omop."),
    ] = None,
    secret_file: Annotated[
        Path | None,
        typer.Option("--secret-file", metavar="FILE", help="deidentified: the same secret, the same surrogates."),
    ] = None,
    sex: options.SexOption = None,
    birth_date: options.BirthDateOption = None,
) -> None:
    """Export a coded encounter.

    FHIR, X12 837, HL7 v2, OMOP, CSV, Parquet, PDF, or without what identifies the patient.
    """
    from chartcode.cli.billing import read_billing
    from chartcode.exports.exporter import Job
    from chartcode.exports.formats import FORMATS as KNOWN
    from chartcode.exports.formats import export as write

    name = options.word_of(FORMATS, format, "--format")
    if output is None and not KNOWN[name].text:
        raise UsageError(f"{name} is no text: name a file with -o")
    source = chart or str(coded.parent)
    _keep(output, coded, billing, secret_file, Path(source))
    restored = _restored(coded, source, options.sex(sex), options.day(birth_date, "--birth-date"))
    job = Job(
        coded=restored,
        made=datetime.datetime.now(datetime.UTC).replace(microsecond=0),
        billing=read_billing(billing) if billing else None,
        forced=force,
        concepts=_concepts(vocabulary, restored) if vocabulary else {},
        secret=_secret(secret_file) if name == "deidentified" else b"",
    )
    _write(write(name, job), output)


def _restored(path: Path, source: str, sex: Any, birth_date: datetime.date | None) -> "CodedEncounter":
    """The coded encounter of a record and its chart, with what the edits find on its codes."""
    from chartcode.cli.billing import json_object
    from chartcode.cli.chart import open_chart
    from chartcode.documents.names import shown
    from chartcode.exports.restore import from_record

    record = json_object(path)
    encounter = _as_coded(record, open_chart(source), shown(path))
    encounter = replace(encounter, sex=sex or encounter.sex, birth_date=birth_date or encounter.birth_date)
    coded = from_record(_plain(record), encounter)
    return replace(coded, findings=tuple(dict.fromkeys((*coded.findings, *_edits(coded)))))


def _as_coded(record: dict[str, Any], encounter: "Encounter", name: str) -> "Encounter":
    """The encounter of the chart in the setting and on the day it was coded."""
    from chartcode.batch.request import Request
    from chartcode.model import Setting

    try:
        day, setting = datetime.date.fromisoformat(record["date"]), Setting(record["setting"])
    except (KeyError, TypeError, ValueError):
        raise UnfitDocumentError(f"{name} is no record: write it with chartcode code --format json") from None
    request = Request(today=day, setting=setting)
    if request.day_of(encounter) != day:
        request = replace(request, date=day)
    return request.apply(encounter)


def _plain(value: Any) -> Any:
    """JSON with floats again: money is read exactly, a record as it was written."""
    from decimal import Decimal

    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return float(value) if isinstance(value, Decimal) else value


def _edits(coded: "CodedEncounter") -> tuple[Any, ...]:
    """What a payer's edits say of the lines of a claim."""
    from chartcode import codesets, edits
    from chartcode.model import ICD10CM, Claim, Diagnosis, Procedure, Scope

    if coded.scope is not Scope.CLAIM or not coded.lines:
        return ()
    encounter = coded.encounter
    claim = Claim(
        day=coded.date,
        setting=encounter.setting,
        diagnoses=tuple(Diagnosis(line.code, line.poa or "") for line in coded.lines if isinstance(line.code, ICD10CM)),
        procedures=tuple(Procedure(line.code) for line in coded.lines if not isinstance(line.code, ICD10CM)),
        sex=encounter.sex,
        birth_date=encounter.birth_date,
        admit=encounter.admit,
    )
    return edits.check(claim, codesets.on(coded.date))


def _concepts(folder: Path, coded: "CodedEncounter") -> "Concepts":
    """The concept ids of every code in the ledger. Raises UnreadableInputError when a file is missing."""
    from chartcode.documents.names import shown
    from chartcode.exports.omop_concepts import concepts_of

    codes = {line.code.value for line in coded.lines} | {decision.code.value for decision in coded.decisions}
    try:
        with (
            (folder / "CONCEPT.csv").open(encoding="utf-8") as concepts,
            (folder / "CONCEPT_RELATIONSHIP.csv").open(encoding="utf-8") as relationships,
        ):
            return concepts_of(codes, concepts, relationships)
    except OSError:
        raise UnreadableInputError(f"{shown(folder)} lacks CONCEPT.csv or CONCEPT_RELATIONSHIP.csv") from None


def _secret(path: Path | None) -> bytes:
    """The secret in a file, or one that nobody keeps."""
    import secrets

    from chartcode.documents.files import read_bytes
    from chartcode.documents.names import shown

    if path is None:
        return secrets.token_bytes(32)
    found = read_bytes(path).strip()
    if len(found) < 16:
        raise UsageError(f"{shown(path)} is too short for a secret: 16 bytes or more, as from `openssl rand -hex 32`")
    return found


def _keep(output: Path | None, *inputs: Path | None) -> None:
    """Raises UsageError when the output would overwrite what is read."""
    if output is None or not output.exists():
        return
    for given in inputs:
        files = [given, *given.rglob("*")] if given and given.is_dir() else [given] if given else []
        if any(file.exists() and file.samefile(output) for file in files):
            raise UsageError("--output names a file that is read: name another file")


def _write(data: bytes, output: Path | None) -> None:
    from chartcode.documents.names import shown

    if output is None:
        sys.stdout.write(data.decode("utf-8"))
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise UnreadableInputError(f"{shown(output)} cannot be written ({error.strerror}): name another file") from None
