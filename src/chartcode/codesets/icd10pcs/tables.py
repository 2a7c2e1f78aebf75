"""The ICD-10-PCS tables as they are on one day: those imported, with the addenda that have come into force."""

from datetime import date
from functools import lru_cache
from itertools import groupby
from sqlite3 import Connection

from chartcode.codesets.icd10pcs.build_tables import LAYOUT
from chartcode.codesets.icd10pcs.builder import HEAD, Axis, PcsTable, Row, Value
from chartcode.codesets.icd10pcs.validity import PcsValidity
from chartcode.codesets.imports.opened import Opened, opened

KIND, ADDENDA = "icd10pcs-tables", "icd10pcs-tables-addenda"


class PcsTables:
    """One frozen view of the tables on a day.

    Addenda print every table they change whole, but not the day they come into force. So of a table with two forms
    that one counts which has as many codes as are valid on the day, and where neither has, the later one.
    """

    system = "ICD-10-PCS tables"

    def __init__(self, tables: Opened, addenda: Opened | None, validity: PcsValidity) -> None:
        self.name = f"{tables.name}, with {addenda.name}" if addenda else tables.name
        sizes = _sizes(tables)
        self._books: dict[str, Connection] = dict.fromkeys(sizes, tables.book)
        if addenda:
            for prefix, codes in _sizes(addenda).items():
                if not sizes.get(prefix, 0) == validity.count(prefix) != codes:
                    self._books[prefix] = addenda.book
        self.table = lru_cache(maxsize=1024)(self._table)

    def prefixes(self) -> tuple[str, ...]:
        """The first three characters of every table, in their order."""
        return tuple(sorted(self._books))

    def heads(self, start: str) -> tuple[Axis, ...]:
        """The axes of the character after `start` (0 to 2 characters), one for each table that begins so."""
        found = {
            prefix: Axis(len(start) + 1, title, (Value(char, label),))
            for book in set(self._books.values())
            for prefix, title, char, label in book.execute(
                "SELECT prefix, axis, char, label FROM value"
                " WHERE prefix BETWEEN ? AND ? AND line = 0 AND position = ?",
                (start, f"{start}~", len(start) + 1),
            )
            if self._books[prefix] is book
        }
        return tuple(found[prefix] for prefix in sorted(found))

    def _table(self, prefix: str) -> PcsTable | None:
        """The table of the first three characters of a code; None where there is none."""
        book = self._books.get(prefix[:HEAD])
        if book is None:
            return None
        (definition,) = book.execute("SELECT definition FROM pcs_table WHERE prefix = ?", (prefix[:HEAD],)).fetchone()
        rows = book.execute(
            "SELECT line, position, axis, char, label FROM value WHERE prefix = ? ORDER BY line, position, char",
            (prefix[:HEAD],),
        )
        head, *others = (
            tuple(
                Axis(position, title, tuple(Value(char, label) for _, _, _, char, label in values))
                for (position, title), values in groupby(line, key=lambda row: (row[1], row[2]))
            )
            for _, line in groupby(rows, key=lambda row: row[0])
        )
        return PcsTable(head, definition, tuple(map(Row, others)))

    def rows_of(self, code: str) -> tuple[Row, ...]:
        """The rows that a code, or the beginning of one of three characters and more, stands in."""
        table = self.table(code[:HEAD])
        return table.rows_of(code) if table else ()

    def values_named(self, label: str, position: int) -> tuple[tuple[str, str], ...]:
        """Where a label stands on an axis: (first three characters of the table, character), each once, in order."""
        found = {
            (prefix, char)
            for book in set(self._books.values())
            for prefix, char in book.execute(
                "SELECT prefix, char FROM value WHERE label = ? COLLATE NOCASE AND position = ? AND line > 0",
                (label, position),
            )
            if self._books[prefix] is book
        }
        return tuple(sorted(found))


def open_tables(day: date, validity: PcsValidity) -> PcsTables | None:
    """The imported tables for a day: the newest in force or before; None where none were imported.

    Raises ReleaseError when one that is imported is damaged.
    """
    tables, addenda = opened(KIND, LAYOUT, day), opened(ADDENDA, LAYOUT, day)
    if tables is None:
        return None
    return PcsTables(tables, addenda if addenda and addenda.about.first >= tables.about.first else None, validity)


def _sizes(release: Opened) -> dict[str, int]:
    """How many codes each table of a release holds."""
    return dict(release.book.execute("SELECT prefix, codes FROM pcs_table ORDER BY prefix"))
