"""Sepsis with acute organ dysfunction: Guidelines I.C.1.d.1 and I.C.1.d.2."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.linked import caused, said_apart
from chartcode.guidelines.systemic_infections import AFTER_PROCEDURE, PUERPERAL, SEPSIS, organ_failures
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_STATED_CAUSE = re.compile(r"^[ ,(]*(?:due to|secondary to|2/2|from|caused by|related to)\b")
_ALL_SEPSIS = (*SEPSIS, *AFTER_PROCEDURE, PUERPERAL)

Entry = tuple[int, Decision]


@rule("severe-sepsis", citation="I.C.1.d.1, I.C.1.d.2", effective=since(2015, 10, 1))
def severe_sepsis(draft: Draft) -> Iterator[AlsoCode | NotCoded | Finding]:
    """Severe sepsis is the infection, R65.2- and the organ dysfunctions; R65.2- needs the provider's link.

    "Sepsis with AKI" and "encephalopathy due to sepsis" are severe sepsis. An organ dysfunction that no words tie to
    the sepsis, and whose cause the chart does not tell, is asked about. Septic shock (R65.21) says severe sepsis too.
    """
    coded = list(draft.coded())
    sepsis = [entry for entry in coded if entry[1].code.value.startswith(_ALL_SEPSIS)]
    severe = [entry for entry in coded if entry[1].code.value.startswith("R65.2")]
    if severe:
        yield from _complete(severe, sepsis)
    elif sepsis:
        yield from _weighed(draft, coded, sepsis)
    if sepsis or severe:
        for index, decision in coded:
            if decision.code.value.startswith("R65.1"):
                yield NotCoded(index, Reason.EXCLUDED, "SIRS of an infection is sepsis (I.C.1.d.6)")


def _complete(severe: list[Entry], sepsis: list[Entry]) -> Iterator[AlsoCode | NotCoded]:
    """The infection that R65.2- needs before it, and septic shock without the code for no shock."""
    if not sepsis:
        yield AlsoCode(severe[0][0], "A41.9", "the systemic infection of a severe sepsis, organism not stated")
    if any(decision.code.value == "R65.21" for _, decision in severe):
        for index, decision in severe:
            if decision.code.value == "R65.20":
                yield NotCoded(index, Reason.LESS_SPECIFIC, "R65.21 says more")


def _weighed(draft: Draft, coded: list[Entry], sepsis: list[Entry]) -> Iterator[AlsoCode | Finding]:
    """R65.20 where words tie an organ dysfunction to the sepsis; a question where none tell its cause."""
    failures = organ_failures()
    organs = [entry for entry in coded if entry[1].code.value.startswith(failures)]
    tied = next((i for i, organ in organs if any(_ties(draft, organ, cause) for _, cause in sepsis)), None)
    if tied is not None:
        yield AlsoCode(tied, "R65.20", "an acute organ dysfunction due to the sepsis")
        return
    open_ones = {
        organ.code
        for _, organ in organs
        if organ.assertion is Assertion.PRESENT and not any(_explained(draft, organ, cause) for _, cause in sepsis)
    }
    told = {o.code for _, o in organs if any(_explained(draft, o, cause) for _, cause in sepsis)}
    if asked := sorted(open_ones - told, key=str):
        names = ", ".join(code.value for code in asked)
        message = (
            f"sepsis and {names} are documented without a link: due to sepsis (R65.20), to something else, or unknown?"
        )
        yield Finding("severe-sepsis", Level.QUERY, message, tuple(asked))


def _ties(draft: Draft, organ: Decision, sepsis: Decision) -> bool:
    return caused(draft, effect=organ.mention, cause=sepsis.mention)


def _explained(draft: Draft, organ: Decision, sepsis: Decision) -> bool:
    """Whether the chart gives the organ dysfunction another cause, or says it is not the sepsis."""
    stated = _STATED_CAUSE.search(around(draft, organ.mention).after) is not None
    return stated or said_apart(draft, organ.mention, sepsis.mention)
