"""Adverse effects, poisoning, underdosing and toxic effects: Guidelines I.C.19.e."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.drug_codes import ADVERSE, DRUGS, UNDERDOSED, intent
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.guidelines.words import around
from chartcode.model import Decision, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_ACCIDENT, _UNDETERMINED = "1", "4"
_UNDETERMINED_SAID = re.compile(
    r"undetermined|cannot be determined|could not be determined|unable to determine|intent (?:is )?unclear"
)
_UNNAMED_DRUG = "T50.9"
_REASONS = ("Z91.12", "Z91.13", "Z91.14", "Z91.A2", "Z91.A3", "Z91.A4", "Y63")


@rule("poisoning", citation="I.C.19.e.5", effective=since(2015, 10, 1))
def poisoning(draft: Draft) -> Iterator[AlsoCode | NotCoded | Finding]:
    """A poisoning is accidental unless the chart says another intent, undetermined only where it says just that.

    An unnamed drug and an unnamed adverse effect (T88.7) give way to named ones, an attempted suicide (T14.91) to the
    poisoning that says it. Underdosing asks for the reason (Z91.12- to Z91.14-).
    """
    drugs = coded_as(draft, *DRUGS)
    if not drugs:
        return
    for index, decision in drugs:
        yield from _intended(draft, index, decision)
    yield from _unnamed(draft, drugs)
    if any(intent(decision.code.value) == ADVERSE for _, decision in drugs):
        yield from drop(coded_as(draft, "T88.7"), Reason.LESS_SPECIFIC, "the drug is named")
    if any(intent(decision.code.value) == "2" for _, decision in drugs):
        yield from drop(coded_as(draft, "T14.91"), Reason.COMBINATION, "the poisoning says the intent")
    short = next((d for _, d in drugs if intent(d.code.value) == UNDERDOSED), None)
    if short and not draft.has(*_REASONS):
        message = f"{short.code} needs the reason for the underdosing, if known (Z91.12-, Z91.13-, Z91.14-)"
        yield Finding("poisoning", Level.QUERY, message, (short.code,))


def _intended(draft: Draft, index: int, decision: Decision) -> Iterator[AlsoCode | NotCoded]:
    code = decision.code.value
    now = intent(code)
    said = _UNDETERMINED_SAID.search(around(draft, decision.mention).sentence) is not None
    if now == _UNDETERMINED and not said:
        meant = _ACCIDENT
    elif now == _ACCIDENT and said:
        meant = _UNDETERMINED
    else:
        return
    changed = f"{code[:6]}{meant}{code[7:]}"
    yield from instead(draft, index, changed, "the intent that the chart tells", Reason.ELSE)


def _unnamed(draft: Draft, drugs: Found) -> Iterator[NotCoded]:
    named = {intent(d.code.value) for _, d in drugs if not d.code.value.startswith(_UNNAMED_DRUG)}
    for index, decision in drugs:
        if decision.code.value.startswith(_UNNAMED_DRUG) and intent(decision.code.value) in named:
            yield NotCoded(index, Reason.LESS_SPECIFIC, "the drug is named")
