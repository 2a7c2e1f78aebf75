"""Anemia in a malignancy or from its treatment: Guidelines I.C.2.c.1 and I.C.2.c.2."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.antineoplastic_encounter import is_malignant
from chartcode.guidelines.linked import caused
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Reason
from chartcode.rules.kernel import rule, since

_ANEMIA = ("D64.9", "D63.8")
_THERAPY = ("chemo", "immunotherapy")
_DUE = ("due to", "secondary to", "2/2", "from", "induced", "related", "caused by")


@rule("neoplasm-anemia", citation="I.C.2.c.1, I.C.2.c.2", effective=since(2015, 10, 1))
def neoplasm_anemia(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Anemia that the chart ascribes to a malignancy is D63.0; to chemotherapy or immunotherapy D64.81 with T45.1X5A.

    Anemia that only stands beside a cancer is not linked to it: the book lists no "with" for the two.
    """
    anemias = coded_as(draft, *_ANEMIA)
    cancers = [d for d in draft.decisions if is_malignant(d.code.value) and d.assertion is Assertion.PRESENT]
    for index, anemia in anemias:
        after = around(draft, anemia.mention).after[:40]
        if any(caused(draft, effect=anemia.mention, cause=cancer.mention) for cancer in cancers):
            yield AlsoCode(index, "D63.0", "anemia due to the malignancy")
            yield from drop(anemias, Reason.LESS_SPECIFIC, "D63.0 says more")
        elif any(word in after for word in _THERAPY) and any(word in after for word in _DUE):
            yield AlsoCode(index, "D64.81", "anemia due to antineoplastic therapy")
            yield AlsoCode(index, "T45.1X5A", "the drug of the adverse effect")
            yield from drop(anemias, Reason.LESS_SPECIFIC, "D64.81 says more")
