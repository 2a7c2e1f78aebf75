"""When in a pregnancy a chart stands, and the obstetric code that says so (Guidelines I.C.15.a.3 and I.C.15.b)."""

from collections.abc import Iterable

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.codesets.icd10cm.stages import CHILDBIRTH, PREGNANCY, TRIMESTERS, UNSPECIFIED, stages
from chartcode.model import Assertion, Mention, dotted

_DELIVERED = ("Z37", "O80", "O82")
_SECOND, _THIRD = 14, 28
"""The first whole week of the second and of the third trimester."""


def stage_of(mentions: Iterable[Mention]) -> str:
    """The stage the chart tells: childbirth where it ends with a delivery, else the trimester of its weeks.

    Empty where it tells neither.
    """
    said = [code for mention in mentions if mention.assertion is Assertion.PRESENT for code in mention.codes]
    if any(code.startswith(_DELIVERED) for code in said):
        return CHILDBIRTH
    weeks = [int(code[4:]) for code in said if code.startswith("Z3A.") and code != "Z3A.00"]
    if not weeks:
        return ""
    return TRIMESTERS[(max(weeks) >= _SECOND) + (max(weeks) >= _THIRD)]


def staged(code: str, stage: str, release: IcdCmRelease) -> str:
    """The dotted code of this stage for one that leaves the stage open, or that a delivery has overtaken; the code
    itself where there is none."""
    if not stage:
        return code
    siblings = stages(code.replace(".", ""), release)
    overtaken = (UNSPECIFIED, PREGNANCY, *TRIMESTERS) if stage == CHILDBIRTH else (UNSPECIFIED,)
    moves = code.replace(".", "") in [siblings.get(earlier) for earlier in overtaken]
    return dotted(siblings[stage]) if moves and stage in siblings else code
