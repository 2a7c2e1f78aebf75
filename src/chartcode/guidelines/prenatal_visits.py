"""Routine prenatal visits: Guidelines I.C.15.b.1 and I.C.15.b.2."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.obstetric import obstetric
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_HIGH_RISK = "O09"


@rule("prenatal-visits", citation="I.C.15.b.1, I.C.15.b.2", effective=since(2015, 10, 1))
def prenatal_visits(draft: Draft) -> Iterator[NotCoded]:
    """Z34 is for a pregnancy without complications: it never stands with a code of chapter 15.

    A high-risk pregnancy of an unsaid kind (O09.9-) gives way to one whose risk is said.
    """
    codes = obstetric(draft.codes())
    if not codes:
        return
    yield from drop(coded_as(draft, "Z34"), Reason.EXCLUDED, "never with a code of chapter 15 (I.C.15.b.1)")
    if any(code.startswith(_HIGH_RISK) and not code.startswith("O09.9") for code in codes):
        yield from drop(coded_as(draft, "O09.9"), Reason.LESS_SPECIFIC, "the chart names the risk")
