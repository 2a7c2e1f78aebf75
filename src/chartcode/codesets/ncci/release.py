"""What imported NCCI files can answer."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from sqlite3 import Connection

from chartcode.codesets.imports import store
from chartcode.codesets.imports.missing import not_imported
from chartcode.codesets.imports.opened import opened
from chartcode.codesets.ncci.build_ptp import LAYOUT as PTP_LAYOUT
from chartcode.codesets.ncci.days import FOREVER, day_of, number_of
from chartcode.codesets.ncci.official import ADD_ON, ADD_ON_LAYOUT, MUE, MUE_LAYOUT, PTP
from chartcode.codesets.ncci.read_mue import Mue
from chartcode.codesets.ncci.service import Service
from chartcode.errors import ReleaseError

MISSING = not_imported("NCCI", "the PTP, MUE and add-on code files of the quarter from CMS")

ANY_PRIMARY = "CCCCC"
"""What stands for the primary codes that a contractor defines."""

_NOT_APPLICABLE = 9
_LAYOUTS = {
    **dict.fromkeys(PTP.values(), PTP_LAYOUT),
    **dict.fromkeys(MUE.values(), MUE_LAYOUT),
    ADD_ON: ADD_ON_LAYOUT,
}
_PAIR = """
SELECT modifier, first, last, rationale.text FROM edit JOIN rationale ON rationale.number = edit.rationale
WHERE column1 = ? AND column2 = ? ORDER BY first, last
"""
_MUE = "SELECT code, units, indicator, rationale FROM mue WHERE code = ?"
_ADD_ONS = """
SELECT type, primary_code, note FROM add_on WHERE code = ? AND first <= ? AND last >= ? ORDER BY type, primary_code
"""


@dataclass(frozen=True, slots=True)
class PtpEdit:
    """Column 2 is not paid beside column 1, for one patient on one day by one provider.

    `modifier` is 0 where no modifier changes that, 1 where one may (59, XE and others), 9 where the edit was deleted
    on the day it began. `effective` and `deleted` are its first and last day, the last None where there is none.
    """

    column1: str
    column2: str
    modifier: int
    effective: date
    deleted: date | None
    rationale: str

    def applies(self, day: date) -> bool:
        """Whether the edit bites on a day."""
        ended = self.deleted is not None and self.deleted < day
        return self.modifier != _NOT_APPLICABLE and self.effective <= day and not ended


@dataclass(frozen=True, slots=True)
class AddOn:
    """A code that is reported with another one only: `primaries`, or where `any_primary` those a contractor takes too.

    `type` is 1 where the primaries are all there are, 2 where none are listed, 3 where some are. `notes` are the
    instructions printed with them.
    """

    code: str
    type: int
    primaries: tuple[str, ...]
    any_primary: bool
    notes: tuple[str, ...]


class NcciRelease:
    """One frozen view of the NCCI tables as they are used on one day, which may be after their own last day.

    A table is opened when it is first asked. Which were imported, `has` tells; a question to another one raises
    ReleaseError, since no answer would mean "no edit". So does one to a table that is damaged.
    """

    system = "NCCI"

    def __init__(self, day: date) -> None:
        self.day = day
        self._opened = cache(lambda kind: opened(kind, _LAYOUTS[kind], day))

    @property
    def name(self) -> str:
        """The tables that can be asked."""
        return "; ".join(table.name for table in map(self._opened, _LAYOUTS) if table is not None)

    def has(self, kind: str) -> bool:
        """Whether a table was imported, by the name of its kind (`ncci-mue-dme`)."""
        return self._opened(kind) is not None

    def pair(self, column1: str, column2: str, *, service: Service, day: date | None = None) -> PtpEdit | None:
        """The edit of two codes that applies on a day, that of the view where none is given; None where none does."""
        on = day or self.day
        return next((edit for edit in self.edits(column1, column2, service=service) if edit.applies(on)), None)

    def edits(self, column1: str, column2: str, *, service: Service) -> tuple[PtpEdit, ...]:
        """Every edit of two codes there is or was, in the order of their first days. Suppliers have none."""
        if service not in PTP:
            return ()
        rows = self._table(PTP[service]).execute(_PAIR, (column1, column2))
        return tuple(
            PtpEdit(column1, column2, modifier, day_of(first), None if last == FOREVER else day_of(last), rationale)
            for modifier, first, last, rationale in rows
        )

    def mue(self, code: str, *, service: Service) -> Mue | None:
        """The medically unlikely edit of a code in the quarter of the view; None where none is published."""
        row = self._table(MUE[service]).execute(_MUE, (code,)).fetchone()
        return Mue(*row) if row else None

    def add_on(self, code: str) -> AddOn | None:
        """What an add-on code needs beside it on the day of the view; None where the code is no add-on code."""
        today = number_of(self.day)
        rows = self._table(ADD_ON).execute(_ADD_ONS, (code, today, today)).fetchall()
        if not rows:
            return None
        return AddOn(
            code=code,
            type=rows[0][0],
            primaries=tuple(dict.fromkeys(primary for _, primary, _ in rows if primary != ANY_PRIMARY)),
            any_primary=any(primary == ANY_PRIMARY for _, primary, _ in rows),
            notes=tuple(dict.fromkeys(note for *_, note in rows if note)),
        )

    def _table(self, kind: str) -> Connection:
        table = self._opened(kind)
        if table is None:
            raise ReleaseError(not_imported(f"the table {kind}", "the file of the quarter from CMS"))
        return table.book


def open_ncci(day: date) -> NcciRelease | None:
    """The imported NCCI tables for a day, of each the newest in force or before; None where none was imported."""
    return NcciRelease(day) if any(map(store.held, _LAYOUTS)) else None
