"""Birth weight before weeks: Guidelines I.C.16.d."""

from collections.abc import Iterator

from chartcode.coding.draft import Before, Draft
from chartcode.rules.kernel import rule, since


@rule("newborn-order", citation="I.C.16.d", effective=since(2015, 10, 1))
def newborn_order(draft: Draft) -> Iterator[Before]:
    """Where both are reported, the code of the birth weight comes before that of the weeks of gestation."""
    weeks = tuple(code for code in draft.order if code.startswith(("P07.2", "P07.3")))
    if weeks:
        yield from (Before(code, weeks) for code in draft.order if code.startswith(("P07.0", "P07.1")))
