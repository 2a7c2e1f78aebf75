"""The official HCPCS file that can be imported: how it is known."""

from chartcode.codesets.hcpcs.build import LAYOUT, build_hcpcs
from chartcode.codesets.hcpcs.read_anweb import RECORD
from chartcode.codesets.imports.dates import Cycle
from chartcode.codesets.imports.kind import Head, Kind

HCPCS = "hcpcs"


def _is_anweb(head: Head) -> bool:
    return any(RECORD.fullmatch(line.rstrip("\r")) for line in head.text.split("\n")[:-1])


KINDS = (Kind(HCPCS, "HCPCS Level II (ANWEB text)", LAYOUT, _is_anweb, build_hcpcs, Cycle.CALENDAR),)
