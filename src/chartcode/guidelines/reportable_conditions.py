"""What an encounter may report: Guidelines III, III.B, IV.G, IV.J and IV.K."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.coding.places import BACKGROUND, COMPLAINT, NAMED, OBSERVED, STAYS
from chartcode.guidelines.personal_history import history_code
from chartcode.model import Decision, Reason, SectionKind, Setting
from chartcode.rules.kernel import rule, since

_GENERAL_TERM = 4
_REASON = frozenset((SectionKind.CHIEF_COMPLAINT, SectionKind.INDICATION))
_OF_A_TEST = frozenset((SectionKind.INDICATION, SectionKind.TECHNIQUE, SectionKind.FINDINGS))
_UNLISTED = frozenset((SectionKind.FAMILY_HISTORY, SectionKind.SIGNATURE, SectionKind.INSTRUCTIONS))
_WHOLE_PATIENT = (
    "B20", "D57", "E08", "E09", "E10", "E11", "E13", "E84", "F17", "G20", "G35", "G40", "G80", "I11", "I12", "I13",
    "I25", "I27", "I42", "I48", "I50", "J41", "J43", "J44", "J45", "K50", "K51", "K70.3", "K74.6", "M05", "M06", "M32",
    "N18", "Z72.0", "Z79", "Z94", "Z95", "Z99",
)  # fmt: skip
"""Systemic diseases and statuses that bear on any treatment: lasting disease of heart, lungs, kidneys, liver and
nerves, diabetes, immune disease."""
_UNDER_ANESTHESIA = (*_WHOLE_PATIENT, "I10", "E66", "G47.3", "H40", "E03")
"""What bears on an operation besides."""
_OPERATED = frozenset((SectionKind.POSTOPERATIVE_DIAGNOSIS, SectionKind.PREOPERATIVE_DIAGNOSIS, SectionKind.PROCEDURE))
_ALWAYS_TOLD = ("Z79", "Z94", "Z95", "Z89", "Z90", "Z99", "Z93", "Z85", "Z86", "Z87", "F17", "Z72.0", "Z68", "Z66")
"""Status, history and tobacco codes, for a stay reported from wherever the chart tells them (III.A, I.C.21.c.3-4)."""


@rule("reportable-conditions", citation="III, IV.J", effective=since(2015, 10, 1))
def reportable_conditions(draft: Draft) -> Iterator[NotCoded]:
    """Only what was assessed, treated or affected the care of this encounter is reported.

    Findings of the examination, the laboratory and the review of systems are not coded unless a provider says what they
    mean (III.B). In a visit (IV.J) the conditions the provider assessed are reported; the complaint stands in for them
    where none was. In a stay (III) lasting conditions from the history are reported too.
    """
    stay = draft.encounter.setting in STAYS
    standing = list(draft.coded())
    sections = {decision.mention.section for decision in draft.decisions}
    of_a_test = not sections.isdisjoint(_OF_A_TEST) and sections.isdisjoint(_OPERATED)
    problems = {
        decision.code.value
        for _, decision in standing
        if decision.mention.problem and not (of_a_test and decision.mention.section is SectionKind.IMPRESSION)
    }
    named = {decision.code.value for _, decision in standing if decision.mention.section in NAMED}
    told = any(not _general(decision) for _, decision in standing)
    reason = COMPLAINT if of_a_test else _REASON
    borne = () if of_a_test else _BORNE.get(draft.encounter.setting, ())
    for index, decision in standing:
        if told and _general(decision):
            yield NotCoded(index, Reason.NOT_REPORTABLE, "a general term; the chart names conditions")
        elif _borne_throughout(decision, borne):
            continue
        elif not (_in_a_stay(decision, named) if stay else _in_a_visit(decision, named, problems, reason)):
            yield NotCoded(index, Reason.NOT_REPORTABLE)


def _general(decision: Decision) -> bool:
    return decision.mention.fit.source == _GENERAL_TERM


_BORNE = {Setting.OUTPATIENT: _WHOLE_PATIENT, Setting.ASC: _UNDER_ANESTHESIA}


def _borne_throughout(decision: Decision, borne: tuple[str, ...]) -> bool:
    """Whether a hospital's emergency or surgical visit has to reckon with it: a lasting disease of the whole patient,
    the drugs taken for long, tobacco. In an office only what was dealt with is reported."""
    code, mention = decision.code.value, decision.mention
    if mention.section not in BACKGROUND | COMPLAINT | {SectionKind.MEDICATIONS}:
        return False
    if mention.section is SectionKind.MEDICATIONS:
        return bool(borne) and code.startswith("Z79")
    return code.startswith(borne) and (code[0] in "ZF" or history_code(code) == "")


def _in_a_stay(decision: Decision, named: set[str]) -> bool:
    code, section = decision.code.value, decision.mention.section
    if code in named:
        return True
    if section in _UNLISTED:
        return False
    if code.startswith(_ALWAYS_TOLD):
        return True
    return section not in OBSERVED and (section not in BACKGROUND or code[0] not in "RSTVWXYZ")


def _in_a_visit(decision: Decision, named: set[str], problems: set[str], reason: frozenset[SectionKind]) -> bool:
    code, section = decision.code.value, decision.mention.section
    if code[0] in "VWXY":
        return True
    if problems:
        # A complaint beside a listed diagnosis is for the rule of integral symptoms to judge.
        if code in problems or (section in NAMED and history_code(code) == ""):
            return True
        return section in reason and code[0] == "R" and any(problem[0] not in "RZ" for problem in problems)
    if named:
        return code in named or (section in COMPLAINT and code[0] not in "Z")
    return section not in OBSERVED and section not in BACKGROUND and section not in _UNLISTED
