"""Pieces of codes: "E11.2", "s52 52", "E08-E13", codes of earlier years and of ICD-9."""

import re
from collections.abc import Iterator
from itertools import product
from string import ascii_uppercase, digits
from typing import NamedTuple

from chartcode.codesets import Releases
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.model import dotted

_CM = re.compile(r"([A-Z]\d[0-9A-Z])[ .,]?\s?([0-9A-Z]{0,4})\.?")
_RANGE = re.compile(r"([A-Z]\d[0-9A-Z])\s*[-–]\s*([A-Z]\d[0-9A-Z])")
_NINE = re.compile(r"(?:\d{3}|V\d{2})(?:\.?\d{1,2})?|E\d{3}(?:\.?\d)?")
_PCS = re.compile(r"[0-9][0-9A-HJ-NP-Z]{2,6}|[B-DF-HX][0-9A-HJ-NP-Z]{3,6}")
"""Three characters are a piece only with a digit first: the others look like abbreviations."""


class Piece(NamedTuple):
    """A bare code that a piece leads to, and how."""

    system: str
    code: str
    why: str


def diagnosis_pieces(text: str, releases: Releases) -> Iterator[Piece]:
    """The ICD-10-CM codes that a text names as a code, the nearest first; none where it is no piece of a code."""
    asked = text.strip().upper()
    release = releases.icd10cm
    if span := _RANGE.fullmatch(asked):
        for code in _categories(release, span[1], span[2]):
            yield Piece(release.system, code, f"between {span[1]} and {span[2]}")
    elif (match := _CM.fullmatch(asked)) and (bare := match[1] + match[2]) and _exists(bare, release):
        yield from _below(bare, release)
    elif _NINE.fullmatch(asked):
        yield from _from_icd9(asked.replace(".", ""), releases)


def _exists(bare: str, release: IcdCmRelease) -> bool:
    return release.title(bare) is not None or bool(release.validity(bare)) or bool(release.now_divided_into(bare))


def _below(bare: str, release: IcdCmRelease) -> Iterator[Piece]:
    """The code itself, what took its place, then the codes that begin so: the default first, then in their order."""
    whole = release.is_billable(bare)
    former = not whole and bool(release.validity(bare))
    if not former and release.title(bare) is not None:
        yield Piece(release.system, bare, "the code" if whole else "the category that was named")
    how = f"{dotted(bare)} was divided" if former else f"begins with {dotted(bare)}"
    choices = [code for code in release.now_divided_into(bare) if code != bare]
    default = _plainest(choices, release)
    for code in sorted(choices, key=lambda code: (code != default, code)):
        yield Piece(release.system, code, how)
    if former and not choices:
        yield Piece(release.system, bare, "the code, no longer in force")


def _plainest(codes: list[str], release: IcdCmRelease) -> str:
    """The code whose title says least: unspecified, of an initial encounter."""
    unspecified = [code for code in codes if "unspecified" in (release.title(code) or "").lower()]
    first = [code for code in unspecified or codes if len(code) < 7 or code[-1] in "A0"]
    return min(first or codes, key=lambda code: len(release.title(code) or ""), default="")


def _categories(release: IcdCmRelease, first: str, last: str) -> Iterator[str]:
    """The categories from one to another, both included, looked for one by one as they are asked for."""
    for letter in ascii_uppercase[ascii_uppercase.index(first[0]) : ascii_uppercase.index(last[0]) + 1]:
        for ten, one in product(digits + "A", digits + ascii_uppercase):
            code = letter + ten + one
            if first <= code <= last and release.title(code) is not None:
                yield code


def _from_icd9(bare: str, releases: Releases) -> Iterator[Piece]:
    from chartcode.codesets.gems.read_gems import NINE_TO_CM
    from chartcode.codesets.gems.release import open_gems

    for entry in open_gems(releases.day).entries(NINE_TO_CM, bare):
        for code in _current(entry.target, releases.icd10cm) if entry.target else ():
            how = "approximately" if entry.approximate else "exactly"
            yield Piece(releases.icd10cm.system, code, f"ICD-9-CM {bare}, by the GEMs {how}")


def _current(code: str, release: IcdCmRelease) -> Iterator[str]:
    """The code, or where it is no longer one, those it was divided into."""
    if release.is_billable(code):
        yield code
    else:
        choices = list(release.now_divided_into(code))
        plainest = _plainest(choices, release)
        yield from sorted(choices, key=lambda choice: (choice != plainest, choice))


def procedure_pieces(text: str, releases: Releases) -> Iterator[Piece]:
    """The ICD-10-PCS codes that begin with a text; none where it is no such piece."""
    asked = text.strip().upper().replace(" ", "")
    if _PCS.fullmatch(asked) and any(map(str.isdigit, asked)):
        release = releases.icd10pcs
        for code in release.billable_codes(asked):
            yield Piece(release.system, code, "the code" if code == asked else f"begins with {asked}")
