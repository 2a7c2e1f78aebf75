"""The calendar quarter that the name of an outpatient file speaks of, in every style CMS uses.

`HCPC2026_OCT_ANWEB.txt`, `october-2026-alpha-numeric-hcpcs-file.zip`, `PPRRVU25_JAN.csv`, `rvu26d.zip`: the month, or a
letter from a to d. `medicare-ncci-2026q4-...`, `AOC_V2026Q4-F-MCR.txt`: the quarter. `..._Eff_10-01-2026.csv`: the day.
`ccipra-v323r0-f1.txt`: NCCI's version, which was 30 in 2024 and is one more every year, and the quarter from 0 to 3.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTH = "(?P<month>jan(?:uary)?|apr(?:il)?|jul(?:y)?|oct(?:ober)?)(?![a-z])"
_MONTHS = {"jan": 1, "apr": 4, "jul": 7, "oct": 10}
_YEAR = r"(?<!\d)(?P<year>20[1-9]\d)"

_NCCI = re.compile(r"cci(?:pra|oph)-v(?P<version>\d\d)(?P<quarter>[0-3])r\d", re.IGNORECASE)
_NCCI_YEAR = 1994
_DAY = re.compile(r"eff(?:ective)?[-_ ]*(?P<month>\d\d)-?(?P<day>\d\d)-?(?P<year>20[1-9]\d)(?!\d)", re.IGNORECASE)
_QUARTER = re.compile(
    rf"{_YEAR}[-_ ]?q(?P<quarter>[1-4])(?!\d)|(?<![a-z0-9])q(?P<before>[1-4])[-_ ]?(?P<after>20[1-9]\d)", re.IGNORECASE
)
_RVU = re.compile(r"(?<![a-z])rvu(?P<year>[1-9]\d)(?P<quarter>[a-d])", re.IGNORECASE)
_YEAR_MONTH = re.compile(rf"(?<!\d)(?P<year>20[1-9]\d|(?<=rvu)[1-9]\d)[-_ ]*{_MONTH}", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"(?<![a-z]){_MONTH}[-_ ,]*(?P<year>20[1-9]\d)(?!\d)", re.IGNORECASE)
_YEAR_ALONE = re.compile(rf"{_YEAR}(?!\d)|(?<=rvu)(?P<short>[1-9]\d)(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A calendar year, and the first day in force where more than the year is said."""

    year: int
    first: date | None


def quarter_in(text: str) -> Quarter | None:
    """What a file name, or the title of a file, says of its time; None where it says no year."""
    if found := _NCCI.search(text):
        return _quarter(_NCCI_YEAR + int(found["version"]), int(found["quarter"]))
    if (found := _DAY.search(text)) and (day := _day(found["year"], found["month"], found["day"])):
        return Quarter(day.year, day)
    if found := _QUARTER.search(text):
        return _quarter(int(found["year"] or found["after"]), int(found["quarter"] or found["before"]) - 1)
    if found := _RVU.search(text):
        return _quarter(2000 + int(found["year"]), "abcd".index(found["quarter"].lower()))
    if found := _YEAR_MONTH.search(text) or _MONTH_YEAR.search(text):
        year = int(found["year"])
        return Quarter(2000 + year % 100, date(2000 + year % 100, _MONTHS[found["month"][:3].lower()], 1))
    if found := _YEAR_ALONE.search(text):
        return Quarter(int(found["year"] or f"20{found['short']}"), None)
    return None


def quarter_end(day: date) -> date:
    """The last day of the calendar quarter that a day falls in."""
    last_month = (day.month + 2) // 3 * 3
    return date(day.year + last_month // 12, last_month % 12 + 1, 1) - timedelta(days=1)


def _quarter(year: int, number: int) -> Quarter:
    """The quarter of a year by its number, 0 to 3."""
    return Quarter(year, date(year, 3 * number + 1, 1))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
