"""What a draft tells of a pregnancy: whose record it is, how far the pregnancy is and how it ended."""

import re
from collections.abc import Iterable

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.codesets.icd10cm.stages import CHILDBIRTH, UNSPECIFIED, stages
from chartcode.coding.draft import Draft
from chartcode.coding.places import BACKGROUND
from chartcode.coding.pregnancy import stage_of
from chartcode.coding.specify import NEWBORN_DAYS, YOUNGEST_MOTHER, may_be_pregnant
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Encounter, Reason, Setting, Sex, dotted
from chartcode.reading.patient import patient_said

PUERPERIUM = "puerperium"
ABORTIVE = ("O00", "O01", "O02", "O03", "O04", "O05", "O06", "O07", "O08")
"""Pregnancies with abortive outcome."""

DELIVERY = ("O80", "O82", "Z37")
"""Codes that say the patient gave birth."""

_TELLING = {Setting.INPATIENT: DELIVERY, Setting.OUTPATIENT: ("Z37",)}
_PREGNANT = ("Z33.1", "Z34", "Z3A", "O")
_AFTER_BIRTH = ("Z39", "O85", "O86", "O87", "O90", "O91", "O92")
_OTHERWISE = re.compile(
    r"\b(?:born|newborn|mothers?|mom|birth ?weight|years? (?:ago|prior|before|earlier)|at (?:the age of )?\d+ years"
    r"|(?:previous|prior|last|earlier) pregnanc(?:y|ies)|pregnancy(?:,| and| or) (?:the )?(?:delivery|childbirth|birth)"
    r"|term by|normal delivery|normal childbirth|became pregnant)\b"
)
"""Words of a sentence that tells of another's pregnancy or of one that is over."""

_UNSAID = frozenset((Assertion.NEGATED, Assertion.FAMILY, Assertion.OTHER_PERSON, Assertion.PAST))


def is_newborn(encounter: Encounter) -> bool:
    """Whether the patient is known to be in the first 28 days of life (Guidelines I.C.16)."""
    day = encounter.discharge or encounter.admit
    return bool(encounter.birth_date and day and (day - encounter.birth_date).days <= NEWBORN_DAYS)


def is_pregnant(draft: Draft) -> bool:
    """Whether the chart says that the patient is pregnant, gives birth or has lately given birth.

    Weeks, a prenatal visit or an obstetric condition say so, wherever they stand but in a past history; a passing
    "pregnancy", and words that speak of a birth, a mother or former years, do not.
    """
    candidates = [d for d in draft.decisions if d.code.value.startswith(_PREGNANT) and _counts(d)]
    if not candidates or not may_be_pregnant(draft.encounter):
        return False
    said = patient_said(draft.encounter.notes[0].text)
    known = draft.encounter.birth_date is not None and draft.encounter.sex is not Sex.UNKNOWN
    if not known and (said.sex is Sex.MALE or (said.years is not None and said.years < YOUNGEST_MOTHER)):
        return False
    return any(not _OTHERWISE.search(around(draft, d.mention).sentence) for d in candidates)


def _counts(decision: Decision) -> bool:
    """Whether a decision tells a pregnancy of its own accord: not a phrase that asks for one, nor a weak reading."""
    code, mention = decision.code.value, decision.mention
    return (
        not code.startswith(ABORTIVE)
        and decision.assertion not in _UNSAID
        and (decision.reason is not Reason.TOO_WEAK or code.startswith("Z3A"))
        and (decision.coded or mention.section not in BACKGROUND)
        and (code[0] != "O" or mention.needs != "pregnant")
    )


def delivers(draft: Draft) -> bool:
    """Whether the chart says that the patient gave birth in this encounter: a delivery in a stay, or its outcome in
    another hospital encounter, and no visit after it."""
    saying = _TELLING.get(draft.encounter.setting)
    if saying is None or draft.has("Z39.1", "Z39.2"):
        return False
    return any(d.assertion is Assertion.PRESENT and d.code.value.startswith(saying) for d in draft.decisions)


def stage(draft: Draft) -> tuple[str, ...]:
    """The stages that describe the encounter as the titles of chapter 15 name them, the best first.

    Childbirth before the trimester, since not every condition has a code of childbirth; "unspecified" last.
    """
    weeks = stage_of(d.mention for d in draft.decisions if not d.code.value.startswith(DELIVERY))
    best = CHILDBIRTH if delivers(draft) else PUERPERIUM if draft.has(*_AFTER_BIRTH) else ""
    return tuple(told for told in (best, "" if weeks == CHILDBIRTH else weeks, UNSPECIFIED) if told)


def at_stage(code: str, when: tuple[str, ...], release: IcdCmRelease) -> str:
    """The dotted code that says the same as `code` of the first of those stages that has one; else `code` itself."""
    siblings = stages(code.replace(".", ""), release)
    return next((dotted(siblings[told]) for told in when if told in siblings), code)


def obstetric(codes: Iterable[str]) -> list[str]:
    """Those of the dotted codes that stand in chapter 15."""
    return [code for code in codes if code[0] == "O"]
