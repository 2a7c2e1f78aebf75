"""Measures `lookup` on a list of phrases with their codes: how often the right code comes first, and how fast.

`python -m benchmarks.lookup [FILE] [--errors]`. FILE is a CSV with the columns phrase, system, codes (parted by blanks,
any of them is right), kind and held_out (yes or no); without it, the list of the tests.
"""

import csv
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from chartcode import codesets
from chartcode.book.search.lookup import lookup
from chartcode.book.search.register import Register, open_register

PHRASES = Path(__file__).parents[1] / "tests" / "book" / "lookup_phrases.csv"
DAY = date(2026, 4, 1)
FEW = 5


@dataclass(frozen=True, slots=True)
class Tried:
    """A phrase with the codes that are right, its kind, the codes that came (five at most) and the milliseconds."""

    phrase: str
    right: frozenset[str]
    kind: str
    held_out: bool
    came: tuple[str, ...]
    milliseconds: float

    def hit(self, first: int) -> bool:
        """Whether a right code is among the first so many."""
        return not self.right.isdisjoint(self.came[:first])


def try_all(path: Path, register: Register) -> Iterator[Tried]:
    """Look up every phrase of a list, in all code sets at once."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            start = time.process_time()
            came = tuple(answer.code for answer in lookup(row["phrase"], register, limit=FEW))
            took = 1000 * (time.process_time() - start)
            yield Tried(
                row["phrase"], frozenset(row["codes"].split()), row["kind"], row["held_out"] == "yes", came, took
            )


def shares(tried: Sequence[Tried]) -> str:
    """How many phrases, and the shares with a right code first and among the first five."""
    return "".join(
        [f"{len(tried):5d}", *(f"{sum(one.hit(first) for one in tried) / len(tried):8.3f}" for first in (1, FEW))]
    )


def main(arguments: Sequence[str]) -> None:
    """Print the shares by kind and part, and the times."""
    paths = [Path(argument) for argument in arguments if not argument.startswith("--")]
    register = open_register(codesets.on(DAY))
    path = paths[0] if paths else PHRASES
    tried = list(try_all(path, register))
    groups: dict[str, list[Tried]] = defaultdict(list)
    for one in tried:
        for group in (one.kind, "held out" if one.held_out else "looked at", "all"):
            groups[group].append(one)
    print(f"{'':12}{'n':>5}{'first':>8}{'of five':>8}")
    for name, held in groups.items():
        print(f"{name:12}{shares(held)}")
    for asked, held in (("first asked", tried), ("asked again", list(try_all(path, register)))):
        times = sorted(one.milliseconds for one in held)
        median, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
        print(f"ms of processor time a query, {asked}: median {median:.1f}, p99 {p99:.1f}, most {times[-1]:.1f}")
    if "--errors" in arguments:
        for one in tried:
            if not one.hit(1) and not one.held_out:
                print(f"{one.phrase}: {' '.join(sorted(one.right))}, came {' '.join(one.came)}")


if __name__ == "__main__":
    main(sys.argv[1:])
