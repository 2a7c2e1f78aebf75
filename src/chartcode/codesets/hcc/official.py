"""The file of mappings to HCCs that can be imported, and how it is known."""

from chartcode.codesets.hcc.build import LAYOUT, build_imported
from chartcode.codesets.hcc.read_mappings import is_mappings
from chartcode.codesets.hcc.release import KIND
from chartcode.codesets.imports.dates import Cycle
from chartcode.codesets.imports.kind import Head, Kind
from chartcode.codesets.imports.sheets import rows_of


def _is_mappings(head: Head) -> bool:
    return is_mappings(rows_of(head.text))


KINDS = (Kind(KIND, "HCC mappings of ICD-10-CM (CSV, XLSX)", LAYOUT, _is_mappings, build_imported, Cycle.CALENDAR),)
