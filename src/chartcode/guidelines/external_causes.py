"""External causes go with an injury: Guidelines I.C.20."""

from collections.abc import Iterator

from chartcode.coding.draft import CodeAfterAll, Draft, NotCoded
from chartcode.coding.places import COMPLAINT, NAMED
from chartcode.model import Assertion, Decision, Reason
from chartcode.rules.kernel import rule, since

_INJURIES = ("S", "T0", "T1", "T2", "T3", "T7")
_FALL = "W19"


@rule("external-causes", citation="I.C.20", effective=since(2015, 10, 1))
def external_causes(draft: Draft) -> Iterator[NotCoded | CodeAfterAll]:
    """An external cause tells how a reported injury came about: the cause, the place (Y92) and the activity (Y93).

    It never stands where no injury is reported; a bare fall gives way to a fall the chart describes.
    """
    if not draft.has(*_INJURIES):
        for index, decision in draft.coded():
            if decision.code.value[0] in "VWXY":
                yield NotCoded(index, Reason.NOT_REPORTABLE, "no injury is reported that it could explain")
        return
    told = [(i, d) for i, d in enumerate(draft.decisions) if _tells(d)]
    for axis in ("cause", "Y92", "Y93"):
        of_axis = [(i, d) for i, d in told if _axis(d) == axis]
        if of_axis:
            best = max(of_axis, key=lambda entry: (_describes(entry[1]), -entry[0]))
            if not best[1].coded:
                yield CodeAfterAll(best[0], "how the reported injury came about")
            for index, decision in of_axis:
                if decision.coded and decision.code != best[1].code and decision.code.value.startswith(_FALL):
                    yield NotCoded(index, Reason.LESS_SPECIFIC, f"{best[1].code} says more")


def _tells(decision: Decision) -> bool:
    mention = decision.mention
    return (
        decision.code.value[0] in "VWXY"
        and mention.assertion is Assertion.PRESENT
        and decision.reason in {None, Reason.TOO_WEAK}
        and (mention.section in COMPLAINT or mention.section in NAMED)
    )


def _axis(decision: Decision) -> str:
    code = decision.code.value
    return code[:3] if code.startswith(("Y92", "Y93")) else "cause"


def _describes(decision: Decision) -> tuple[bool, float]:
    """How much a mention tells: a named cause before a bare fall, more and rarer words before fewer."""
    return (not decision.code.value.startswith(_FALL), decision.mention.fit.rarity)
