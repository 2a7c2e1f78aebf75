"""One infarct, one cause: Guidelines I.A.9.b and I.B.18."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Decision, Reason
from chartcode.rules.kernel import rule, since

_OPEN = "I63.5"
_CAUSES = ("I63.3", "I63.4")
"""Thrombosis and embolism of a cerebral artery; the next characters name the artery and its side."""
_NO_ARTERY = "0"


@rule("stroke-cause", citation="I.A.9.b, I.B.18", effective=since(2015, 10, 1))
def stroke_cause(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """The artery and the cause of one infarct are one code: thrombosis or embolism before a cause that is left open.

    "MCA infarct" (I63.51-) and "cardioembolic stroke" (I63.40) are I63.41-.
    """
    infarcts = coded_as(draft, _OPEN, *_CAUSES)
    causes = {decision.code.value[:5] for _, decision in infarcts} - {_OPEN}
    arteries = {_artery(decision) for _, decision in infarcts} - {_NO_ARTERY}
    if len(causes) != 1 or len(arteries) != 1:
        return
    code = f"{causes.pop()}{arteries.pop()}"
    others = [(i, d) for i, d in infarcts if d.code.value != code]
    if len(others) == len(infarcts):
        yield AlsoCode(infarcts[0][0], code, "the artery and the cause of one infarct")
    yield from drop(others, Reason.LESS_SPECIFIC, f"{code} says the artery and the cause")


def _artery(decision: Decision) -> str:
    """The characters for the artery and its side; 0 where no artery is named."""
    return decision.code.value[5:]
