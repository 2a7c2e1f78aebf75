"""What a program is given and what it must be able to do. Standard library only: read in every environment."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple


class Phrase(NamedTuple):
    """A phrase in lower case and the dotted codes it means, joined by "+"."""

    text: str
    code: str


class Case(NamedTuple):
    """A sentence, where its concept stands in it, and whether a person calls the concept negated."""

    sentence: str
    start: int
    end: int
    negated: bool


class Document(NamedTuple):
    """A labelled note."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Job:
    """A folder with the phrases, the notes, the cases of negation and the labelled notes; each is read when asked."""

    folder: Path

    def phrases(self) -> list[Phrase]:
        """The phrases, each text once."""
        return [Phrase(*row) for row in self._read("phrases")]

    def warm_up(self) -> list[str]:
        """A few notes to run before the clock starts."""
        return [str(text) for text in self._read("warm_up")]

    def notes(self) -> list[str]:
        """The notes whose reading is timed."""
        return [str(text) for text in self._read("notes")]

    def cases(self) -> list[Case]:
        """The cases of negation."""
        return [Case(*row) for row in self._read("cases")]

    def documents(self) -> list[Document]:
        """The labelled notes."""
        return [Document(*row) for row in self._read("documents")]

    def write(self, name: str, rows: Sequence[object]) -> None:
        """Keep one of the lists above under its name."""
        (self.folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")

    def _read(self, name: str) -> list[Any]:
        rows: list[Any] = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        return rows


@dataclass(frozen=True, slots=True)
class Peer:
    """A program ready to work.

    `package` is its name on PyPI. `find` reads a note and says how many things it found. `negated` is asked of the
    words from start to end of a sentence, `codes` gives the codes of a note, the best first; None where it has neither.
    """

    package: str
    find: Callable[[str], int]
    negated: Callable[[str, int, int], bool] | None = None
    codes: Callable[[str], Sequence[str]] | None = None


def memory_at_most() -> float:
    """The most memory this process has held so far, in MB.

    From /proc, because what `getrusage` says of a new process begins with the size of the one that started it.
    """
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        name, _, value = line.partition(":")
        if name == "VmHWM":
            return int(value.split()[0]) / 1024
    return 0.0
