"""Time stamps as interchange formats write them, to days."""

import datetime
import re

_STAMP = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d(?:\D|$))")


def day_of(stamp: str) -> datetime.date | None:
    """The day of an HL7 (`20260302141500-0500`) or ISO (`2026-03-02T14:15:00Z`) time stamp.

    None where the stamp is empty, less exact than a day, or no day of the calendar.
    """
    found = _STAMP.match(stamp)
    if not found:
        return None
    try:
        return datetime.date(*map(int, found.groups()))
    except ValueError:
        return None
