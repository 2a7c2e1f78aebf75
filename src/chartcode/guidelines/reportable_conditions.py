"""What an encounter may report: Guidelines III, III.B, IV.G, IV.J and IV.K."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.coding.places import BACKGROUND, COMPLAINT, NAMED, OBSERVED, STAYS
from chartcode.guidelines.personal_history import history_code
from chartcode.model import Decision, Reason, SectionKind
from chartcode.rules.kernel import rule, since

_GENERAL_TERM = 4
_REASON = frozenset((SectionKind.CHIEF_COMPLAINT, SectionKind.INDICATION))
_OF_A_TEST = frozenset((SectionKind.INDICATION, SectionKind.TECHNIQUE, SectionKind.FINDINGS))
_UNLISTED = frozenset((SectionKind.FAMILY_HISTORY, SectionKind.SIGNATURE, SectionKind.INSTRUCTIONS))
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
    of_a_test = any(decision.mention.section in _OF_A_TEST for decision in draft.decisions)
    problems = {
        decision.code.value
        for _, decision in standing
        if decision.mention.problem and not (of_a_test and decision.mention.section is SectionKind.IMPRESSION)
    }
    named = {decision.code.value for _, decision in standing if decision.mention.section in NAMED}
    told = any(not _general(decision) for _, decision in standing)
    reason = COMPLAINT if of_a_test else _REASON
    for index, decision in standing:
        if told and _general(decision):
            yield NotCoded(index, Reason.NOT_REPORTABLE, "a general term; the chart names conditions")
        elif not (_in_a_stay(decision, named) if stay else _in_a_visit(decision, named, problems, reason)):
            yield NotCoded(index, Reason.NOT_REPORTABLE)


def _general(decision: Decision) -> bool:
    return decision.mention.fit.source == _GENERAL_TERM


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
