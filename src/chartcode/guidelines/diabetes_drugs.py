"""Long-term drugs of diabetes: Guidelines I.C.4.a.3."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import drop
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Reason
from chartcode.rules.kernel import rule, since

_TYPE_1 = "E10"
_INSULIN = "Z79.4"
_DRUGS = (_INSULIN, "Z79.84", "Z79.85")
_FOR_A_WHILE = re.compile(
    r"\btemporar|\bsliding scale\b|\bssi\b|\bdrip\b|\binfusion\b|\bgtt\b|\bstress dose"
    r"|\bwhile (?:inpatient|hospitali[sz]ed|in)"
    r"|\bduring (?:this |the |her |his )?(?:admission|hospital|stay|encounter)|\b(?:was|is) stopped\b|\bdiscontinued\b"
)
_LASTING = re.compile(r"\blong[- ]term|\bhome\b|\bat baseline\b|\bglargine\b|\blantus\b|\bbasal\b|\bdischarged? on\b")


@rule("diabetes-drugs", citation="I.C.4.a.3", effective=since(2015, 10, 1))
def diabetes_drugs(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Diabetes treated with insulin, oral drugs or other injectables has the Z79 code of each documented drug.

    Insulin that only brings the sugar down for a while during an encounter is not coded. Type 1 diabetes needs no
    Z79.4: insulin is part of it.
    """
    drugs = [(i, d) for i, d in enumerate(draft.decisions) if d.code.value in _DRUGS]
    for_a_while = {i for i, d in drugs if d.code.value == _INSULIN and _is_for_a_while(draft, d)}
    yield from drop(
        ((i, d) for i, d in drugs if d.coded and i in for_a_while), Reason.NOT_REPORTABLE, "for a while only"
    )
    if not drugs:
        return
    if not draft.has("E08", "E09", "E11", "E13"):
        if draft.has(_TYPE_1):
            insulin = [(i, d) for i, d in drugs if d.coded and d.code.value == _INSULIN and i not in for_a_while]
            yield from drop(insulin, Reason.INTEGRAL, "type 1 diabetes is treated with insulin")
        return
    seen = {d.code.value for i, d in drugs if d.coded and i not in for_a_while}
    for index, decision in drugs:
        code = decision.code.value
        told = decision.assertion in {Assertion.PRESENT, Assertion.PAST}
        if code not in seen and told and index not in for_a_while:
            seen.add(code)
            yield AlsoCode(index, code, "a long-term drug of the diabetes reported")


def _is_for_a_while(draft: Draft, decision: Decision) -> bool:
    """Whether the words around insulin call it a treatment of this stay and none of its lasting names."""
    sentence = around(draft, decision.mention).sentence
    return bool(_FOR_A_WHILE.search(sentence)) and not _LASTING.search(sentence)
