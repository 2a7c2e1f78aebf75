"""The codes that a note of the Tabular List names: "(I13.-)", "(B95-B97)", "(E08.22, E11.22)"."""

import re
from functools import lru_cache

_LAST = re.compile(r"\(([^()]*)\)\s*$")
_CODE = r"[A-Z][0-9A][0-9A-Z](?:\.[0-9A-Z]{1,4})?"
_NAMED = re.compile(rf"({_CODE})(?:\.?-)?(?:-({_CODE}))?")

Range = tuple[str, str]
"""First and last bare prefix, both included."""


@lru_cache(maxsize=16384)
def codes_named(note: str) -> tuple[Range, ...]:
    """The codes and ranges in the parentheses that end a note; empty where it names none."""
    inside = _LAST.search(note)
    if inside is None:
        return ()
    return tuple(
        (first.replace(".", ""), (last or first).replace(".", "")) for first, last in _NAMED.findall(inside.group(1))
    )


def is_named(bare: str, ranges: tuple[Range, ...]) -> bool:
    """Whether a bare code falls under one of the ranges."""
    letter = bare[0]
    return any(
        first[0] <= letter <= last[0] and first <= bare[: len(first)] and bare[: len(last)] <= last
        for first, last in ranges
    )
