"""External causes go with an injury: Guidelines I.C.20."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, CodeAfterAll, Draft, NotCoded
from chartcode.coding.places import COMPLAINT, NAMED
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.model import Assertion, Decision, Reason
from chartcode.rules.kernel import rule, since

_INJURIES = (
    "S", "T07", "T14", "T15", "T16", "T17", "T18", "T19", "T2", "T30", "T31", "T32", "T33", "T34", "T66", "T67", "T68",
    "T69", "T7",
)  # fmt: skip
_POISONS = ("T36", "T37", "T38", "T39", "T4", "T5", "T60", "T61", "T62", "T63", "T64", "T65")
"""Codes that say themselves how the harm came about (I.C.20.e): they need a place and an activity at most."""

_CARE = ("Y62", "Y63", "Y64", "Y65", "Y66", "Y69", "Y7", "Y8")
_AFTER_CARE = (
    "T80", "T81", "T82", "T83", "T84", "T85", "T86", "T87", "T88", "D78", "E36", "E89", "G97", "H59", "H95", "I97",
    "J95", "K91", "L76", "M96", "N99", "T36", "T37", "T38", "T39", "T4", "T50",
)  # fmt: skip
_ONCE = ("Y92", "Y93", "Y99")
_FALL = "W19"
_ACTIVE, _SEQUELA = frozenset("ABC"), "S"


@rule("external-causes", citation="I.C.20", effective=since(2015, 10, 1))
def external_causes(draft: Draft) -> Iterator[AlsoCode | CodeAfterAll | NotCoded]:
    """An external cause tells how a reported injury came about: the cause, and at the initial encounter, once each, the
    place (Y92), the activity (Y93) and the status (Y99).

    It never stands where no injury is reported, nor a cause where the code of a poisoning says it. A bare fall gives
    way to a fall the chart describes. The cause is at the encounter of the injury.
    """
    causes = [(i, d) for i, d in coded_as(draft, "V", "W", "X", "Y") if not d.code.value.startswith(_CARE)]
    if not draft.has(*_AFTER_CARE):
        yield from drop(
            coded_as(draft, *_CARE), Reason.NOT_REPORTABLE, "no complication is reported that it could explain"
        )
    injuries = coded_as(draft, *_INJURIES)
    told = [(i, d) for i, d in enumerate(draft.decisions) if _tells(d)]
    if not injuries:
        poisoned = draft.has(*_POISONS)
        useless = [(i, d) for i, d in causes if not poisoned or _axis(d) == "cause"]
        yield from drop(useless, Reason.NOT_REPORTABLE, "no injury is reported that it could explain")
        return
    encounters = {decision.code.value[-1] for _, decision in injuries}
    initial = bool(encounters & _ACTIVE)
    for axis in ("cause", *_ONCE):
        of_axis = [entry for entry in told if _axis(entry[1]) == axis]
        if axis != "cause" and not initial:
            yield from drop((e for e in of_axis if e[1].coded), Reason.NOT_REPORTABLE, "only at the initial encounter")
        elif of_axis:
            yield from _best(of_axis)
    yield from _agreeing(draft, causes, encounters)


def _best(of_axis: Found) -> Iterator[CodeAfterAll | NotCoded]:
    """What tells most: the only place, activity or status, and a cause before a bare fall."""
    best = max(of_axis, key=lambda entry: (_describes(entry[1]), -entry[0]))
    if not best[1].coded:
        yield CodeAfterAll(best[0], "how the reported injury came about")
    for index, decision in of_axis:
        code = decision.code.value
        if decision.coded and decision.code != best[1].code and (code.startswith(_FALL) or _axis(decision) != "cause"):
            yield NotCoded(index, Reason.LESS_SPECIFIC, f"{best[1].code} says more")


def _agreeing(draft: Draft, causes: Found, encounters: set[str]) -> Iterator[AlsoCode | NotCoded]:
    """The 7th character of the causes as that of the injuries, where these have one (I.C.20.a.2, I.C.20.i)."""
    if encounters & _ACTIVE:
        late = [(i, d) for i, d in causes if d.code.value[-1] == _SEQUELA and _axis(d) == "cause"]
        yield from drop(late, Reason.NOT_REPORTABLE, "the cause of a sequela, beside a current injury")
        return
    seventh = _SEQUELA if encounters == {_SEQUELA} else "D"
    for index, decision in causes:
        code = decision.code.value
        if _axis(decision) == "cause" and len(code) == 8:
            yield from instead(draft, index, code[:-1] + seventh, "the encounter of the injury", Reason.ELSE)


def _tells(decision: Decision) -> bool:
    mention = decision.mention
    return (
        decision.code.value[0] in "VWXY"
        and not decision.code.value.startswith(_CARE)
        and mention.assertion is Assertion.PRESENT
        and decision.reason in {None, Reason.TOO_WEAK}
        and (mention.section in COMPLAINT or mention.section in NAMED)
    )


def _axis(decision: Decision) -> str:
    code = decision.code.value
    return code[:3] if code.startswith(_ONCE) else "cause"


def _describes(decision: Decision) -> tuple[bool, float]:
    """How much a mention tells: a named cause before a bare fall, more and rarer words before fewer."""
    return (not decision.code.value.startswith(_FALL), decision.mention.fit.rarity)
