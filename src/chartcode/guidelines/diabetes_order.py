"""The order of codes of diabetes: Guidelines I.C.4.a.5 and I.C.4.a.6."""

from collections.abc import Iterator

from chartcode.coding.draft import After, Before, Draft
from chartcode.rules.kernel import rule, since

_DIABETES = ("E08", "E09", "E10", "E11", "E13")
_PUMP = ("T85.614", "T85.624", "T85.633", "T85.694")
_DOSE = "T38.3X"
_NO_INSULIN = "E89.1"
_ADVERSE = ("T36", "T37", "T38", "T39", "T4", "T50")


@rule("diabetes-order", citation="I.C.4.a.5, I.C.4.a.6", effective=since(2015, 10, 1))
def diabetes_order(draft: Draft) -> Iterator[After | Before]:
    """The failure of a pump, then the dose of insulin, then the diabetes; E89.1 before the diabetes it brought.

    Diabetes of a drug stands before the drug's adverse effect.
    """
    diabetes = tuple(code for code in draft.order if code.startswith(_DIABETES))
    if not diabetes:
        return
    pump = tuple(code for code in draft.order if code.startswith(_PUMP))
    doses = tuple(code for code in draft.order if code.startswith(_DOSE))
    if pump:
        yield Before(pump[0], (*doses, *diabetes))
        yield from (After(dose, pump[:1]) for dose in doses)
        yield from (After(code, doses) for code in reversed(diabetes) if doses)
    if _NO_INSULIN in draft.order:
        yield Before(_NO_INSULIN, diabetes)
    of_a_drug = tuple(code for code in diabetes if code.startswith("E09"))
    for code in draft.order:
        if of_a_drug and code.startswith(_ADVERSE) and code[5:7] != "" and code[-2] == "5":
            yield After(code, of_a_drug)
