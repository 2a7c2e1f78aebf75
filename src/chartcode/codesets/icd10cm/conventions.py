"""What the notes of the Tabular List ask of codes that stand together (Guidelines I.A.12, I.A.13, I.A.17, I.B.7)."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chartcode.codesets.icd10cm.notes import Range, codes_named, is_named
from chartcode.codesets.icd10cm.release import IcdCmRelease

KINDS = ("excludes1", "excludes2", "code first", "use additional code", "code also")

_ALWAYS_KEPT = ("excludes1", "code first")
"""Kinds that forbid or order codes, whatever their wording. The others only matter where they demand a code."""

_LEAVES_OPEN = re.compile(
    r"\b(if|any|when|where|associated|adverse effects?|such as|including|following|complicating|due to)\b", re.I
)
"""Words that leave the other code to the case: a note with one of them is not broken where that code is missing."""

_OPENS = re.compile(r"(code|external cause code|, )")
"""How a line begins that opens an instruction of its own after the items of another."""


@dataclass(frozen=True, slots=True)
class Convention:
    """A note, or a list of lines that belong together, at the node `at`: its kind, lines and the codes they name.

    `demands` tells whether one of these codes has to be there: the note is one line at a category or below and leaves
    nothing open. `intent` is true where it speaks of adverse effects only. `number` counts within the release.
    """

    number: int
    kind: str
    at: str
    lines: tuple[str, ...]
    ranges: tuple[Range, ...]
    demands: bool
    intent: bool

    @property
    def text(self) -> str:
        """Its whole wording."""
        return " ".join(self.lines).removeprefix(", ")

    def naming(self, code: str) -> str:
        """The first of its lines that names a bare code; its whole wording where none does."""
        named = (line for line in self.lines if is_named(code, codes_named(line)))
        return next(named, self.text).removeprefix(", ")


@dataclass(frozen=True, slots=True)
class CodeNotes:
    """The conventions of one code: by kind those it stands under, and the numbers of those that name it."""

    excludes1: frozenset[int]
    excludes2: frozenset[int]
    code_first: tuple[Convention, ...]
    use_additional: tuple[Convention, ...]
    code_also: tuple[Convention, ...]
    named_by: frozenset[int]


class Conventions:
    """The conventions of one release, compiled when first asked for. Codes go in bare."""

    def __init__(self, release: IcdCmRelease) -> None:
        self._release = release
        self.all = tuple(_conventions(release))
        self._at: dict[str, list[Convention]] = defaultdict(list)
        self._naming: dict[str, list[Convention]] = defaultdict(list)
        self._outer = tuple(block for block in _blocks(release) if not release.children(block))
        categories = sorted({code[:3] for code in release.ever_billable()})
        for convention in self.all:
            self._at[convention.at].append(convention)
            for category in _categories(convention, categories):
                self._naming[category].append(convention)
        # Bounded by the number of codes there are.
        self.of = lru_cache(maxsize=1 << 17)(self._of)

    def _of(self, code: str) -> CodeNotes:
        """The conventions of a code, its own and those of every node above it."""
        under = [convention for node in self._above(code) for convention in self._at.get(node, ())]
        naming = self._naming.get(code[:3], ())

        def kind(name: str) -> tuple[Convention, ...]:
            return tuple(convention for convention in under if convention.kind == name)

        return CodeNotes(
            excludes1=frozenset(convention.number for convention in kind("excludes1")),
            excludes2=frozenset(convention.number for convention in kind("excludes2")),
            code_first=tuple(one for one in kind("code first") if not one.intent or _is_adverse_effect(code)),
            use_additional=kind("use additional code"),
            code_also=kind("code also"),
            named_by=frozenset(convention.number for convention in naming if is_named(code, convention.ranges)),
        )

    def _above(self, code: str) -> tuple[str, ...]:
        """The code and the nodes above it; a code that the Tabular List has not yet stands under its longest stem."""
        outer = tuple(block for block in self._outer if block[:3] <= code[:3] <= block[4:])
        for length in range(len(code), 2, -1):
            if self._release.kind(code[:length]):
                return (code[:length], *self._release.ancestors(code[:length]), *outer)
        return outer


def conventions(release: IcdCmRelease) -> Conventions:
    """The conventions of a release, compiled once whatever the day: some 200 ms."""
    found = _COMPILED.get(release.key)
    if found is None:
        while len(_COMPILED) >= _MOST_COMPILED:
            _COMPILED.pop(next(iter(_COMPILED)))
        found = _COMPILED[release.key] = Conventions(release)
    return found


_COMPILED: dict[str, Conventions] = {}
_MOST_COMPILED = 4


def _conventions(release: IcdCmRelease) -> Iterator[Convention]:
    number = 0
    for at, kind, lines in _grouped(release):
        ranges = tuple(dict.fromkeys(named for line in lines for named in codes_named(line)))
        demands = len(lines) == 1 and _is_code_node(at) and not _LEAVES_OPEN.search(lines[0])
        if ranges and (demands or kind in _ALWAYS_KEPT):
            adverse = "for adverse effect" in lines[0]
            yield Convention(number, kind, at, tuple(lines), ranges, demands, adverse)
            number += 1


def _blocks(release: IcdCmRelease) -> Iterator[str]:
    """The blocks of the book. A few print notes for the blocks that follow and have no categories: `V00-V99`."""
    return (node for node, _, kind, _ in release.nodes() if kind == "block")


def _grouped(release: IcdCmRelease) -> Iterator[tuple[str, str, list[str]]]:
    """(node, kind, lines): each exclusion by itself; of the others the lines that make one instruction together."""
    groups: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    for note in release.all_instructions():
        if note.kind not in KINDS:
            continue
        found = groups[note.at, note.kind]
        alone = note.kind.startswith("excludes") or (note.kind == "use additional code" and _OPENS.match(note.text))
        if alone or not found:
            found.append([note.text])
        else:
            found[-1].append(note.text)
    for (at, kind), found in groups.items():
        for lines in found:
            yield at, kind, lines


def _categories(convention: Convention, categories: list[str]) -> set[str]:
    """The categories whose codes a convention may name, of all categories in order."""
    return {
        category
        for named in convention.ranges
        for category in categories[bisect_left(categories, named.first[:3]) : bisect_right(categories, named.last[:3])]
    }


def _is_code_node(at: str) -> bool:
    """Whether a node is a category or below, not a block or a chapter."""
    return "-" not in at and " " not in at


def _is_adverse_effect(code: str) -> bool:
    """Whether a code of T36 to T50 says adverse effect: a 5 in the place that tells the intent (I.C.19.e.5.a)."""
    return code[5:6] == "5" or (code[4:5] == "5" and code[5:6] in {"X", ""})
