"""The codes that a note of the Tabular List names: "(I13.-)", "(B95-B97)", "(E08-E13 with .62-)"."""

import re
from dataclasses import dataclass
from functools import lru_cache

_PARENTHESES = re.compile(r"\(([^()]*)(?:\)|$)")
_CODE = r"[A-Z](?:[0-9][0-9A-Z]|A[0-9])(?:\.[0-9A-Z]{1,4})?"
_NAMED = re.compile(rf"(?<![\w.])(?<!vitamin )({_CODE})(?![0-9A-Za-z])(?:(?:\.-?|-)??(?: ?- ?-?| to )({_CODE}))?")

_DECIMALS = re.compile(r" with (\.[0-9].*)")
_FINAL = re.compile(r" with final characters? (.+)")
_PLACES = re.compile(
    r" with (?:(fifth) or six(?:th)?|(fifth|5th)|(sixth)|(seventh|7th))[ -](?:to \w+ )?characters? (.+)"
)
_WORDS = {"with open fracture 7th character": re.compile(".{6}[BCEFHJMNQR]"), "with ketoacidosis": re.compile(".{3}1")}
"""Words that limit the codes before them as characters do."""
_VALUE = re.compile(r"(?<![\w-])[.-]?([0-9]{1,3}|[A-Z])(?:-\.?([0-9]{1,3}))?(?!\w)")


@dataclass(frozen=True, slots=True)
class Range:
    """Codes from `first` to `last`, bare prefixes, both included; `rest` is what a whole code must match as well."""

    first: str
    last: str
    rest: re.Pattern[str] | None = None

    def holds(self, bare: str) -> bool:
        """Whether a bare code falls under the range."""
        inside = self.first <= bare[: len(self.first)] and bare[: len(self.last)] <= self.last
        return inside and (self.rest is None or self.rest.match(bare) is not None)


@lru_cache(maxsize=16384)
def codes_named(note: str) -> tuple[Range, ...]:
    """The codes and ranges that a note names: those in parentheses, else those in its words; empty where none."""
    inside = [found for found in _PARENTHESES.finditer(note) if _NAMED.search(found[1])]
    if not inside:
        return tuple(_ranges(note, _rest(note)))
    return tuple(
        named for found in inside for named in _ranges(found[1], _rest(found[1]) or _rest(note[found.end() :]))
    )


def is_named(bare: str, ranges: tuple[Range, ...]) -> bool:
    """Whether a bare code falls under one of the ranges."""
    return any(named.holds(bare) for named in ranges)


def _ranges(text: str, rest: re.Pattern[str] | None) -> list[Range]:
    return [
        Range(first.replace(".", ""), (last or first).replace(".", ""), rest) for first, last in _NAMED.findall(text)
    ]


def _rest(text: str) -> re.Pattern[str] | None:
    """What the words after the codes ask of their later characters, as a pattern for a whole bare code.

    "Fifth or sixth character" is the one that tells a drug's intent: the sixth, or the fifth before a placeholder X.
    """
    if decimals := _DECIMALS.search(text):
        return re.compile(f".{{3}}(?:{_any_of(decimals[1])})")
    if final := _FINAL.search(text):
        return re.compile(rf".{{3,}}(?:{_any_of(final[1])})(?:X?[ADS])?$")
    for words, limit in _WORDS.items():
        if words in text:
            return limit
    place = _PLACES.search(text)
    values = _any_of(place[5]) if place else ""
    if place is None or not values:
        return None
    if place[1]:
        return re.compile(rf".{{5}}(?:{values})|.{{4}}(?:{values})(?:X|$)")
    return re.compile(f".{{{4 if place[2] else 5 if place[3] else 6}}}(?:{values})")


def _any_of(text: str) -> str:
    """Values and ranges of values ("1-4 or 6", ".51-.52", "-23") as the inside of an alternation."""
    found = []
    for first, last in _VALUE.findall(text):
        found += [str(value) for value in range(int(first), int(last) + 1)] if last else [first]
    return "|".join(found)
