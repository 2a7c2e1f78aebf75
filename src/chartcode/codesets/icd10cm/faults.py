"""Why a code cannot be billed on a day, and what stands in its place."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chartcode.codesets.conversions.release import open_conversions
from chartcode.codesets.icd10cm.release import IcdCmRelease

_SHORTEST, _LONGEST = 3, 7
_SYSTEM = "icd10cm"


class FaultKind(StrEnum):
    """What is wrong with a code."""

    UNKNOWN = "not in ICD-10-CM"
    NOT_YET = "not valid yet"
    DELETED = "no longer valid"
    INCOMPLETE = "needs more characters"
    SEVENTH = "needs a 7th character"
    WRONG_SEVENTH = "has a wrong 7th character or placeholder"
    TOO_LONG = "has too many characters"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a code; `instead` are bare codes that may be meant, `day` the first or last it was valid."""

    kind: FaultKind
    instead: tuple[str, ...] = ()
    day: date | None = None


def fault(code: str, release: IcdCmRelease) -> Fault | None:
    """What is wrong with a bare code on the day of the release; None where it can be billed."""
    if release.is_billable(code):
        return None
    spans = release.validity(code)
    later = [first for first, _ in spans if first > release.day_number]
    divided = release.now_divided_into(code)
    if spans and not later:
        ended = _day(max(last for _, last in spans))
        return Fault(FaultKind.DELETED, _successors(code, ended, release) or divided, ended)
    if later and not divided:
        return Fault(FaultKind.NOT_YET, (), _day(min(later)))
    if divided:
        return _incomplete(code, divided, release)
    return _beyond(code, release)


def _incomplete(code: str, below: tuple[str, ...], release: IcdCmRelease) -> Fault:
    """A stem: what comes next in the book, or the codes with its 7th characters."""
    padded = tuple(child for child in below if len(child) == _LONGEST and child[:6].rstrip("X") == code.rstrip("X"))
    if padded and len(padded) == len(below):
        return Fault(FaultKind.SEVENTH, padded)
    return Fault(FaultKind.INCOMPLETE, release.children(code) or below)


def _beyond(code: str, release: IcdCmRelease) -> Fault:
    """A code that is not in the book: by the longest part of it that is."""
    for length in range(len(code) - 1, _SHORTEST - 1, -1):
        stem = code[:length].rstrip("X")
        if release.is_billable(stem):
            return Fault(FaultKind.TOO_LONG, (stem,))
        ends = tuple(stem.ljust(6, "X") + char for char, _ in release.sevenths(stem))
        valid = tuple(end for end in ends if release.is_billable(end))
        if valid:
            return Fault(FaultKind.WRONG_SEVENTH, tuple(end for end in valid if end[-1] == code[-1]) or valid)
    return Fault(FaultKind.UNKNOWN)


def _successors(code: str, ended: date, release: IcdCmRelease) -> tuple[str, ...]:
    """The codes valid on the day that took the place of a deleted one, by the conversion table."""
    found = open_conversions(_SYSTEM).after(code, ended, release.day)
    return tuple(new for new in found if release.is_billable(new))


def _day(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)
