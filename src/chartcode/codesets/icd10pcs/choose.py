"""The way to an ICD-10-PCS code, character by character: what may come next, and what each one chosen means."""

from dataclasses import dataclass

from chartcode.codesets.icd10pcs.builder import HEAD, Axis, PcsTable
from chartcode.codesets.icd10pcs.definitions import Context, Meaning, PcsDefinitions
from chartcode.codesets.icd10pcs.tables import PcsTables
from chartcode.codesets.icd10pcs.validity import PcsValidity

_OPERATION = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of the next character: the character, its label (empty where no imported table has it), what is said of
    it, None where nothing is, and how many codes valid on the day it leads to.

    A character stands twice where rows give it different labels; the characters after it then decide which is meant.
    """

    char: str
    label: str
    meaning: Meaning | None
    codes: int


@dataclass(frozen=True, slots=True)
class Step:
    """The next character: its position, what it is called (empty where no imported table says it), its values."""

    position: int
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class AxisValue:
    """A chosen character: position, what it is called there, the character, its label, and what is said of it."""

    position: int
    title: str
    char: str
    label: str
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class Sources:
    """What the way goes by; of tables and definitions None where they were not imported."""

    validity: PcsValidity
    tables: PcsTables | None
    definitions: PcsDefinitions | None


def step(start: str, sources: Sources) -> Step:
    """What may follow the first 0 to 6 characters of a code.

    Only characters are offered that lead to a code valid on the day, with the labels of the rows that have everything
    chosen so far. There are none after a beginning that no code has.
    """
    axes = _axes_after(start, sources.tables) if sources.tables else ()
    table = sources.tables.table(start) if sources.tables and len(start) >= HEAD else None
    choices = []
    for char, codes in sources.validity.next_chars(start):
        for label in _labels(axes, char) or ("",):
            meaning = _meaning(start + char, label, sources, table)
            choices.append(Choice(char, label, meaning, codes))
    return Step(len(start) + 1, axes[0].title if axes else "", tuple(choices))


def axes_of(start: str, sources: Sources) -> tuple[AxisValue, ...] | None:
    """The characters of a code, or of the beginning of one, with what they mean; None without tables, or where no table
    has them. Where the rows that a beginning stands in differ in a label, it has all of them, with slashes between.
    """
    tables = sources.tables
    if tables is None:
        return None
    table = tables.table(start)
    found = []
    for position, char in enumerate(start, 1):
        axes = _axes_at(position, start, tables, table)
        labels = _labels(axes, char)
        if not labels:
            return None
        meaning = _meaning(start[:position], labels[0], sources, table)
        found.append(AxisValue(position, axes[0].title, char, " / ".join(labels), meaning))
    return tuple(found)


def _axes_at(position: int, start: str, tables: PcsTables, table: PcsTable | None) -> tuple[Axis, ...]:
    """The axes of one chosen character in every row, or head of a table, that `start` stands in."""
    if position > HEAD:
        return tuple(row.axes[position - HEAD - 1] for row in table.rows_of(start)) if table else ()
    return (table.head[position - 1],) if table else tables.heads(start[: position - 1])


def _axes_after(start: str, tables: PcsTables) -> tuple[Axis, ...]:
    """The axes of the next character in every row, or head of a table, that begins so."""
    if len(start) < HEAD:
        return tables.heads(start)
    return tuple(row.axes[len(start) - HEAD] for row in tables.rows_of(start))


def _labels(axes: tuple[Axis, ...], char: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.label for axis in axes for value in axis.values if value.char == char))


def _meaning(start: str, label: str, sources: Sources, table: PcsTable | None) -> Meaning | None:
    """What is said of the label of the last character of `start`, in the table it stands in."""
    position = len(start)
    if position < _OPERATION or not label:
        return None
    table = table or (sources.tables.table(start) if sources.tables else None)
    if table is None:
        return None
    found = None
    if sources.definitions:
        _, body_system, operation = (axis.values[0].label for axis in table.head)
        found = sources.definitions.meaning(position, label, Context(start[0], body_system, operation))
    if found is None and position == _OPERATION and table.definition:
        return Meaning(table.definition)
    return found
