"""Uncertain diagnoses: Guidelines II.H, III.C and IV.H."""

from collections.abc import Iterator
from datetime import date

from chartcode.coding.draft import Draft, NotCoded
from chartcode.coding.places import HOSPITALS
from chartcode.model import Assertion, Decision, Encounter, Reason, SectionKind
from chartcode.rules.kernel import rule, since

_FINAL = frozenset(
    (
        SectionKind.PRINCIPAL_DIAGNOSIS,
        SectionKind.DISCHARGE_DIAGNOSIS,
        SectionKind.SECONDARY_DIAGNOSIS,
        SectionKind.HOSPITAL_COURSE,
    )
)
_ASSESSED = frozenset((SectionKind.ASSESSMENT, SectionKind.ASSESSMENT_AND_PLAN, SectionKind.IMPRESSION))


@rule("uncertain-diagnoses", citation="II.H, III.C, IV.H", effective=since(2015, 10, 1))
def uncertain_diagnoses(draft: Draft) -> Iterator[NotCoded]:
    """A diagnosis called probable, suspected or likely is coded only for a hospital stay that ends with it.

    Inpatient (II.H, III.C): coded as if it existed when the chart says so at discharge. Every other setting (IV.H):
    not coded; the symptom or sign that was known for certain is.
    """
    hospital = draft.encounter.setting in HOSPITALS
    ruled_out = {d.code for d in draft.decisions if d.reason is Reason.NEGATED}
    last = _last_note(draft.encounter)
    for index, decision in draft.coded():
        if decision.assertion is Assertion.POSSIBLE:
            if not hospital:
                yield NotCoded(index, Reason.POSSIBLE, "this setting does not code uncertain diagnoses (IV.H)")
            elif decision.code in ruled_out:
                yield NotCoded(index, Reason.POSSIBLE, "considered, then ruled out")
            elif not _at_discharge(decision, last, draft.encounter):
                yield NotCoded(index, Reason.POSSIBLE, "uncertain during the stay, not a diagnosis at its end (II.H)")


def _at_discharge(decision: Decision, last: str, encounter: Encounter) -> bool:
    """Whether the uncertainty is that of the end of the stay: the last note's, or a discharge summary's diagnoses."""
    mention = decision.mention
    if mention.note_id == last:
        return mention.section in _FINAL or mention.section in _ASSESSED
    return mention.section in _FINAL and "discharge" in encounter.note(mention.note_id).type.lower()


def _last_note(encounter: Encounter) -> str:
    """The id of the note written last; of notes without a date, the one listed last."""
    dated = [(note.date or date.min, place, note.note_id) for place, note in enumerate(encounter.notes)]
    return max(dated)[2]
