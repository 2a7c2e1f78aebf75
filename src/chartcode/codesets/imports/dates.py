"""The days a release is in force, from the year its file states and the file's name."""

import re
from dataclasses import dataclass
from datetime import date

from chartcode.errors import ReleaseError

_MONTHS = {"january": 1, "april": 4, "july": 7, "october": 10}
_NAMED_DAY = re.compile(rf"({'|'.join(_MONTHS)})[-_ ]*(\d{{1,2}})[-_, ]+(20\d\d)", re.IGNORECASE)
_NAMED_YEAR = re.compile(r"(?<!\d)(20[1-9]\d)(?!\d)")
_SHORT_YEAR = re.compile(r"FY[-_ ]?(?:20)?([1-9]\d)(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"20[1-9]\d")


@dataclass(frozen=True, slots=True)
class InForce:
    """A fiscal year and the days of it, first and last, on which a release is in force."""

    year: int
    first: date
    last: date

    @property
    def label(self) -> str:
        """The year, or the first day for an update within a year."""
        return str(self.year) if self.first == date(self.year - 1, 10, 1) else self.first.isoformat()


def in_force(version: str, name: str) -> InForce:
    """The days of a release whose file states `version` and is called `name` (the innermost name last, after slashes).

    A name such as `icd10cm-index-April-1-2026-XML.xml` is of an update: in force from that day. Raises ReleaseError
    when neither says a year, or they say different ones.
    """
    names = list(reversed(name.split("/")))
    stated = _YEAR.search(version)
    day = next((found for found in map(_named_day, names) if found), None)
    named = next((found for found in map(_named_year, names[:1] if stated else names) if found), None)
    year = int(stated.group()) if stated else (_fiscal_year(day) if day else named)
    if year is None:
        raise ReleaseError("neither its text nor its name says a year; give it its official name, which has the year")
    if named and named != year and day is None:
        raise ReleaseError(f"its name says {named} but it is the file of {year}; get the right one or mend the name")
    if day is None or _fiscal_year(day) != year:
        day = date(year - 1, 10, 1)
    return InForce(year, day, date(year, 9, 30))


def _named_day(name: str) -> date | None:
    found = _NAMED_DAY.search(name)
    if found is None or not 1 <= int(found.group(2)) <= 30:
        return None
    return date(int(found.group(3)), _MONTHS[found.group(1).lower()], int(found.group(2)))


def _named_year(name: str) -> int | None:
    if found := _NAMED_YEAR.search(name):
        return int(found.group(1))
    return 2000 + int(found.group(1)) if (found := _SHORT_YEAR.search(name)) else None


def _fiscal_year(day: date) -> int:
    return day.year + (day.month >= 10)
