"""Routine examinations with and without abnormal findings: Guidelines I.C.21.c.13 and IV.P."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.coding.places import NAMED
from chartcode.guidelines.personal_history import history_code
from chartcode.guidelines.replaced import instead
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision
from chartcode.rules.kernel import rule, since

_ABNORMAL = {
    "Z00.00": "Z00.01", "Z00.129": "Z00.121", "Z01.419": "Z01.411", "Z01.00": "Z01.01", "Z01.10": "Z01.118",
    "Z01.20": "Z01.21", "Z01.30": "Z01.31",
}  # fmt: skip
"""The code of an examination without abnormal findings, and with them."""

_CHANGED = re.compile(
    r"\bnew(?:ly)?\b|\b(?:un|poorly |not well |not |sub-?optimally )controlled\b|\bworse|\bexacerbat|\belevated\b"
    r"|\bflare|\b(?:above|not at) goal\b|\bprogress(?:ed|ing|ion)\b|\bdecompensat|\bincrease[ds]? in\b"
)
_OLD = re.compile(r"\bstable\b|\bresolved\b|\bunchanged\b|\b(?:well )?controlled\b|\bat goal\b|\bchronic\b|\bknown\b")


@rule("routine-examinations", citation="I.C.21.c.13, IV.P", effective=since(2015, 10, 1))
def routine_examinations(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A routine examination that finds something new or changed is one with abnormal findings, coded after it.

    A condition known before and unchanged is no abnormal finding. The examination is first-listed either way.
    """
    examined = [(i, d) for i, d in draft.coded() if d.code.value in _ABNORMAL]
    if examined and any(_is_abnormal(draft, decision) for _, decision in draft.coded()):
        for index, decision in examined:
            code = _ABNORMAL[decision.code.value]
            yield from instead(draft, index, code, "something abnormal was found")


def _is_abnormal(draft: Draft, decision: Decision) -> bool:
    """Whether a decision is a finding of the day that is new or has changed."""
    code = decision.code.value
    if code[0] in "VWXYZ" or decision.assertion is not Assertion.PRESENT or decision.mention.section not in NAMED:
        return False
    sentence = around(draft, decision.mention).sentence
    if _CHANGED.search(sentence):
        return True
    return history_code(code) != "" and not _OLD.search(sentence)
