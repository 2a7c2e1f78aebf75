"""External causes go with an injury: Guidelines I.C.20."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since


@rule("external-causes", citation="I.C.20", effective=since(2015, 10, 1))
def external_causes(draft: Draft) -> Iterator[NotCoded]:
    """An external cause code tells how an injury or another condition due to an outside cause came about; it never
    stands where no such condition is reported."""
    if not draft.has("S", "T"):
        for index, decision in draft.coded():
            if decision.code.value[0] in "VWXY":
                yield NotCoded(index, Reason.NOT_REPORTABLE, "no injury is reported that it could explain")
