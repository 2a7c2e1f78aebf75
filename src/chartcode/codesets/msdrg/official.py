"""The tables of the IPPS final rule that can be imported, and how each is known."""

from chartcode.codesets.imports.kind import Head, Kind
from chartcode.codesets.msdrg.build import LAYOUT, build_exclusions, build_list, build_weights
from chartcode.codesets.msdrg.read_tables import EXCLUDED, LIST
from chartcode.codesets.msdrg.read_tables import WEIGHTS as TABLE_5
from chartcode.codesets.msdrg.release import CC, EXCLUSIONS, MCC, WEIGHTS


def _is_weights(head: Head) -> bool:
    return TABLE_5.match(head.text) is not None


def _is_mcc(head: Head) -> bool:
    return _table(head) == "I"


def _is_cc(head: Head) -> bool:
    return _table(head) == "J"


def _table(head: Head) -> str:
    found = LIST.match(head.text.partition("\n")[0])
    return found["table"].upper() if found else ""


def _is_exclusions(head: Head) -> bool:
    return EXCLUDED.search(head.text) is not None


KINDS = (
    Kind(WEIGHTS, "MS-DRG Table 5, weights (text)", LAYOUT, _is_weights, build_weights),
    Kind(MCC, "MS-DRG Table 6I, MCC list (text)", LAYOUT, _is_mcc, build_list),
    Kind(CC, "MS-DRG Table 6J, CC list (text)", LAYOUT, _is_cc, build_list),
    Kind(EXCLUSIONS, "MS-DRG Table 6K, CC exclusions (text)", LAYOUT, _is_exclusions, build_exclusions),
)
