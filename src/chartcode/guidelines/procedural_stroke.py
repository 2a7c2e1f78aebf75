"""Stroke in or after a procedure: Guidelines I.C.9.c."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Decision, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_INFARCTION = "I63"
_OPEN = "I63.9"
_PROCEDURAL = ("I97.81", "I97.82")
_HEART = re.compile(r"\bcabg\b|cardiac surg|heart surg|valve (?:replace|repair)|\bavr\b|\bmvr\b|\btavr\b|bypass")
_LINK = re.compile(
    r"\bcomplicat|\bdue to\b|\bsecondary to\b|\bcaused by\b|\bas a result of\b|\bresulting from\b|\b2/2\b"
)
_PROCEDURE = re.compile(
    r"\bpost-?\s?op(?:erative)?(?:ly)?\b|\bpost-?\s?procedur\w*|\bintra-?op\w*|\bintraprocedur\w*|\bperi-?op\w*"
    r"|\bcomplicat\w+|\b(?:after|following|s/p|during|due to|by) (?:\w+ ){0,2}?"
    r"(?:surgery|procedure|cabg|catheterization|endarterectomy|tavr|bypass)"
)
_DURING = re.compile(r"\bintra-?(?:op|procedur)|\bduring\b")
_OPERATION = re.compile(r"surg|procedur|cabg|catheteriz|endarterectomy|tavr|bypass|operation|avr|mvr|stent|ablation")


@rule("procedural-stroke", citation="I.C.9.c", effective=since(2015, 10, 1))
def procedural_stroke(draft: Draft) -> Iterator[AlsoCode | NotCoded | Finding]:
    """A stroke in or after a procedure is its complication only where the chart says that the one caused the other.

    Then I97.81- (during) or I97.82- (after) stands with the stroke. "Postoperative" alone tells the time: a person is
    asked.
    """
    told = coded_as(draft, _INFARCTION, *_PROCEDURAL)
    around_it = [(i, d) for i, d in told if _PROCEDURE.search(around(draft, d.mention).sentence)]
    if not around_it:
        return
    linked = [(i, d) for i, d in around_it if _links(draft, d)]
    if linked:
        yield from _complication(draft, linked[0], told)
        return
    complications = [(i, d) for i, d in told if d.code.value.startswith(_PROCEDURAL)]
    yield from drop(complications, Reason.NOT_STATED, "no provider calls it a complication of the procedure")
    if complications and not draft.has(_INFARCTION):
        yield AlsoCode(complications[0][0], _OPEN, "the stroke itself")
    message = "stroke around a procedure: is it a complication of the procedure, unrelated to it, or undetermined?"
    yield Finding("procedural-stroke", Level.QUERY, message, (around_it[0][1].code,), "I.C.9.c")


def _links(draft: Draft, decision: Decision) -> bool:
    """Whether its sentence says that a procedure caused it."""
    sentence = around(draft, decision.mention).sentence
    return any(_OPERATION.search(sentence) for _ in _LINK.finditer(sentence))


def _complication(draft: Draft, linked: tuple[int, Decision], told: Found) -> Iterator[AlsoCode]:
    if any(decision.code.value.startswith(_PROCEDURAL) for _, decision in told):
        return
    index, decision = linked
    sentence = around(draft, decision.mention).sentence
    stem = "I97.81" if _DURING.search(sentence) else "I97.82"
    yield AlsoCode(index, f"{stem}{'0' if _HEART.search(sentence) else '1'}", "a complication of the procedure")
