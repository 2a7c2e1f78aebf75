"""Myocardial infarction of types 2 to 5: Guidelines I.C.9.e.5."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason
from chartcode.rules.kernel import rule, since

_OTHER_TYPES = ("I21.A1", "I21.A9")
_TYPE_1 = ("I21.0", "I21.1", "I21.2", "I21.3", "I21.4", "I21.9")
_DEMAND = "I24.89"
_SAID = re.compile(r"\btype (?:1|i|one)\b")


@rule("type-2-infarction", citation="I.C.9.e.5", effective=since(2017, 10, 1))
def type_2_infarction(draft: Draft) -> Iterator[NotCoded]:
    """A type 2 infarction is I21.A1 alone, whether called NSTEMI or not; types 3 to 5 are I21.A9.

    I21.0 to I21.4 are for type 1 only, and the demand ischemia behind a type 2 infarction is not coded again.
    """
    found = coded_as(draft, *_OTHER_TYPES)
    if not found:
        return
    code = found[0][1].code.value
    others = [(i, d) for i, d in coded_as(draft, *_TYPE_1) if not _says_type_1(draft, d)]
    yield from drop(others, Reason.COMBINATION, f"the infarction is coded {code}")
    if code == "I21.A1":
        yield from drop(coded_as(draft, _DEMAND), Reason.EXCLUDED, "part of a type 2 infarction")


def _says_type_1(draft: Draft, decision: Decision) -> bool:
    return bool(_SAID.search(around(draft, decision.mention).sentence))
