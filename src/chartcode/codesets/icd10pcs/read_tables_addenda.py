"""Parser of the official addenda to the ICD-10-PCS tables, which print every table that changed as it is afterwards.

File layout (CMS, `tables_addenda_YYYY.txt`): paragraphs, indented by two blanks a level. `No change: table 0 2 H` opens
a table and gives its first three characters; `FY2026: Fifth panel of table 0 2 H` a row of it. `FY` and a year mark
what is so in that year only, `No change` what stays. An axis with one value is one line, `Fourth character (Body Part)
is value M: Ventricular Septum`; one with more says their number, and a line for each follows.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from chartcode.codesets.icd10pcs.builder import Axis, PcsTable, Row, Value
from chartcode.codesets.icd10pcs.read_tables import TablesFile, checked
from chartcode.codesets.imports.text import lines
from chartcode.errors import ReleaseError

FIRST_LINE = re.compile(r"(?P<mark>No change|FY20\d\d): (?:\S.* panel of )?table (?P<name>\S \S \S)")

_POSITIONS = {
    word: position
    for position, word in enumerate(("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh"), 1)
}
_ONE = re.compile(r"  (\w+) character \((.+?)\) is value (\S): (.+)")
_MANY = re.compile(r"  (\w+) character \((.+?)\) has (\d+) choices\.")
_CHOICE = re.compile(r"    \S.* choice is value (\S): (.+)")

_Paragraph = tuple[str, str, list[Axis]]
"""Mark, name of the table, axes."""


def read_tables_addenda(source: BinaryIO) -> TablesFile:
    """The tables that changed, each whole, as they are afterwards; the version is the newest year that marks a change.

    Raises ReleaseError at a line of another layout, or when the last table is cut.
    """
    found = list(_paragraphs(lines(source)))
    newest = max((mark for mark, _, _ in found if mark.startswith("FY")), default="")
    if not newest:
        raise ReleaseError("it is cut: it says no year in which a table changed")
    tables: dict[str, tuple[list[Axis], list[Row]]] = {}
    for mark, name, axes in found:
        if mark not in {newest, "No change"}:
            continue
        if axes and axes[0].position == 1:
            tables.setdefault(name, (axes, []))
        elif name not in tables:
            raise ReleaseError(f"it is damaged: table {name} does not begin with its first three characters")
        else:
            tables[name][1].append(Row(tuple(axes)))
    return TablesFile(newest.removeprefix("FY"), tuple(_whole(head, rows) for head, rows in tables.values()))


def _whole(head: list[Axis], rows: list[Row]) -> PcsTable:
    """A table; what follows the colon in the label of the operation is its definition."""
    operation = head[-1].values[0]
    label, _, definition = operation.label.partition(": ")
    return checked([*head[:-1], Axis(3, head[-1].title, (Value(operation.char, label),))], definition, rows)


def _paragraphs(text: list[str]) -> Iterator[_Paragraph]:
    paragraph: _Paragraph | None = None
    missing = 0
    for number, line in enumerate(text, 1):
        if not line.strip():
            continue
        if missing:
            paragraph, missing = _with_choice(paragraph, line, number), missing - 1
        elif opens := FIRST_LINE.fullmatch(line):
            if paragraph:
                yield paragraph
            paragraph = (opens["mark"], opens["name"], [])
        elif paragraph is None:
            raise _unfit(number)
        else:
            missing = _add_axis(paragraph, line, number)
    if missing or paragraph is None:
        raise ReleaseError("it is cut: its last table breaks off")
    yield paragraph


def _add_axis(paragraph: _Paragraph, line: str, number: int) -> int:
    """Take the axis of a line into the paragraph; the number of lines with values that follow it."""
    if one := _ONE.fullmatch(line):
        paragraph[2].append(Axis(_position(one[1], number), one[2], (Value(one[3], one[4]),)))
        return 0
    if many := _MANY.fullmatch(line):
        paragraph[2].append(Axis(_position(many[1], number), many[2], ()))
        return int(many[3])
    raise _unfit(number)


def _with_choice(paragraph: _Paragraph | None, line: str, number: int) -> _Paragraph | None:
    choice = _CHOICE.fullmatch(line)
    if choice is None or paragraph is None:
        raise _unfit(number)
    axes = paragraph[2]
    last = axes[-1]
    axes[-1] = Axis(last.position, last.title, (*last.values, Value(choice[1], choice[2])))
    return paragraph


def _position(word: str, number: int) -> int:
    if word not in _POSITIONS:
        raise _unfit(number)
    return _POSITIONS[word]


def _unfit(number: int) -> ReleaseError:
    return ReleaseError(f"it is cut or damaged: line {number} is no line of addenda to the tables")
