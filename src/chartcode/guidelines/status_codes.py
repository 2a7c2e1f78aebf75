"""Status codes beside codes that say the same: Guidelines I.C.21.c.3.

`status_codes.csv` has each status with the codes that say it: a colostomy that has a complication is a colostomy.
"""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.tables import pairs
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since


@rule("status-codes", citation="I.C.21.c.3", effective=since(2015, 10, 1))
def status_codes(draft: Draft) -> Iterator[NotCoded]:
    """A status code is not used with a diagnosis code that includes the information it gives."""
    if not draft.has("Z"):
        return
    codes = sorted(draft.codes())
    for status, said_by in pairs("status_codes"):
        by = next((code for code in codes if code.startswith(tuple(said_by.split()))), None)
        if by:
            for index, decision in draft.coded():
                if decision.code.value.startswith(status):
                    yield NotCoded(index, Reason.COMBINATION, f"{by} says it")
