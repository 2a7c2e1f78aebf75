"""The level of alcohol in the blood: Guidelines I.C.5.b."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Encounter, Reason
from chartcode.rules.kernel import rule, since

_LEVEL = "Y90"
_ALCOHOL = "F10"
_IN_REMISSION = ("F10.11", "F10.21", "F10.91")
_FINDING = "R78.0"
_BOUNDS = (20, 40, 60, 80, 100, 120, 200, 240)
"""Lowest milligrams in 100 ml of Y90.1 to Y90.8; Y90.0 is less."""
_MEASURED = re.compile(
    r"\b(?:bac|bal|etoh(?: level)?|alcohol level|blood alcohol(?: level| content| concentration)?"
    r"|(?:serum|blood) (?:ethanol|alcohol|etoh)(?: level)?|ethanol(?: level)?)"
    r"(?: was| is| of|:|=| on arrival| at)*\s*(?P<value>0?\.\d+|\d{2,3})\b",
    re.IGNORECASE,
)


@rule("blood-alcohol", citation="I.C.5.b", effective=since(2018, 10, 1))
def blood_alcohol(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A measured level (Y90) is coded, whoever wrote it down, only with an active alcohol disorder of the provider.

    The disorder makes the mere finding of alcohol in the blood (R78.0) a part of it.
    """
    disorders = [(i, d) for i, d in coded_as(draft, _ALCOHOL) if d.code.value not in _IN_REMISSION]
    levels = coded_as(draft, _LEVEL)
    if not disorders:
        yield from drop(levels, Reason.NOT_REPORTABLE, "no alcohol disorder is diagnosed")
        return
    yield from drop(coded_as(draft, _FINDING), Reason.INTEGRAL, "an alcohol disorder is diagnosed")
    measured = _measured(draft.encounter)
    if measured is not None and not levels:
        code = f"{_LEVEL}.{bisect_right(_BOUNDS, measured)}"
        yield AlsoCode(disorders[0][0], code, "the measured level of alcohol")


def _measured(encounter: Encounter) -> float | None:
    """The highest level any note tells, in milligrams in 100 ml; None where none does."""
    values = (float(match["value"]) for note in encounter.notes for match in _MEASURED.finditer(note.text))
    return max((value * 1000 if value < 1 else value for value in values), default=None)
