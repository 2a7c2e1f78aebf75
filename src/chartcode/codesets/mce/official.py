"""The file of the Medicare Code Editor that can be imported, and how it is known."""

from chartcode.codesets.imports.kind import Head, Kind
from chartcode.codesets.mce.build import LAYOUT, build_imported
from chartcode.codesets.mce.read_lists import HEADER
from chartcode.codesets.mce.release import KIND


def _is_lists(head: Head) -> bool:
    return HEADER.fullmatch(head.text.partition("\n")[0].rstrip("\r")) is not None


KINDS = (Kind(KIND, "Medicare Code Editor lists (text)", LAYOUT, _is_lists, build_imported),)
