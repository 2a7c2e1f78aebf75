"""Parser of the HCPCS alpha-numeric file.

File layout (CMS, `HCPC2019_recordlayout.txt`, same in `HCPC2026_recordlayout.txt`), fixed width, columns from 1: 1-5
the code, a modifier in 4-5; 6-10 the number of the record among those of its code; 11 its kind, 3 a code and 4 more of
its description, 7 a modifier and 8 more of its; 12-91 long description; 92-119 short description; and, of kinds 3 and 7
only, the fields below. Records have 320 characters until 2019, 293 in 2026; blanks at their end may be missing. Lines
of disclaimers stand above them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from chartcode.codesets.hcpcs.entry import HcpcsEntry
from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

RECORD = re.compile(r"([A-V]\d{4}|   [0-9A-Z]{2})(\d{5})([3478]).*")

_CODE, _MODIFIER = "3", "7"
_MORE = {"4": _CODE, "8": _MODIFIER}
_WIDTH = 293
_LAST_LETTER = "V"
"""Hearing and speech services close the book: a file without them was cut."""


@dataclass(frozen=True, slots=True)
class HcpcsFile:
    """The codes and the modifiers of a file, each in their order."""

    codes: tuple[HcpcsEntry, ...]
    modifiers: tuple[HcpcsEntry, ...]


def read_anweb(source: BinaryIO) -> HcpcsFile:
    """The codes and modifiers of a file, their descriptions put together.

    Raises ReleaseError at a line of another layout, or when the end is missing.
    """
    found: dict[str, list[HcpcsEntry]] = {_CODE: [], _MODIFIER: []}
    for number, group in _groups(lines(source)):
        try:
            found[group[0][10]].append(_entry(group))
        except ValueError:
            raise ReleaseError(f"it is damaged: the record at line {number} has no right dates or numbers") from None
    if not found[_CODE] or found[_CODE][-1].code[0] != _LAST_LETTER:
        raise ReleaseError("it is cut: the last codes, those with V, are missing")
    return HcpcsFile(tuple(found[_CODE]), tuple(found[_MODIFIER]))


def _groups(text: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The records of each code or modifier, and the number of the first one's line."""
    start, group = 0, list[str]()
    for number, line in enumerate(text, 1):
        match = RECORD.fullmatch(line)
        if match is None:
            if group and line.strip():
                raise ReleaseError(f"it is cut or damaged: line {number} is no HCPCS record")
        elif match[3] not in _MORE:
            if group:
                yield start, group
            start, group = number, [line.ljust(_WIDTH)]
        elif not group or group[0][:5] != match[1] or group[0][10] != _MORE[match[3]]:
            raise ReleaseError(f"it is cut or damaged: line {number} goes on with a code that was not begun")
        else:
            group.append(line)
    if group:
        yield start, group


def _entry(group: list[str]) -> HcpcsEntry:
    first = group[0]
    return HcpcsEntry(
        code=first[:5].strip(),
        short=first[91:119].strip(),
        long=" ".join(" ".join(record[11:91] for record in group).split()),
        pricing=_each(first[119:127], 2),
        multiple_pricing=first[127].strip(),
        coverage_issues=_each(first[128:146], 6),
        carriers_manual=_each(first[146:170], 8),
        statute=first[170:180].strip(),
        laboratory=_each(first[180:204], 3),
        cross_references=_each(first[204:229], 5),
        coverage=first[229].strip(),
        surgical_center=first[230:232].strip(),
        note=first[252:256].strip(),
        betos=first[256:259].strip(),
        service_types=_each(first[260:265], 1),
        anesthesia_units=int(first[265:268].strip() or 0),
        added=_date(first[268:276]),
        effective=_date(first[276:284]),
        terminated=_date(first[284:292]),
        action=first[292].strip(),
    )


def _each(field: str, width: int) -> tuple[str, ...]:
    """A field that occurs several times, side by side."""
    parts = (field[at : at + width].strip() for at in range(0, len(field), width))
    return tuple(part for part in parts if part)


def _date(field: str) -> date | None:
    return date.fromisoformat(field) if field.strip("0 ") else None
