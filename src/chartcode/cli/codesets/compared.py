"""Two releases as the command line names them, compared: fiscal years and days to days, codes as they are written."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chartcode.cli import options
from chartcode.errors import InvalidValueError, UsageError

if TYPE_CHECKING:
    from chartcode.codesets.changes import Change
    from chartcode.codesets.icd10cm.release import IcdCmRelease
    from chartcode.codesets.icd10pcs.release import PcsRelease

ICD10CM = "icd10cm"
SYSTEMS = (ICD10CM, "icd10pcs")

_FISCAL_YEAR = re.compile(r"(?:FY)?(?:20)?(\d\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Compared:
    """The code set, the two releases by name, and what changed, codes as they are written on a claim."""

    code_set: str
    releases: tuple[str, str]
    changes: "tuple[Change, ...]"


def compare(system: str, start: datetime.date, end: datetime.date, asked: Sequence[str] | None) -> Compared:
    """What changed between two days, of all codes or of those asked for.

    Raises ReleaseError where no release covers a day, and UsageError for what has not the shape of a code.
    """
    from chartcode.codesets.changes import Comparison, successors
    from chartcode.model.codes import dotted

    old, new = _book(system, start), _book(system, end)
    comparison = Comparison(old, new, successors(f"{system}-conversion", start, end))
    found = comparison.changes() if asked is None else comparison.of([_bare(code, system) for code in asked])
    if system == ICD10CM:
        found = tuple(
            replace(change, code=dotted(change.code), instead=tuple(map(dotted, change.instead))) for change in found
        )
    return Compared(old.system, (old.name, new.name), found)


def _book(system: str, day: datetime.date) -> "IcdCmRelease | PcsRelease":
    from chartcode import codesets

    releases = codesets.on(day)
    return releases.icd10cm if system == ICD10CM else releases.icd10pcs


def day_of(text: str, argument: str, *, last: bool) -> datetime.date:
    """A day, or the last or first day of a fiscal year. Raises UsageError that names those known for anything else."""
    year = _FISCAL_YEAR.fullmatch(text.strip())
    if year:
        number = 2000 + int(year[1])
        return datetime.date(number, 9, 30) if last else datetime.date(number - 1, 10, 1)
    try:
        day = options.day(text.strip(), argument)
    except UsageError:
        day = None
    if day is None:
        from chartcode.codesets.icd10cm.release import known_years

        years = ", ".join(f"FY{number}" for number in known_years())
        raise UsageError(f"{argument} is no release: name one of {years}, or a day as YYYY-MM-DD")
    return day


def _bare(text: str, system: str) -> str:
    from chartcode.model.codes import ICD10PCS, icd10cm

    try:
        return icd10cm(text).bare if system == ICD10CM else ICD10PCS(text.strip().upper()).bare
    except InvalidValueError:
        shown = "".join(character if character.isprintable() else "?" for character in text[:20])
        name = "ICD-10-CM" if system == ICD10CM else "ICD-10-PCS"
        raise UsageError(f"{shown} has not the shape of an {name} code") from None
