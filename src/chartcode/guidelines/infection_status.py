"""Words that tell of exposure, screening, carrying or former days are no infection: Guidelines I.C.1.a, e and g."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.presumed import coded_as
from chartcode.guidelines.tables import pairs
from chartcode.model import Decision, Reason
from chartcode.rules.kernel import rule, since


@rule("infection-status", citation="I.C.1.a.2, I.C.1.e, I.C.1.g.1", effective=since(2015, 10, 1))
def infection_status(draft: Draft) -> Iterator[NotCoded]:
    """Exposure to COVID-19, HIV screening and MRSA carrier name an infection only to say something else.

    Z21, R75, Z20.-, Z22.-, Z86.16 or U09.9 stands for those words; the infection needs words of its own.
    """
    for infection, status in pairs("infection_status"):
        for index, decision in coded_as(draft, infection):
            said = _says_else(draft, decision, tuple(status.split()))
            if said:
                yield NotCoded(index, Reason.MISREAD, f"the words tell of {said}")


def _says_else(draft: Draft, infection: Decision, status: tuple[str, ...]) -> str:
    """The status code of other words around those of the infection; empty where there are none."""
    here = infection.mention
    for decision in draft.decisions:
        around = decision.mention
        if (
            decision.code.value.startswith(status)
            and around.note_id == here.note_id
            and around.span.overlaps(here.span)
        ):
            return decision.code.value
    return ""
