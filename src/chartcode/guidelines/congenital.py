"""Congenital malformations, their manifestations and their repair: Guidelines I.C.17."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.tables import pairs
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Reason, SectionKind
from chartcode.rules.kernel import rule, since

_REPAIRED = re.compile(
    r"\b(?:repaired|corrected|(?:s/p|status[- ]post|after|post|underwent|prior|previous)\b[^.;]{0,40}\b"
    r"(?:repair|closure|correction|ligation|palatoplasty|orchiopexy|kasai|pull-?through|pyloromyotomy"
    r"|arterial switch))\b"
)
_REMAINS = re.compile(
    r"\b(?:residual|persistent|recurrent|unrepaired|uncorrected|awaiting|scheduled|planned|for repair|palliat\w+"
    r"|partial(?:ly)?|fontan|glenn|norwood|shunt|not (?:yet )?(?:been )?(?:repaired|corrected)|today|now)\b"
)


@rule("congenital", citation="I.C.17", effective=since(2015, 10, 1))
def congenital(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A malformation that was corrected is a Z87.7 code; one that is still there is coded at any age.

    Manifestations that are a part of it have no code of their own; others are coded beside it.
    """
    malformations = coded_as(draft, "Q")
    if not malformations:
        return
    for code in sorted({decision.code.value for _, decision in malformations}):
        same: Found = [entry for entry in malformations if entry[1].code.value == code]
        history = _history(code)
        over = next((index for index, decision in same if _corrected(draft, decision)), None)
        if over is not None and history and not any(_remains(draft, decision) for _, decision in same):
            yield AlsoCode(over, history, "a malformation that was corrected")
            yield from drop(same, Reason.PAST, f"corrected: {history}")
        else:
            inherent = (
                part
                for prefix, parts in pairs("congenital_inherent")
                if code.startswith(prefix)
                for part in parts.split()
            )
            yield from drop(coded_as(draft, *inherent), Reason.INTEGRAL, f"a part of {code}")


def _history(code: str) -> str:
    """The history code of a malformation that was corrected, by its longest prefix; empty where it cannot be."""
    rows = sorted(pairs("congenital_repaired"), key=lambda row: -len(row[0]))
    return next((history for prefix, history in rows if code.startswith(prefix)), "")


def _corrected(draft: Draft, decision: Decision) -> bool:
    return _REPAIRED.search(around(draft, decision.mention).sentence) is not None


def _remains(draft: Draft, decision: Decision) -> bool:
    """Whether it is still there by the chart's words; a test is asked about what nobody knows to be corrected."""
    asked = decision.mention.section is SectionKind.INDICATION and decision.assertion is not Assertion.PAST
    return asked or _REMAINS.search(around(draft, decision.mention).sentence) is not None
