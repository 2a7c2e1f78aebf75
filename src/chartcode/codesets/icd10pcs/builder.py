"""The ICD-10-PCS tables as values, and the table builder: what can still be chosen once some characters are.

A table is the first three characters of its codes; a row of it holds values for the characters four to seven, and every
combination of values of one row is a code (ICD-10-PCS Guidelines A1 to A11).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

LENGTH = 7
"""Characters of a code."""

HEAD = 3
"""Characters that name a table."""


@dataclass(frozen=True, slots=True)
class Value:
    """A character and the words it stands for."""

    char: str
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The values of one character: its position, 1 to 7, and what it is called there (Body Part, Approach, ...)."""

    position: int
    title: str
    values: tuple[Value, ...]

    @property
    def chars(self) -> str:
        """The characters alone, in their order."""
        return "".join(value.char for value in self.values)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the axes of the characters four to seven."""

    axes: tuple[Axis, ...]

    def fits(self, chosen: Mapping[int, str]) -> bool:
        """Whether the row has every chosen character (position -> character) of those from four to seven."""
        return all(chosen.get(axis.position, axis.values[0].char) in axis.chars for axis in self.axes)


@dataclass(frozen=True, slots=True)
class PcsTable:
    """A table: the axes of its first three characters, one value each, the definition of its operation (empty where the
    table has none), and its rows."""

    head: tuple[Axis, ...]
    definition: str
    rows: tuple[Row, ...]

    @property
    def prefix(self) -> str:
        """The first three characters of its codes."""
        return "".join(axis.chars for axis in self.head)

    def codes(self) -> Iterator[str]:
        """Every code of the table, row by row."""
        for row in self.rows:
            for chars in product(*(axis.chars for axis in row.axes)):
                yield self.prefix + "".join(chars)

    def rows_of(self, code: str) -> tuple[Row, ...]:
        """The rows that a code or the beginning of one stands in; empty where it is none of this table."""
        if not code.startswith(self.prefix[: len(code)]) or len(code) > LENGTH:
            return ()
        return tuple(row for row in self.rows if row.fits(positions(code)))


def positions(code: str) -> dict[int, str]:
    """The characters of a code or of the beginning of one by their positions, from 1."""
    return dict(enumerate(code, 1))


def narrowed(table: PcsTable, chosen: Mapping[int, str]) -> tuple[Axis, ...]:
    """The axes four to seven with the values that are still possible.

    `chosen` is position -> character, in any order of choosing. A chosen axis keeps its one value. Only values that
    stand in one row with everything chosen are left, so every way on ends at a code; empty where no row has all of it.
    """
    rows = [row for row in table.rows if row.fits(chosen)]
    return tuple(_joined(same, chosen) for same in zip(*(row.axes for row in rows), strict=True))


def _joined(axes: tuple[Axis, ...], chosen: Mapping[int, str]) -> Axis:
    first = axes[0]
    asked = chosen.get(first.position)
    values = {value: None for axis in axes for value in axis.values if asked in (None, value.char)}
    return Axis(first.position, first.title, tuple(sorted(values, key=lambda value: value.char)))
