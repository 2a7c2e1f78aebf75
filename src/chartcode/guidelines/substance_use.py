"""Substance use, abuse and dependence: Guidelines I.C.5.b.1 to I.C.5.b.3."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Decision, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_SUBSTANCES = ("F10", "F11", "F12", "F13", "F14", "F15", "F16", "F18", "F19")
_RANK = {"9": 0, "1": 1, "2": 2}
"""Use, abuse, dependence: the character of the kind, the graver the higher."""
_NICOTINE, _TOBACCO_USE = "F17", "Z72.0"
_PLAIN, _REMISSION = "0", "1"
"""What follows the kind: neither complication nor remission, and remission."""
_LINKED = re.compile(
    r"\b(?:induced|due to|related|because of|caus\w+|associated|contribut\w+|exacerbat\w+|complicat\w+|secondary to"
    r"|2/2|d/t|result\w*)\b"
)
_IN_PREGNANCY = "O99.3"


@rule("substance-use", citation="I.C.5.b", effective=since(2017, 10, 1))
def substance_use(draft: Draft) -> Iterator[AlsoCode | NotCoded | Finding]:
    """Of use, abuse and dependence of one substance only the gravest is coded: dependence, then abuse, then use.

    A complication told with the lesser goes to the graver. Mere use is coded only where the chart links it with a
    disorder. Remission rests on the provider's word: beside active disorder of the same kind a person is asked.
    """
    if draft.has(_NICOTINE):
        yield from drop(coded_as(draft, _TOBACCO_USE), Reason.COMBINATION, "covered by nicotine dependence")
    found = coded_as(draft, *_SUBSTANCES)
    for substance in sorted({decision.code.value[:3] for _, decision in found}):
        of_it = [(i, d) for i, d in found if d.code.value.startswith(substance)]
        yield from _gravest(of_it)
        yield from _mere_use(draft, of_it)
        yield from _contradicted(substance, of_it)


def _kind(decision: Decision) -> str:
    return decision.code.value[4]


def _more(decision: Decision) -> str:
    """What a code says besides the kind: a complication, its absence, or remission."""
    return decision.code.value[5:]


def _gravest(found: Found) -> Iterator[AlsoCode | NotCoded]:
    kind = max((_kind(decision) for _, decision in found), key=lambda kind: _RANK[kind])
    gravest = [(i, d) for i, d in found if _kind(d) == kind]
    lesser = [(i, d) for i, d in found if _kind(d) != kind]
    stem = found[0][1].code.value[:4] + kind
    yield from drop(lesser, Reason.COMBINATION, f"covered by {stem}")
    if {_more(decision) for _, decision in gravest} == {_PLAIN}:
        told = [(i, d) for i, d in lesser if _more(d) not in {_PLAIN, _REMISSION}]
        yield from (AlsoCode(i, f"{stem}{_more(d)}", "told with a lesser kind of use") for i, d in told)
        if told:
            yield from drop(gravest, Reason.COMBINATION, f"covered by {stem}{_more(told[0][1])}")


def _mere_use(draft: Draft, found: Found) -> Iterator[NotCoded]:
    """Use alone: no code, unless its sentence links it with a disorder or a pregnancy is coded with it."""
    alone = all(decision.code.value[4:] == "90" for _, decision in found)
    if alone and not draft.has(_IN_PREGNANCY):
        unlinked = [(i, d) for i, d in found if not _LINKED.search(around(draft, d.mention).sentence)]
        yield from drop(unlinked, Reason.NOT_REPORTABLE, "use without a disorder linked to it")


def _contradicted(substance: str, found: Found) -> Iterator[Finding]:
    over = [d for _, d in found if _more(d) == _REMISSION]
    active = [d for _, d in found if _more(d) != _REMISSION]
    if over and active and _rank(over) >= _rank(active):
        message = f"{substance}: told both in remission and active: which is it now, or is it undetermined?"
        yield Finding("substance-use", Level.QUERY, message, (over[0].code, active[0].code), "I.C.5.b.1")


def _rank(decisions: list[Decision]) -> int:
    return max(_RANK[_kind(decision)] for decision in decisions)
