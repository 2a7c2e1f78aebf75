"""Type 2 diabetes in remission: Guidelines I.C.4.a."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_REMISSION = "E11.A"
_PLAIN = "E11.9"
_GONE = re.compile(r"\bresolved\b|\bcured\b|\bno longer (?:has |have )?diabet|\breversed\b|\breversal\b")
_TYPE_2 = "E11"


@rule("diabetes-remission", citation="I.C.4.a", effective=since(2015, 10, 1))
def diabetes_remission(draft: Draft) -> Iterator[AlsoCode | NotCoded | Finding]:
    """Remission (E11.A) is coded only where a provider says remission, and not beside a complication.

    "Resolved" is not remission: a person is asked. Before E11.A came into force remission was E11.9.
    """
    told = [(i, d) for i, d in enumerate(draft.decisions) if d.code.value.startswith(_TYPE_2)]
    if not told:
        return
    early = [i for i, d in told if d.code.value == _REMISSION and d.reason is Reason.NOT_VALID]
    if early and not draft.has(_TYPE_2):
        yield AlsoCode(early[0], _PLAIN, "remission has no code of its own yet")
    codes = {d.code.value for _, d in told if d.coded}
    complications = sorted(codes - {_REMISSION, _PLAIN})
    if complications:
        remission = coded_as(draft, _REMISSION)
        yield from drop(remission, Reason.EXCLUDED, f"{complications[0]} is a complication")
    gone = [d for _, d in told if d.assertion in {Assertion.PAST, Assertion.PRESENT} and _is_gone(draft, d)]
    if gone and _REMISSION not in codes:
        message = "type 2 diabetes called resolved: is it in remission, still present, or undetermined?"
        yield Finding("diabetes-remission", Level.QUERY, message, (gone[0].code,), "I.C.4.a")


def _is_gone(draft: Draft, decision: Decision) -> bool:
    said = around(draft, decision.mention)
    return bool(_GONE.search(said.before[-30:] + said.words + said.after[:30]))
