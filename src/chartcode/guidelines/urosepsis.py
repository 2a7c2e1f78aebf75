"""Urosepsis: Guidelines I.C.1.d.1.a."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.systemic_infections import SEPSIS
from chartcode.model import Assertion, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_WORD = "urosepsis"


@rule("urosepsis", citation="I.C.1.d.1.a", effective=since(2015, 10, 1))
def urosepsis(draft: Draft) -> Iterator[NotCoded | Finding]:
    """Urosepsis is no synonym of sepsis and has no code: the provider is asked what is meant.

    No question where the chart also says sepsis or where it stands.
    """
    told = [(i, d) for i, d in draft.coded() if d.mention.concept.startswith(_WORD)]
    for index, _ in told:
        yield NotCoded(index, Reason.NOT_STATED, "urosepsis has no code")
    asked = [d for _, d in told if d.assertion in {Assertion.PRESENT, Assertion.POSSIBLE}]
    said = any(d.code.value.startswith((*SEPSIS, "N39.0", "N10", "N12")) for _, d in draft.coded() if d not in asked)
    if asked and not said:
        message = "urosepsis is documented: is it sepsis, a urinary tract infection without sepsis, or something else?"
        yield Finding("urosepsis", Level.QUERY, message, (asked[0].code,))
