"""Parser of the lists of the Medicare Code Editor as text.
File layout (the lists of the CMS manual "Definitions of Medicare Code Edits", one code a line), tab-delimited with a
header `MCE_Version ICD_Version MCE_Section MCE_Subsection MCE_Edit_Type ICD_Code_Type ICD_Code ICD_Desc`: the version
of the editor (37 is fiscal year 2020), 10, section and letter in the manual, name of the list, D for a diagnosis or P
for a procedure, bare code, title.
"""

import re
from dataclasses import dataclass
from typing import BinaryIO

from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

HEADER = re.compile(
    r"MCE_Version\tICD_Version\tMCE_Section\tMCE_Subsection\tMCE_Edit_Type\tICD_Code_Type\tICD_Code\b.*"
)

LISTS = {
    "newborn_only": "newborn",
    "pediatric_only": "pediatric",
    "maternity_only": "maternity",
    "adult_only": "adult",
    "female_only": "female",
    "male_only": "male",
    "principal_manifestation": "manifestation",
    "principal_questionable_admit": "questionable admission",
    "principal_unacceptable": "unacceptable principal",
    "noncovered_always": "noncovered",
    "noncovered_over60": "noncovered over 60",
    "limited_coverage": "limited coverage",
    "wrong_performed": "wrong procedure",
    "noncovered_los_96hr": "length of stay",
}
"""The names of this file to those of chartcode. A list of another name keeps its own."""

_FIRST_YEAR = 1983
"""The version counts the fiscal years from the first: V37 is FY2020."""

_LAST_SECTIONS = {"18", "19"}
"""Sections that close the manual: a file without any of them was cut."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The fiscal year of the version, and rows of (list, D or P, bare code, title)."""

    version: str
    rows: tuple[tuple[str, str, str, str], ...]


def read_lists(source: BinaryIO) -> Lists:
    """The lists in their order. Raises ReleaseError at a line of another layout, or when the end is missing."""
    text = lines(source)
    if not text or not HEADER.fullmatch(text[0]):
        raise ReleaseError("it is no list of Medicare Code Edits: its first line should be its eight column names")
    rows, versions, sections = [], set(), set()
    for number, line in enumerate(text[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != 8 or not cells[0].isdigit() or cells[5] not in {"D", "P"} or not cells[6].isalnum():
            raise ReleaseError(f"it is cut or damaged: line {number} is no line of a list of Medicare Code Edits")
        rows.append((LISTS.get(cells[4].lower(), cells[4]), cells[5], cells[6], cells[7].strip()))
        versions.add(int(cells[0]))
        sections.add(cells[2])
    if not sections & _LAST_SECTIONS:
        raise ReleaseError("it is cut: the last sections are missing")
    if len(versions) != 1:
        raise ReleaseError("it holds more than one version of the editor; import one at a time")
    return Lists(str(versions.pop() + _FIRST_YEAR), tuple(rows))
