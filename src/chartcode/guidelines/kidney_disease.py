"""Stages of chronic kidney disease: Guidelines I.C.14.a.1."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_END_STAGE = "N18.6"
_STAGES = ("N18.1", "N18.2", "N18.3", "N18.4", "N18.5", "N18.9")


@rule("kidney-disease", citation="I.C.14.a.1", effective=since(2015, 10, 1))
def kidney_disease(draft: Draft) -> Iterator[NotCoded]:
    """Where both a stage of chronic kidney disease and end-stage disease are documented, only N18.6 is reported."""
    stages = coded_as(draft, *_STAGES)
    if stages and draft.has(_END_STAGE):
        yield from drop(stages, Reason.COMBINATION, "end-stage renal disease is documented too: N18.6 only")
