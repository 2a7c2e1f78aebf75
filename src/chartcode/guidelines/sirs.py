"""SIRS without an infection: Guidelines I.C.18.g."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.linked import caused
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.guidelines.systemic_infections import organ_failures
from chartcode.model import Assertion, Decision, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_PLAIN, _WITH_ORGANS = "R65.10", "R65.11"


@rule("sirs", citation="I.C.18.g", effective=since(2015, 10, 1))
def sirs(draft: Draft) -> Iterator[AlsoCode | NotCoded | Finding]:
    """SIRS of a condition that is no infection is that condition, then R65.10, or R65.11 with an organ dysfunction.

    The provider's words must tie the organ dysfunction to the SIRS; where they do not, a person is asked.
    """
    response = coded_as(draft, "R65.1")
    if not response:
        return
    if draft.has(_WITH_ORGANS):
        yield from drop(coded_as(draft, _PLAIN), Reason.LESS_SPECIFIC, f"{_WITH_ORGANS} says more")
        return
    organs = [d for _, d in coded_as(draft, *organ_failures()) if d.assertion is Assertion.PRESENT]
    tied = any(_tied(draft, organ, cause) for organ in organs for _, cause in response)
    if tied:
        for index, _ in response:
            yield from instead(
                draft, index, _WITH_ORGANS, "an acute organ dysfunction due to the SIRS", Reason.LESS_SPECIFIC
            )
    elif organs:
        names = ", ".join(sorted({decision.code.value for decision in organs}))
        message = (
            f"SIRS and {names} are documented without a link: due to the SIRS (R65.11), to something else, or unknown?"
        )
        yield Finding("sirs", Level.QUERY, message, (response[0][1].code, organs[0].code))


def _tied(draft: Draft, organ: Decision, response: Decision) -> bool:
    """Whether words tie the organ dysfunction to the SIRS itself, with no other condition between the two."""
    first, last = sorted((organ.mention.span, response.mention.span))
    note = organ.mention.note_id
    between = (d for d in draft.decisions if d.mention.note_id == note and d.code not in {organ.code, response.code})
    alone = not any(first.end <= d.mention.span.start < last.start for d in between)
    return alone and caused(draft, effect=organ.mention, cause=response.mention)
