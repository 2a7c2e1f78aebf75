"""What the imported ICD-10-PCS definitions say of the values of a code."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from chartcode.codesets.icd10pcs.build_definitions import LAYOUT
from chartcode.codesets.imports.opened import Opened, opened

KIND = "icd10pcs-definitions"

_DEVICE = 6
_QUALIFIER = 7
_ADMINISTRATION, _REHABILITATION, _NEW_TECHNOLOGY = "3", "F", "X"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is said of a value: its definition, explanation and what it includes; "" and () where there is none."""

    definition: str
    explanation: str = ""
    includes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """Where a value stands: the character of its section, the labels of its body system and its operation."""

    section: str
    body_system: str
    operation: str


class PcsDefinitions:
    """One frozen view of the definitions."""

    system = "ICD-10-PCS definitions"

    def __init__(self, release: Opened) -> None:
        self._book = release.book
        self.name = release.name
        self.meaning = lru_cache(maxsize=4096)(self._meaning)

    def _meaning(self, position: int, label: str, context: Context) -> Meaning | None:
        """What is said of a label at a position (3 to 7) of a code; None where nothing is."""
        for at, title in _titles(position, label, context):
            row = self._book.execute(
                "SELECT t.id, t.definition, t.explanation FROM title JOIN term t ON t.id = title.term"
                " WHERE title.section = ? AND title.position = ? AND title.title = ?",
                (context.section, at, title),
            ).fetchone()
            if row:
                includes = self._book.execute("SELECT text FROM include WHERE term = ? ORDER BY rowid", row[:1])
                return Meaning(row[1], row[2], tuple(text for (text,) in includes))
        return None

    def key_entries(self) -> Iterator[tuple[str, str, str, int]]:
        """The keys in their order: (term, label it is coded to, character of the section, position), where the position
        is 4 for body parts and 6 for devices and substances."""
        yield from self._book.execute(
            "SELECT i.text, title.title, title.section, title.position"
            " FROM include i JOIN title ON title.term = i.term WHERE title.position IN (4, 6)"
            " ORDER BY i.rowid, title.title"
        )

    def general_device(self, device: str) -> tuple[str, str] | None:
        """The general value (character, label) that a specific device has where it has no value of its own."""
        row = self._book.execute("SELECT char, label FROM aggregate WHERE device = ?", (device,)).fetchone()
        return (row[0], row[1]) if row else None


def _titles(position: int, label: str, context: Context) -> Iterator[tuple[int, str]]:
    """The positions and titles under which the definitions may speak of a label, the plainest first."""
    yield position, label
    if position == _DEVICE:
        yield position, f"{label} in {context.body_system}"
        yield position, f"{label} for {context.operation} in {context.body_system}"
        if context.section == _NEW_TECHNOLOGY:
            yield position, f"{label} in New Technology"
    if context.section == _REHABILITATION:
        # The same label has one meaning when it is assessed and another when it is treated.
        yield position, f"{label} ({context.operation.rpartition(' ')[2]})"
    if context.section == _ADMINISTRATION and position == _QUALIFIER:
        yield _DEVICE, label


def open_definitions(day: date) -> PcsDefinitions | None:
    """The imported definitions for a day: the newest in force or before; None where none were imported.

    Raises ReleaseError when one that is imported is damaged.
    """
    release = opened(KIND, LAYOUT, day)
    return PcsDefinitions(release) if release else None
