"""Personal history and chronic conditions: Guidelines I.C.21.c.4, III.A, IV.I and IV.J."""

from collections.abc import Iterator
from functools import cache

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.coding.places import ACUTE, BACKGROUND, NAMED, TREATED
from chartcode.guidelines.tables import pairs
from chartcode.model import Assertion, Decision, Reason, SectionKind
from chartcode.rules.kernel import rule, since

_OF_THE_STAY = NAMED | TREATED
_WHY_NOW = frozenset((SectionKind.INDICATION, SectionKind.CHIEF_COMPLAINT))
"""Where "history of cough" is the complaint of today, not of former days."""


@cache
def _table() -> tuple[tuple[str, str], ...]:
    """(dotted prefix, history code, or empty where the condition is lasting), the longest prefixes first."""
    return tuple(sorted(pairs("personal_history"), key=lambda row: -len(row[0])))


def history_code(code: str) -> str | None:
    """The code for "history of" the condition: empty where it is lasting and coded as itself, None where none fits."""
    return next((history for prefix, history in _table() if code.startswith(prefix)), None)


@rule("personal-history", citation="I.C.21.c.4, III.A, IV.J", effective=since(2015, 10, 1))
def personal_history(draft: Draft) -> Iterator[NotCoded | AlsoCode]:
    """A condition the patient once had is a history code; a lasting condition is coded as itself, "history of" or not.

    "History of hypertension" is hypertension. "History of pneumonia" is Z87.01 when the history has to do with the care
    of this encounter; where no history code exists the mention is not coded.
    """
    acute = draft.encounter.setting in ACUTE
    for index, decision in draft.coded():
        if decision.assertion is not Assertion.PAST or decision.code.value.startswith("Z"):
            continue
        if decision.mention.section in _WHY_NOW and decision.code.value[0] == "R" and _told_as_history(draft, decision):
            continue
        if acute and decision.mention.section in _OF_THE_STAY and _resolved(draft, decision):
            continue
        history = history_code(decision.code.value)
        if decision.mention.section is SectionKind.PAST_SURGICAL_HISTORY and history_code(decision.code.value) != "":
            history = None
        elif history == "" or (history is None and _merely_listed(decision)):
            continue
        yield NotCoded(index, Reason.PAST)
        if history and not _coded_now(decision, draft) and draft.releases.icd10cm.is_billable(history.replace(".", "")):
            yield AlsoCode(index, history, "history of a condition that is over")


def _coded_now(decision: Decision, draft: Draft) -> bool:
    """Whether the condition is also coded as present: then it is not over."""
    category = decision.code.value[:3]
    return any(d.assertion is Assertion.PRESENT and d.code.value.startswith(category) for _, d in draft.coded())


def _resolved(draft: Draft, decision: Decision) -> bool:
    """Whether the chart calls it resolved: in a stay's diagnoses that means treated and over by discharge."""
    return "resol" in _cue(draft, decision)


def _told_as_history(draft: Draft, decision: Decision) -> bool:
    """Whether the chart says "history of", not "in the past" or "two years ago"."""
    return _cue(draft, decision).rpartition(" of")[0].endswith(("history", "hx", "h/o")) or "h/o" in _cue(
        draft, decision
    )


def _cue(draft: Draft, decision: Decision) -> str:
    """The words that put a mention in the past, in lower case; empty where only its section does."""
    cue = decision.mention.cue
    return draft.encounter.note(decision.mention.note_id).text[cue.start : cue.end].lower() if cue else ""


def _merely_listed(decision: Decision) -> bool:
    """Whether only its place in a past history speaks for the past: such lists hold what the patient still has."""
    return decision.mention.cue is None and decision.mention.section in BACKGROUND
