"""The file of the Clinical Classifications Software Refined that can be imported, and how it is known."""

from chartcode.codesets.ccsr.build import LAYOUT, build_imported
from chartcode.codesets.ccsr.read_ccsr import HEADER
from chartcode.codesets.ccsr.release import KIND
from chartcode.codesets.imports.kind import Head, Kind


def _is_ccsr(head: Head) -> bool:
    return HEADER.match(head.text.partition("\n")[0]) is not None


KINDS = (Kind(KIND, "CCSR for ICD-10-CM (CSV)", LAYOUT, _is_ccsr, build_imported),)
