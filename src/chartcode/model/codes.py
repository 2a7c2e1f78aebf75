"""Codes: one type per code set, each with its pattern and the source of that pattern."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

from chartcode.errors import InvalidValueError


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """A code as it is written on a claim's paper side, with its dot where the code set has one."""

    value: str

    system: ClassVar[str] = ""
    pattern: ClassVar[re.Pattern[str]] = re.compile(r"(?!)")

    def __post_init__(self) -> None:
        if not self.pattern.fullmatch(self.value):
            raise InvalidValueError(f"{self.value!r} is not a code of {self.system or 'any code set'}")

    def __str__(self) -> str:
        return self.value

    @property
    def bare(self) -> str:
        """The code without its dot, as in the order file and on an 837."""
        return self.value.replace(".", "")


class ICD10CM(Code):
    """Diagnosis code. Shape: ICD-10-CM Official Guidelines I.A.2 to I.A.5: 3 to 7 characters, the first a letter.

    The second is a digit, or since FY2026 an A: block QA0 follows Q99.
    """

    __slots__ = ()
    system = "ICD-10-CM"
    pattern = re.compile(r"[A-Z][0-9A][0-9A-Z](\.[0-9A-Z]{1,4})?")


class ICD10PCS(Code):
    """Inpatient procedure code. Shape: ICD-10-PCS Reference Manual: 7 characters, never the letters I and O."""

    __slots__ = ()
    system = "ICD-10-PCS"
    pattern = re.compile(r"[0-9A-HJ-NP-Z]{7}")


class HCPCS(Code):
    """HCPCS Level II. Shape: CMS HCPCS record layout: a letter A to V and four digits."""

    __slots__ = ()
    system = "HCPCS"
    pattern = re.compile(r"[A-V][0-9]{4}")


class CPT(Code):
    """CPT, only ever from the user's own licensed file. Shape: five digits, or four and A, F, M, T or U."""

    __slots__ = ()
    system = "CPT"
    pattern = re.compile(r"[0-9]{4}[0-9AFMTU]")


@lru_cache(maxsize=8192)
def icd10cm(text: str) -> ICD10CM:
    """The ICD-10-CM code written as `text`, with or without its dot, in any case.

    Raises InvalidValueError when the text has not the shape of a code; says nothing about validity on a date.
    """
    return ICD10CM(dotted(text.strip().upper().replace(".", "")))


def dotted(bare: str) -> str:
    """A bare ICD-10-CM code with its dot; categories, blocks (`E08-E13`) and chapters (`chapter 4`) as they are."""
    return bare if len(bare) <= 3 or "-" in bare or " " in bare else f"{bare[:3]}.{bare[3:]}"
