"""Long-term drugs of diabetes: Guidelines I.C.4.a.3."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft
from chartcode.model import Assertion
from chartcode.rules.kernel import rule, since

_DRUGS = ("Z79.4", "Z79.84", "Z79.85")


@rule("diabetes-drugs", citation="I.C.4.a.3", effective=since(2015, 10, 1))
def diabetes_drugs(draft: Draft) -> Iterator[AlsoCode]:
    """Diabetes treated with insulin, oral drugs or other injectables has the Z79 code of each documented drug.

    Type 1 diabetes needs no Z79.4: insulin is part of it.
    """
    if not draft.has("E08", "E09", "E11", "E13"):
        return
    seen = draft.codes()
    for index, decision in enumerate(draft.decisions):
        code = decision.code.value
        if code in _DRUGS and code not in seen and decision.assertion in {Assertion.PRESENT, Assertion.PAST}:
            seen = seen | {code}
            yield AlsoCode(index, code, "a long-term drug of the diabetes reported")
