"""Days as the NCCI tables keep them: whole numbers, yyyymmdd, in the order of time."""

from datetime import date

FOREVER = 99991231
"""The last day of an edit that is not deleted."""


def number_of(day: date) -> int:
    """The number of a day."""
    return day.year * 10000 + day.month * 100 + day.day


def day_of(number: int) -> date:
    """The day of a number."""
    return date(number // 10000, number // 100 % 100, number % 100)
