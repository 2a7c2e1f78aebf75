"""A malignancy of a transplanted organ: Guidelines I.C.2.r."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.antineoplastic_encounter import is_malignant
from chartcode.guidelines.linked import between
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.tables import pairs
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_IN_THE_GRAFT = re.compile(r"\b(?:in|of|within|involving|arising in)(?: (?:the|her|his|their|a))?(?: (?:right|left))?$")


@rule("transplanted-malignancy", citation="I.C.2.r", effective=since(2015, 10, 1))
def transplanted_malignancy(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A malignancy of a transplanted organ is a complication of it: T86.-, then C80.2, then the malignancy.

    The words say that the cancer is in the graft; a cancer elsewhere in a patient with a transplant is none of it.
    """
    for status, complication in pairs("transplanted_malignancy"):
        for index, graft in coded_as(draft, status):
            cancers = (
                d for _, d in draft.coded() if is_malignant(d.code.value) and d.mention.span < graft.mention.span
            )
            links = (between(draft, d.mention, graft.mention) for d in cancers)
            if any(words is not None and _IN_THE_GRAFT.search(words) for words in links):
                yield AlsoCode(index, complication, "a malignancy of the transplanted organ")
                yield AlsoCode(index, "C80.2", "a malignancy of the transplanted organ")
                yield from drop(coded_as(draft, status), Reason.COMBINATION, f"{complication} says it")
                return
