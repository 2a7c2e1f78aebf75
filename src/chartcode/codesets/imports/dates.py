"""The days a release is in force, from the year its file states and the file's name."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from chartcode.codesets.imports.quarters import quarter_end, quarter_in
from chartcode.errors import ReleaseError

_MONTHS = {"january": 1, "april": 4, "july": 7, "october": 10}
_NAMED_DAY = re.compile(rf"({'|'.join(_MONTHS)})[-_ ]*(?:(\d{{1,2}})[-_, ]+)?(20\d\d)", re.IGNORECASE)
_NAMED_YEAR = re.compile(r"(?<!\d)(20[1-9]\d)(?!\d)")
_SHORT_YEAR = re.compile(r"FY[-_ ]?(?:20)?([1-9]\d)(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"20[1-9]\d")


class Cycle(Enum):
    """The year a publisher keeps: the federal fiscal year of ICD-10, from October, with updates that hold to its end;
    or the calendar year of the outpatient files, whole or by quarters, each of which holds to the quarter's end."""

    FISCAL = "fiscal"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class InForce:
    """A year and the days of it, first and last, on which a release is in force, and what tells it from the others
    of its kind: the year, or the first day for an update or a quarter."""

    year: int
    first: date
    last: date
    label: str


def in_force(version: str, name: str, cycle: Cycle = Cycle.FISCAL) -> InForce:
    """The days of a release whose file states `version` and is called `name` (the innermost name last, after slashes).

    A name such as `icd10cm-index-April-1-2026-XML.xml` is of an update: in force from that day. Raises ReleaseError
    when neither says a year, or they say different ones.
    """
    names = list(reversed(name.split("/")))
    return _in_quarter(version, names) if cycle is Cycle.CALENDAR else _in_fiscal_year(version, names)


def _in_quarter(version: str, names: list[str]) -> InForce:
    stated = quarter_in(version)
    said = [found for found in (stated, *map(quarter_in, names)) if found]
    if not said:
        raise _no_year()
    year = said[0].year
    if stated and len(said) > 1 and said[1].year != year:
        raise _other_year(said[1].year, year)
    first = next((found.first for found in said if found.year == year and found.first), None)
    if first is None:
        return InForce(year, date(year, 1, 1), date(year, 12, 31), str(year))
    return InForce(year, first, quarter_end(first), first.isoformat())


def _in_fiscal_year(version: str, names: list[str]) -> InForce:
    stated = _YEAR.search(version)
    day = next((found for found in map(_named_day, names) if found), None)
    named = next((found for found in map(_named_year, names[:1] if stated else names) if found), None)
    year = int(stated.group()) if stated else (_fiscal_year(day) if day else named)
    if year is None:
        raise _no_year()
    if named and named != year and day is None:
        raise _other_year(named, year)
    own = _named_day(names[0])
    if own and _fiscal_year(own) != year:
        raise _other_year(own.year, year)
    start = date(year - 1, 10, 1)
    if day is None or _fiscal_year(day) != year:
        day = start
    return InForce(year, day, date(year, 9, 30), str(year) if day == start else day.isoformat())


def _no_year() -> ReleaseError:
    return ReleaseError("neither its text nor its name says a year; give it its official name, which has the year")


def _other_year(named: int, year: int) -> ReleaseError:
    return ReleaseError(f"its name says {named} but it is the file of {year}; get the right one or mend the name")


def _named_day(name: str) -> date | None:
    found = _NAMED_DAY.search(name)
    if found is None or not 1 <= int(found.group(2) or 1) <= 30:
        return None
    return date(int(found.group(3)), _MONTHS[found.group(1).lower()], int(found.group(2) or 1))


def _named_year(name: str) -> int | None:
    if found := _NAMED_YEAR.search(name):
        return int(found.group(1))
    return 2000 + int(found.group(1)) if (found := _SHORT_YEAR.search(name)) else None


def _fiscal_year(day: date) -> int:
    return day.year + (day.month >= 10)
