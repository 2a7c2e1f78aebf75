"""Vaping-related disorders: Guidelines I.C.10.e."""

from collections.abc import Iterator

from chartcode.coding.draft import Before, Draft
from chartcode.rules.kernel import rule, since


@rule("vaping", citation="I.C.10.e", effective=since(2020, 4, 1))
def vaping(draft: Draft) -> Iterator[Before]:
    """For a condition related to vaping U07.0 comes first, then what the lungs suffer: pneumonitis, failure.

    Its respiratory symptoms, such as a cough, are integral to it: rows of integral_symptoms.csv.
    """
    codes = draft.order
    suffered = tuple(code for code in codes if code.startswith(("J", "R", "F17", "F12", "K52")))
    if "U07.0" in codes and suffered:
        yield Before("U07.0", suffered)
