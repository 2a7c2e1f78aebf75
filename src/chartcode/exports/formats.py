"""The registry: every format that a coded encounter can leave chartcode in, by its name on the command line."""

from collections.abc import Mapping
from types import MappingProxyType

from chartcode.errors import UsageError
from chartcode.exports import csv_lines, omop, parquet_lines, pdf
from chartcode.exports.deidentify import bundle as deidentified
from chartcode.exports.exporter import Format, Job
from chartcode.exports.fhir import bundle as fhir
from chartcode.exports.hl7 import adt, dft
from chartcode.exports.x12 import institutional, professional
from chartcode.model import Scope

_MODULES = (fhir, professional, institutional, dft, adt, omop, csv_lines, parquet_lines, pdf, deidentified)

FORMATS: Mapping[str, Format] = MappingProxyType({module.FORMAT.name: module.FORMAT for module in _MODULES})


def export(name: str, job: Job) -> bytes:
    """The file of that format.

    Raises UsageError for an unknown format, a scope it does not take, billing facts it lacks, and what it cannot hold.
    """
    if name not in FORMATS:
        raise UsageError(f"the format is not known; choose one of {', '.join(FORMATS)}")
    form = FORMATS[name]
    if job.coded.scope is not Scope.CLAIM and not form.every_scope:
        raise UsageError(f"{name} holds only what a claim may report: code the chart with --scope claim")
    return form.write(job)
