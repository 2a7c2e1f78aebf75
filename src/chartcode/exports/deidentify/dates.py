"""Dates in text: every way a chart writes a day or a month, and the same way with another day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chartcode.model import Span

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "|".join([*_MONTHS, *(rf"{month[:3]}\.?" for month in _MONTHS), r"Sept\.?"])
_END = r"(?![\d/-])"

_PATTERN = re.compile(
    rf"""(?<![\d/.-])(?:
      (?P<iso>(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)-(?P<d1>\d\d))(?!\d)
    | (?P<compact>(?P<y2>(?:19|20)\d\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01]))(?!\d)
    | (?P<slashed>(?P<m3>\d?\d)(?P<s3>[/])(?P<d3>\d?\d)/(?P<y3>\d{{4}}|\d\d)){_END}
    | (?P<dashed>(?P<m4>\d?\d)(?P<s4>[.-])(?P<d4>\d?\d)(?P=s4)(?P<y4>(?:19|20)\d\d)){_END}
    | (?P<month>(?P<m5>0?[1-9]|1[0-2])/(?P<y5>(?:19|20)\d\d)){_END}
    | (?P<cued>(?<=\bon\ )|(?<=\bsince\ )|(?<=\bfrom\ )|(?<=\buntil\ )|(?<=\bdated\ )|(?<=\bdone\ ))
      (?P<m6>0?[1-9]|1[0-2])/(?P<d6>\d?\d)(?![\d/%])(?!\s*(?:pain|strength|motor|points?|items?)\b)
    | (?P<american>(?P<n7>{_MONTH})\ (?P<d7>\d?\d)(?P<o7>st|nd|rd|th)?(?:(?P<c7>,?\ )(?P<y7>(?:19|20)\d\d))?)(?!\d)
    | (?P<european>(?P<d8>\d?\d)(?P<s8>[ -])(?P<n8>{_MONTH})(?P<t8>[ -])(?P<y8>(?:19|20)\d\d))(?!\d)
    | (?P<named>(?P<n9>{_MONTH})(?P<c9>,?\ )(?P<y9>(?:19|20)\d\d))(?!\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)

_MIDDLE = 15
"""A month without a day is moved as its middle."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as a text writes it: its place, and the match that knows its parts."""

    span: Span
    found: re.Match[str]
    day: date

    def moved_to(self, day: date) -> str:
        """Another day, written in the same way."""
        part = self.found.groupdict()
        match next(name for name in _WAYS if part[name] is not None):
            case "iso":
                return day.isoformat()
            case "compact":
                return f"{day:%Y%m%d}"
            case "slashed":
                year = str(day.year) if len(part["y3"]) == 4 else f"{day:%y}"
                return f"{_numbers(part['m3'], part['d3'], day)}/{year}"
            case "dashed":
                return f"{_numbers(part['m4'], part['d4'], day, part['s4'])}{part['s4']}{day.year}"
            case "month":
                return f"{day:%m}/{day.year}" if len(part["m5"]) == 2 else f"{day.month}/{day.year}"
            case "cued":
                return _numbers(part["m6"], part["d6"], day)
            case "american":
                year = f"{part['c7']}{day.year}" if part["y7"] else ""
                return f"{_named(part['n7'], day.month)} {day.day}{_ordinal(day.day) if part['o7'] else ''}{year}"
            case "european":
                return f"{day.day}{part['s8']}{_named(part['n8'], day.month)}{part['t8']}{day.year}"
        return f"{_named(part['n9'], day.month)}{part['c9']}{day.year}"


_WAYS = ("iso", "compact", "slashed", "dashed", "month", "cued", "american", "european", "named")


def dates_in(text: str, year: int) -> Iterator[Dated]:
    """The days and months a text names, in order. `year` is that of dates without one; years alone are left."""
    for found in _PATTERN.finditer(text):
        day = _day(found.groupdict(), year)
        if day is not None:
            yield Dated(Span(*found.span()), found, day)


def _day(part: dict[str, str | None], year: int) -> date | None:
    def first(letter: str) -> str:
        return next((value for name in "123456789" if (value := part.get(f"{letter}{name}"))), "")

    month = int(first("m")) if first("m") else _number(first("n"))
    written = first("y")
    whole = int(written) if len(written) == 4 else _century(int(written), year) if written else year
    try:
        return date(whole, month, int(first("d")) if first("d") else _MIDDLE)
    except ValueError:
        return None


def _century(two: int, year: int) -> int:
    """The latest year that ends in those two digits and is not after the year of the chart by more than one."""
    return next(whole for whole in range(year + 1, year - 100, -1) if whole % 100 == two)


def _number(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month[:3].lower() == name[:3].lower())


def _named(like: str, month: int) -> str:
    """A month's name in the length and the capitals of another."""
    name = _MONTHS[month - 1]
    if len(like.rstrip(".")) <= 4 and like.rstrip(".").lower() != _MONTHS[_number(like) - 1].lower():
        name = name[:3] + ("." if like.endswith(".") else "")
    elif like.lower() == "may" and month != 5:
        name = name[:3]
    return name.upper() if like.isupper() else name


def _numbers(month: str, day: str, to: date, between: str = "/") -> str:
    """Month and day in numbers, of two digits each where both of the old ones had two."""
    both = len(month) == len(day) == 2
    return f"{to:%m}{between}{to:%d}" if both else f"{to.month}{between}{to.day}"


def _ordinal(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


def moved(day: date, days: int) -> date:
    """The day so many days later; the first day of the calendar where there is none."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.min
