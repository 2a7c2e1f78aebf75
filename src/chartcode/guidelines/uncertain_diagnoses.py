"""Uncertain diagnoses: Guidelines II.H, III.C and IV.H."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.coding.places import HOSPITALS
from chartcode.model import Assertion, Reason, SectionKind
from chartcode.rules.kernel import rule, since

_AT_DISCHARGE = frozenset(
    (
        SectionKind.PRINCIPAL_DIAGNOSIS,
        SectionKind.DISCHARGE_DIAGNOSIS,
        SectionKind.SECONDARY_DIAGNOSIS,
        SectionKind.HOSPITAL_COURSE,
        SectionKind.ASSESSMENT,
        SectionKind.ASSESSMENT_AND_PLAN,
        SectionKind.IMPRESSION,
    )
)


@rule("uncertain-diagnoses", citation="II.H, III.C, IV.H", effective=since(2015, 10, 1))
def uncertain_diagnoses(draft: Draft) -> Iterator[NotCoded]:
    """A diagnosis called probable, suspected or likely is coded only for a hospital stay that ends with it.

    Inpatient (II.H, III.C): coded as if it existed when the chart says so at discharge. Every other setting (IV.H):
    not coded; the symptom or sign that was known for certain is.
    """
    stay = draft.encounter.setting in HOSPITALS
    for index, decision in draft.coded():
        if decision.assertion is Assertion.POSSIBLE and not (stay and decision.mention.section in _AT_DISCHARGE):
            yield NotCoded(index, Reason.POSSIBLE)
