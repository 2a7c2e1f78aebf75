"""The order of neoplasms, their treatment and their complications: Guidelines I.C.2.c, I.C.2.e, I.C.2.q and I.C.2.r."""

from collections.abc import Iterator

from chartcode.coding.draft import After, Before, Draft
from chartcode.guidelines.antineoplastic_encounter import ENCOUNTERS, is_malignant
from chartcode.rules.kernel import rule, since

_BLOOD = ("D64.81", "D61.810", "D70.1", "D59.2")
"""What chemotherapy does to the blood; the drug (T45.1X5-) follows."""


@rule("neoplasm-order", citation="I.C.2.c, I.C.2.e, I.C.2.q, I.C.2.r", effective=since(2015, 10, 1))
def neoplasm_order(draft: Draft) -> Iterator[Before | After]:
    """Z51.- first where the encounter is for the therapy, then the malignancy; Z40.0- before the reason to operate.

    Anemia in a malignancy (D63.0) after it; the drug after the anemia it caused; a malignancy of a transplanted organ
    after T86.- and C80.2.
    """
    codes = draft.order
    malignant = tuple(code for code in codes if is_malignant(code) and code != "C80.2")
    therapies = tuple(code for code in codes if code in ENCOUNTERS)
    if therapies:
        yield from (Before(code) for code in reversed((*therapies, *malignant[:1])))
        yield from (Before(code) for code in reversed(therapies))
    if malignant:
        yield from (After(code, malignant[:1]) for code in codes if code == "D63.0")
        if "C80.2" in codes:
            yield Before("C80.2", malignant)
            yield from (Before(code, ("C80.2", *malignant)) for code in codes if code.startswith("T86"))
    reasons = tuple(code for code in codes if code.startswith(("Z15", "Z80", "Z85", "C")))
    blood = tuple(code for code in codes if code.startswith(_BLOOD))
    for code in codes:
        if code.startswith("Z40.0") and reasons:
            yield Before(code, reasons)
        elif code.startswith("T45.1X5"):
            yield After(code, blood)
