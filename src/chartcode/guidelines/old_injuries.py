"""Injuries of today and the conditions that older ones left: Guidelines I.C.13.b."""

import re
from collections.abc import Iterator

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.coding.sides import sided
from chartcode.guidelines.presumed import coded_as
from chartcode.guidelines.replaced import instead
from chartcode.guidelines.tables import pairs
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason
from chartcode.rules.kernel import rule, since

_OLD = re.compile(r"\b(?:chronic|recurrent|old|healed|long-?standing|degenerative|remote)(?: [\w-]+){0,3} *$")
_INSIDE = re.compile(r"\b(?:chronic|recurrent|old|long-?standing|degenerative)\b")
_TODAY = re.compile(r"\bacute\b|\bacutely\b")


@rule("old-injuries", citation="I.C.13.b", effective=since(2015, 10, 1))
def old_injuries(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A chronic or recurrent condition of a bone, joint or muscle, or what an injury left, is coded in chapter 13.

    A current, acute injury is coded as the injury; "acute on chronic" too.
    """
    for index, decision in coded_as(draft, "S"):
        chronic = next((to for prefix, to in pairs("old_injuries") if decision.code.value.startswith(prefix)), "")
        if chronic and _is_old(draft, decision):
            code = sided(chronic, _side(decision, draft.releases.icd10cm), draft.releases.icd10cm)
            yield from instead(draft, index, code, "an old or recurrent condition, no injury of today", Reason.ELSE)


def _is_old(draft: Draft, decision: Decision) -> bool:
    said = around(draft, decision.mention)
    if _TODAY.search(said.before[-40:] + said.words):
        return False
    return _OLD.search(said.before) is not None or _INSIDE.search(said.words) is not None


def _side(decision: Decision, release: IcdCmRelease) -> str:
    """The side that the injury's own code names; empty where it names none."""
    bare = decision.code.bare
    return next(
        (side for side, sibling in release.sides(bare).items() if sibling == bare and side != "unspecified"), ""
    )
