"""Secondary hypertension, hypertensive crisis, retinopathy and mere readings: Guidelines I.C.9.a.5 to I.C.9.a.10."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, CodeAfterAll, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_ESSENTIAL = "I10"
_KINDS = ("I10", "I11", "I12", "I13", "I15", "I1A")
_DIAGNOSED = (*_KINDS, "I16", "O10", "O11", "O13", "O14", "O16")
_READING = "R03.0"
_RETINOPATHY = "H35.03"
_CRISIS = "I16"
_CAUSED = re.compile(r"^[\s,]*(?:is |was )?(?:due to|secondary to|caused by|2/2|d/t|from)(?P<cause>[^.;]{0,60})")
_CAUSES = (
    (re.compile(r"renal arter|renovascular|fibromuscular"), "I15.0"),
    (re.compile(r"aldosteron|pheochromocytoma|cushing|thyroid|acromegal|endocrine|conn\b"), "I15.2"),
    (re.compile(r"kidney|renal|glomerul|nephr|\bckd\b|\besrd\b"), "I15.1"),
    (re.compile(r"apnea|\bosa\b|coarctation|drug|nsaid|steroid|contracepti|cyclosporin|tacrolimus"), "I15.8"),
)
"""Words for what brings hypertension about, the first that fits, and the code of secondary hypertension."""


@rule("hypertension-kinds", citation="I.C.9.a", effective=since(2016, 10, 1))
def hypertension_kinds(draft: Draft) -> Iterator[AlsoCode | CodeAfterAll | NotCoded | Finding]:
    """Secondary hypertension is I15 beside its cause; a crisis (I16) and a retinopathy stand beside the hypertension.

    An elevated reading (R03.0) is coded only where no hypertension is diagnosed.
    """
    if not draft.has("I1", _READING, _RETINOPATHY):
        return
    yield from _secondary(draft)
    readings = coded_as(draft, _READING)
    if readings and draft.has(*_DIAGNOSED):
        yield from drop(readings, Reason.INTEGRAL, "hypertension is diagnosed")
    eyes = coded_as(draft, _RETINOPATHY)
    if eyes and not draft.has(*_KINDS):
        yield AlsoCode(eyes[0][0], _ESSENTIAL, "the hypertension of the retinopathy")
    yield from _crisis(draft)


def _secondary(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    essential = coded_as(draft, _ESSENTIAL)
    causes = [(index, code) for index, decision in essential if (code := _cause(draft, decision))]
    for index, code in causes:
        yield AlsoCode(index, code, "hypertension with a stated cause")
    if causes or draft.has("I15"):
        yield from drop(essential, Reason.LESS_SPECIFIC, "the hypertension is secondary")


def _cause(draft: Draft, decision: Decision) -> str:
    """The code of secondary hypertension for a cause named right behind it; empty where none is."""
    match = _CAUSED.search(around(draft, decision.mention).after)
    return next((code for words, code in _CAUSES if match and words.search(match["cause"])), "")


def _crisis(draft: Draft) -> Iterator[CodeAfterAll | Finding]:
    """A crisis needs the kind of hypertension that the chart names anywhere; where it names none, a person is asked."""
    crises = coded_as(draft, _CRISIS)
    if not crises or draft.has(*_KINDS):
        return
    told = {Assertion.PRESENT, Assertion.PAST}
    for index, decision in enumerate(draft.decisions):
        unlisted = decision.reason is Reason.NOT_REPORTABLE and decision.assertion in told
        if unlisted and decision.code.value.startswith(_KINDS):
            yield CodeAfterAll(index, "the hypertension of the crisis")
            return
    message = "hypertensive crisis without a kind of hypertension: which hypertensive disease, if any, is known?"
    yield Finding("hypertension-kinds", Level.QUERY, message, (crises[0][1].code,), "I.C.9.a.10")
