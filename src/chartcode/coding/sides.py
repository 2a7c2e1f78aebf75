"""The side of a condition that is said elsewhere in the chart (Guidelines I.B.13)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.model import Assertion, Encounter, Mention, dotted

_SAID = re.compile(r"\b((?i:right|left|bilateral|both)|R|L|RT|LT|Rt|Lt)\.?\s+([A-Za-z]{3,})(?:\s+([A-Za-z]{3,}))?")
_SIDES = {"r": "right", "l": "left", "rt": "right", "lt": "left", "both": "bilateral"}
_WORD = re.compile(r"[a-z]{3,}")
_NO_PART = frozenset("and the with for side sided unspecified other initial encounter subsequent upper lower".split())
"""Words that follow a side, or stand in titles, and name no part of the body."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The one side a chart gives the conditions of a category, and a part of the body ("left knee" -> knee, left)."""

    categories: Mapping[str, str]
    parts: Mapping[str, str]

    def of(self, code: str, release: IcdCmRelease) -> str:
        """The side of a dotted code whose words say none: that of its category, else of the part its title names."""
        side = self.categories.get(code[:3], "")
        if side or not self.parts or not _leaves_open(code, release):
            return side
        title = release.title(code.replace(".", "")) or ""
        named = {self.parts[word] for word in _WORD.findall(title.lower()) if word in self.parts}
        return named.pop() if len(named) == 1 else ""


def chart_sides(encounter: Encounter, mentions: Sequence[Mention], release: IcdCmRelease) -> Sides:
    """What an encounter's notes and mentions say. Where two sides are said of the same thing, neither counts.

    A chart says the side once and then "the fracture": a mention without a side takes that of its category or of its
    part of the body, and of no other: the side of a wrist says nothing of an ear.
    """
    said: dict[str, set[str]] = {}
    for mention in mentions:
        if mention.side and mention.assertion is Assertion.PRESENT:
            said.setdefault(mention.codes[0][:3], set()).add(mention.side)
    wanted = any(_leaves_open(code, release) for mention in mentions if not mention.side for code in mention.codes)
    return Sides(_agreed(said), _agreed(_parts(encounter)) if wanted else {})


def _parts(encounter: Encounter) -> dict[str, set[str]]:
    """Word after a side -> the sides it is said with."""
    parts: dict[str, set[str]] = {}
    for note in encounter.notes:
        for side, *words in _SAID.findall(note.text):
            for word in map(str.lower, words):
                if word and word not in _NO_PART:
                    parts.setdefault(word.removesuffix("s"), set()).add(_SIDES.get(side.lower(), side.lower()))
    return parts


def _leaves_open(code: str, release: IcdCmRelease) -> bool:
    """Whether a dotted code names no side where its siblings do."""
    bare = code.replace(".", "")
    return release.sides(bare).get("unspecified") == bare


def sided(code: str, side: str, release: IcdCmRelease) -> str:
    """The dotted code that says the same of this side; the code itself where there is none."""
    if not side:
        return code
    sibling = release.sides(code.replace(".", "")).get(side)
    return dotted(sibling) if sibling and release.is_billable(sibling) else code


def _agreed(said: Mapping[str, set[str]]) -> dict[str, str]:
    return {name: next(iter(sides)) for name, sides in said.items() if len(sides) == 1}
