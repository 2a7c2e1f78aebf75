"""The file of the PDGM grouper that can be imported, and how it is known."""

from chartcode.codesets.imports.dates import Cycle
from chartcode.codesets.imports.kind import Head, Kind
from chartcode.codesets.imports.sheets import rows_of
from chartcode.codesets.pdgm.read_groups import is_groups
from chartcode.codesets.pdgm.release import KIND, LAYOUT, build


def _is_groups(head: Head) -> bool:
    return is_groups(rows_of(head.text))


KINDS = (Kind(KIND, "PDGM diagnoses by group (XLSX, CSV)", LAYOUT, _is_groups, build, Cycle.CALENDAR),)
