"""The file of PDPM mappings that can be imported, and how it is known."""

from chartcode.codesets.imports.kind import Head, Kind
from chartcode.codesets.imports.sheets import rows_of
from chartcode.codesets.pdpm.read_mappings import is_derived, is_mappings
from chartcode.codesets.pdpm.release import KIND, LAYOUT, build


def _is_mappings(head: Head) -> bool:
    return is_derived(head.text) or is_mappings(rows_of(head.text))


KINDS = (Kind(KIND, "PDPM ICD-10 mappings (XLSX, CSV)", LAYOUT, _is_mappings, build),)
