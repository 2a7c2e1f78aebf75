"""Where pain stands among the codes: Guidelines I.C.6.b.1 and I.C.6.b.5."""

from collections.abc import Iterator

from chartcode.coding.draft import After, Before, Draft
from chartcode.guidelines.pain import for_pain_control
from chartcode.rules.kernel import rule, since

_PAIN = "G89"
_OF_NEOPLASM = "G89.3"
_NEOPLASMS = ("C", "D0", "D1", "D2", "D3", "D4")
_SITES = ("M54", "M25.5", "M79.6", "R07", "R10", "R51", "N94", "H57.1")


@rule("pain-order", citation="I.C.6.b", effective=since(2015, 10, 1))
def pain_order(draft: Draft) -> Iterator[After | Before]:
    """Pain leads where the encounter is for its control; else it follows the site of the pain or the neoplasm."""
    pains = tuple(code for code in draft.order if code.startswith(_PAIN))
    if not pains:
        return
    if for_pain_control(draft):
        yield from (Before(code) for code in reversed(pains))
        return
    sites = tuple(code for code in draft.order if code.startswith(_SITES))
    neoplasms = tuple(code for code in draft.order if code.startswith(_NEOPLASMS))
    for code in pains:
        others = neoplasms if code == _OF_NEOPLASM else sites
        if others:
            yield After(code, others)
