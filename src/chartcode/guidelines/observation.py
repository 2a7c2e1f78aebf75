"""Observation for a suspected condition that is ruled out: Guidelines I.C.21.c.6.

`observation.csv` has the code for what was suspected; injuries after an accident have one of their own.
"""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.coding.places import NAMED
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.tables import pairs
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Reason
from chartcode.rules.kernel import rule, since

_WORDS = re.compile(
    r"\b(?:observ(?:ed|ation)|evaluat\w+|examination|monitored)\b[^.;]*\b(?:suspected|possible|concern|for)\b"
)
_RULED_OUT = re.compile(r"\b(?:ruled out|not found|no evidence|excluded|none found|negative)\b")
_ROAD = re.compile(r"\b(?:mvc|mva|motor vehicle|car (?:accident|crash)|collision)\b")
_NEWBORN = "Z38"


@rule("observation", citation="I.C.21.c.6", effective=since(2015, 10, 1))
def observation(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A patient without signs or symptoms observed for a condition that is ruled out has a code of Z03 or Z04.

    With an injury, an illness or a sign or symptom there is no observation code: that is coded instead. External causes
    and status codes may stand beside it. Newborns have Z05.
    """
    codes = draft.codes()
    ill = any(code[0] not in "VWXYZ" for code in codes)
    if ill:
        yield from drop(
            coded_as(draft, "Z03", "Z04.1", "Z04.2", "Z04.3"),
            Reason.EXCLUDED,
            "an illness, injury or symptom is present",
        )
        return
    if any(code.startswith(("Z03", "Z04", "Z05", _NEWBORN)) for code in codes):
        return
    for index, decision in enumerate(draft.decisions):
        code = _observed_for(draft, decision)
        if code:
            yield AlsoCode(index, code, "observed for a suspected condition that was ruled out")
            return


def _observed_for(draft: Draft, decision: Decision) -> str:
    """The observation code for a suspicion that the chart raises and rules out; empty for any other mention."""
    if decision.assertion not in {Assertion.NEGATED, Assertion.POSSIBLE} or decision.mention.section not in NAMED:
        return ""
    sentence = around(draft, decision.mention).sentence
    if not (_WORDS.search(sentence) and _RULED_OUT.search(sentence)):
        return ""
    if decision.code.value[0] == "S" and _ROAD.search(draft.encounter.note(decision.mention.note_id).text.lower()):
        return "Z04.1"
    return next((code for prefix, code in pairs("observation") if decision.code.value.startswith(prefix)), "")
