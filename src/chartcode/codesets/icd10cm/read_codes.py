"""Parser of the ICD-10-CM codes file.

File layout (CMS, `icd10cmCodesFile.pdf`): columns 1-7 a billable code without its dot, from 9 its long title.
"""

import re
from typing import BinaryIO

from chartcode.codesets.icd10cm.read_order import LAST_CATEGORY
from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

LINE = re.compile(r"(?=.{8}\S)([A-Z][0-9A][0-9A-Z]{1,5}) {1,5}(\S.*)")


def read_codes(source: BinaryIO) -> list[tuple[str, str]]:
    """Rows of (bare code, title). Raises ReleaseError at a line of another layout, or when the end is missing."""
    found = []
    for number, line in enumerate(lines(source), 1):
        if not line.strip():
            continue
        match = LINE.fullmatch(line.rstrip())
        if match is None:
            raise ReleaseError(f"it is cut or damaged: line {number} is no line of a codes file")
        found.append((match[1], match[2]))
    if not found or found[-1][0] < LAST_CATEGORY:
        raise ReleaseError("it is cut: the last codes are missing")
    return found
