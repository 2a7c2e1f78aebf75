"""What a chart rules out in the end: Guidelines II ("after study"), II.H and IV.H."""

from collections.abc import Iterator, Set
from datetime import date

from chartcode.coding.draft import Draft, NotCoded
from chartcode.coding.places import NAMED, TREATED
from chartcode.model import Assertion, Decision, Encounter, Reason, SectionKind
from chartcode.rules.kernel import rule, since

_WHY_THEY_CAME = frozenset((SectionKind.INDICATION, SectionKind.CHIEF_COMPLAINT))
"""What a test was ordered for stays the reason for it, whatever it shows (IV.D, IV.K)."""
_SAID_OF_NOW = frozenset((Assertion.PRESENT, Assertion.POSSIBLE))
_WORDS_OF_STUDY = ("ruled out", "r/o", "excluded", "doubt", "likely", "not felt", "criteria")

_Place = tuple[date, int, int]


@rule("ruled-out", citation="II, II.H, IV.H", effective=since(2015, 10, 1))
def ruled_out(draft: Draft) -> Iterator[NotCoded]:
    """A condition that was thought of and then ruled out is not coded: the diagnosis is the one after study.

    The last word counts, by the dates of the notes and the place in them. A suspicion gives way to any later denial, a
    condition told as present only to a provider's: "sepsis ruled out", or "no PE" in an assessment.
    """
    denied = [decision for decision in draft.decisions if decision.assertion is Assertion.NEGATED]
    if not denied:
        return
    order = _order(draft.encounter)
    standing = [(i, d) for i, d in draft.coded() if d.assertion in _SAID_OF_NOW and _may_be_undone(d)]
    for code in {decision.code.value for decision in denied}:
        told = [(i, d) for i, d in standing if d.code.value == code]
        if told:
            last = max(_place(d, order) for _, d in told)
            certain = any(d.assertion is Assertion.PRESENT for _, d in told)
            later = [d for d in denied if d.code.value == code and _place(d, order) > last]
            notes = {d.mention.note_id for _, d in told}
            if any(not certain or _decides(d, draft.encounter, notes) for d in later):
                yield from (NotCoded(i, Reason.NEGATED, "ruled out later in the chart") for i, _ in told)


def _may_be_undone(decision: Decision) -> bool:
    return decision.code.value[0] not in "RZ" and decision.mention.section not in _WHY_THEY_CAME


def _decides(decision: Decision, encounter: Encounter, notes: Set[str]) -> bool:
    """Whether a denial is a provider's conclusion about what those notes told, not an answer in a review of systems."""
    mention = decision.mention
    cue = mention.cue
    said = encounter.note(mention.note_id).text[cue.start : cue.end].lower() if cue else ""
    concludes = mention.section in NAMED | TREATED and mention.note_id not in notes
    return concludes or any(words in said for words in _WORDS_OF_STUDY)


def _order(encounter: Encounter) -> dict[str, tuple[date, int]]:
    """Note id -> when it was written: its date, then its place in the encounter."""
    return {note.note_id: (note.date or date.min, at) for at, note in enumerate(encounter.notes)}


def _place(decision: Decision, order: dict[str, tuple[date, int]]) -> _Place:
    return (*order[decision.mention.note_id], decision.mention.span.start)
