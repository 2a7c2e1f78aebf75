"""Crosswalks of a code from one day to another: what took its place, or what was coded before it came."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from chartcode.codesets import Releases
from chartcode.codesets.conversions.release import open_conversions
from chartcode.codesets.crosswalk.imported import imported_steps
from chartcode.codesets.crosswalk.systems import CM, PCS, icd10
from chartcode.codesets.crosswalk.values import Crosswalk, Target
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.model.codes import dotted

_LONGEST_CHAIN = 12
"""Years that a code may have moved on in, one after the other, since the first table of 2016."""

_SHORTEST = 4
"""Characters before the first that a placeholder may stand for."""

_FIRST_TABLE = date(2015, 10, 1)


class Steps(Protocol):
    """A table of changes from code to code."""

    @property
    def name(self) -> str:
        """Where it comes from."""

    def after(self, code: str, start: date, end: date) -> tuple[str, ...]:
        """The codes that took its place, or were split off it, after `start` and up to `end`."""

    def before(self, code: str, start: date, end: date) -> tuple[str, ...]:
        """The codes whose place it took, or that it was split off, after `start` and up to `end`."""


def year_to_year(text: str, asked: Releases, wanted: Releases) -> Crosswalk:
    """What a code that is asked about on one day is on the day of `wanted`, later or earlier.

    A code that is still valid is its own target, with the codes split off it since, which say more. Raises
    InvalidValueError when the text has the shape of no code, ReleaseError when a release is damaged.
    """
    code, system = icd10(text, asked)
    book = wanted.icd10cm if system == CM else wanted.icd10pcs
    steps = _steps(system, max(asked.day, wanted.day))
    write: Callable[[str], str] = dotted if system == CM else str

    def target(found: str, how: str) -> Target:
        return Target(write(found), book.title(found) or _title(found, system, asked), how)

    later = wanted.day >= asked.day
    day = f"{wanted.day}"
    if book.is_billable(code):
        targets = [target(code, f"valid on {day}")]
        split = steps.after(code, asked.day, wanted.day) if later else ()
        targets += [target(one, "new since, split off it") for one in split if book.is_billable(one)]
        said = "codes that say more were split off it since: look whether one fits the chart" if split else ""
    else:
        found, how, said = _instead(code, system, steps, wanted)
        targets = [target(one, how) for one in found]
    title = _title(code, system, asked) or (book.title(code) or "")
    return Crosswalk(write(code), title, day, tuple(targets), said, f"{book.system} {book.name}; {steps.name}")


def replaced_by(code: str, system: str, releases: Releases) -> tuple[str, ...]:
    """The codes valid on the day of the releases that stand for one that is not; bare, empty where none is known."""
    return tuple(_instead(code, system, _steps(system, releases.day), releases)[0])


def stood_for(code: str, system: str, releases: Releases, is_wanted: Callable[[str], bool]) -> tuple[str, ...]:
    """The first codes before this one, in the conversion tables to the day of the releases, that are wanted; bare."""
    steps = _steps(system, releases.day)
    return _chain(code, lambda one: steps.before(one, _FIRST_TABLE, releases.day), is_wanted)


def _instead(code: str, system: str, steps: Steps, wanted: Releases) -> tuple[Sequence[str], str, str]:
    """The codes valid on the day wanted that stand for one that is not; how they were found, and what is said of it."""
    book = wanted.icd10cm if system == CM else wanted.icd10pcs
    first = min((span[0] for span in book.validity(code)), default=0)
    if first > int(f"{wanted.day:%Y%m%d}"):
        found = _chain(code, lambda one: steps.before(one, wanted.day, date.max), book.is_billable)
        new = date(first // 10000, first // 100 % 100, first % 100)
        said = "" if found else f"new on {new}, and no conversion table at hand names one before it"
        return found, "used before it came", said
    found = _chain(code, lambda one: steps.after(one, _FIRST_TABLE, wanted.day), book.is_billable)
    if found:
        return found, "took its place", "" if len(found) == 1 else "several took its place: the chart decides"
    divided = _divided(code, wanted.icd10cm) if system == CM else ()
    if divided:
        return divided, "below it in the book", "by the structure of the book: no table at hand says more"
    return (), "", "not valid on that day, and no conversion table at hand says what took its place"


def _divided(code: str, book: IcdCmRelease) -> tuple[str, ...]:
    """The longer codes that a code was divided into, or those that have a character where it has the placeholder X
    (Guidelines I.A.4)."""
    longer = book.now_divided_into(code)
    at = code.find("X", _SHORTEST)
    if longer or at < 0:
        return longer
    return tuple(
        one
        for one in book.now_divided_into(code[:at])
        if len(one) == len(code) and all(old in ("X", new) for old, new in zip(code[at:], one[at:], strict=True))
    )


def _chain(code: str, step: Callable[[str], tuple[str, ...]], is_billable: Callable[[str], bool]) -> tuple[str, ...]:
    """The valid codes that the steps from a code lead to; a step to a code that is not valid goes on."""
    found: dict[str, None] = {}
    seen, open_codes = {code}, [code]
    for _ in range(_LONGEST_CHAIN):
        following = [one for at in open_codes for one in step(at) if one not in seen]
        seen.update(following)
        found.update(dict.fromkeys(one for one in following if is_billable(one)))
        open_codes = [one for one in following if not is_billable(one)]
    return tuple(found)


def _steps(system: str, day: date) -> Steps:
    return imported_steps(system, day) or open_conversions(system)


def _title(code: str, system: str, releases: Releases) -> str:
    book = releases.icd10pcs if system == PCS else releases.icd10cm
    return book.title(code) or ""
