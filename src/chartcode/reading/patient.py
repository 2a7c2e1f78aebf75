"""What a note says of the patient: sex and age, where the encounter's own facts leave them open."""

import re
from dataclasses import dataclass

from chartcode.model import Sex

_WOMEN = r"female|woman|girl|lady|F"
_MEN = r"male|man|boy|gentleman|M"
_AGED = re.compile(
    rf"\b(?P<age>\d{{1,3}})[\s-]*(?P<unit>years?|yrs?|y|months?|mos?|weeks?|wks?|days?)[\s-]*(?:/o|old|o)\b\.?"
    rf"(?:[\s,-]+[A-Za-z-]+){{0,3}}?[\s,-]+(?:(?P<f>{_WOMEN})|(?P<m>{_MEN}))\b"
)
_SHORT = re.compile(r"\b(?P<age>\d{1,3})\s?(?:(?P<f>F)|(?P<m>M))\b")
_OPENING = 1500
"""Notes introduce the patient at their beginning; later "male" and "female" may be others."""


@dataclass(frozen=True, slots=True)
class Patient:
    """Sex and age in whole years as a note states them; UNKNOWN and None where it does not."""

    sex: Sex = Sex.UNKNOWN
    years: int | None = None


def patient_said(text: str) -> Patient:
    """The patient as a note's opening introduces them: "a 62-year-old male", "3 mo old girl", "71F"."""
    opening = text[:_OPENING]
    match = _AGED.search(opening) or _SHORT.search(opening)
    if match is None:
        return Patient()
    sex = Sex.FEMALE if match["f"] else Sex.MALE
    unit = match.groupdict().get("unit") or "y"
    years = int(match["age"]) if unit[0] == "y" else 0
    return Patient(sex, years if years <= 120 else None)
