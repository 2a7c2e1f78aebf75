"""The order of drug codes and what the drugs did: Guidelines I.C.19.e.5."""

from collections.abc import Iterator

from chartcode.coding.draft import After, Before, Draft
from chartcode.guidelines.drug_codes import ADVERSE, DRUGS, UNDERDOSED, intent, is_poisoning
from chartcode.rules.kernel import rule, since

_LATER = "VWXYZ"


@rule("drug-order", citation="I.C.19.e.5", effective=since(2015, 10, 1))
def drug_order(draft: Draft) -> Iterator[Before | After]:
    """A poisoning or toxic effect comes before its manifestations.

    An adverse effect and an underdosing come after the condition: their codes never lead.
    """
    drugs = [code for code in draft.order if code[0] == "T"]
    if not drugs:
        return
    conditions = tuple(code for code in draft.order if code[0] not in _LATER and not code.startswith(DRUGS))
    for code in drugs:
        if is_poisoning(code):
            manifestations = tuple(other for other in conditions if other[0] != "O" and not is_poisoning(other))
            if manifestations:
                yield Before(code, manifestations)
        elif code.startswith(DRUGS) and intent(code) in {ADVERSE, UNDERDOSED} and conditions:
            yield After(code, conditions[:1])
