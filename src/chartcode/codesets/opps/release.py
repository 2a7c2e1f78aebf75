"""What an imported Addendum B can answer."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chartcode.codesets.imports.missing import not_imported
from chartcode.codesets.imports.opened import Opened, opened
from chartcode.codesets.imports.tables import decimal
from chartcode.codesets.opps.indicators import INDICATORS
from chartcode.codesets.opps.official import ADDENDUM_B, LAYOUT

MISSING = not_imported("OPPS Addendum B", "Addendum B of the quarter (CSV) from CMS")

_STATUS = "SELECT status, apc FROM code WHERE code = ?"
_PAYMENT = """
SELECT relative_weight, payment_rate, national_copayment, minimum_copayment, adjusted_copayment FROM code WHERE code = ?
"""


@dataclass(frozen=True, slots=True)
class OppsStatus:
    """What becomes of a code on an outpatient hospital claim: its status indicator and what that means (empty where
    it is a new one), and the APC it is grouped to, empty where it is to none."""

    code: str
    indicator: str
    meaning: str
    apc: str


@dataclass(frozen=True, slots=True)
class OppsPayment:
    """The national amounts of a code, in dollars but for the weight; None where the file states none."""

    relative_weight: Decimal | None
    rate: Decimal | None
    national_copayment: Decimal | None
    minimum_copayment: Decimal | None
    adjusted_copayment: Decimal | None


class OppsRelease:
    """One frozen view of Addendum B as it is used on one day, which may be after its own last day.

    Amounts stand apart from the status, so that nobody picks a code by what it pays without asking for it.
    """

    system = "OPPS"

    def __init__(self, release: Opened) -> None:
        self._book = release.book
        self.name = release.name
        self.day = release.day

    def status(self, code: str) -> OppsStatus | None:
        """The status of a code of either level; None where the addendum does not have the code."""
        row = self._book.execute(_STATUS, (code,)).fetchone()
        return OppsStatus(code, row[0], INDICATORS.get(row[0], ""), row[1]) if row else None

    def payment(self, code: str) -> OppsPayment | None:
        """The amounts of a code; None where the addendum does not have the code."""
        row = self._book.execute(_PAYMENT, (code,)).fetchone()
        return OppsPayment(*map(decimal, row)) if row else None


def open_opps(day: date) -> OppsRelease | None:
    """The imported Addendum B for a day: the newest in force or before; None where none was imported.

    Raises ReleaseError when an imported one is damaged.
    """
    found = opened(ADDENDUM_B, LAYOUT, day)
    return OppsRelease(found) if found is not None else None
