"""Signs and symptoms of a diagnosis: Guidelines I.B.4 to I.B.6, II.A, IV.D and IV.K."""

from collections.abc import Iterator
from functools import cache, lru_cache

from chartcode.coding.draft import Draft, NotCoded
from chartcode.coding.places import NAMED, STAYS
from chartcode.guidelines.tables import pairs
from chartcode.model import Decision, Reason, SectionKind
from chartcode.rules.kernel import rule, since

_SYMPTOMS = ("R", "M25.5", "M54", "M79.6", "M79.1", "H57.1", "H92.0", "N23", "N64.4", "K59.0", "G89")

INCIDENTAL = (
    "J98.0",
    "J98.1",
    "J98.4",
    "J92",
    "N28.89",
    "N32.89",
    "L90.5",
    "I51.7",
    "K76.89",
    "N28.1",
    "I70.0",
    "Q63.3",
)
"""What images show beside the question asked: a finding, by III.B no diagnosis until a provider says what it means."""


@cache
def _table() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(disease prefix, the prefixes of its integral signs and symptoms)."""
    return tuple((disease, tuple(symptoms.split())) for disease, symptoms in pairs("integral_symptoms"))


@lru_cache(maxsize=4096)
def _integral_to(code: str) -> tuple[str, ...]:
    """The prefixes of the signs and symptoms that are part of a diagnosis."""
    return tuple(symptom for prefix, symptoms in _table() if code.startswith(prefix) for symptom in symptoms)


@rule("integral-symptoms", citation="I.B.4, I.B.5, II.A, IV.D", effective=since(2015, 10, 1))
def integral_symptoms(draft: Draft) -> Iterator[NotCoded]:
    """A sign or symptom that routinely goes with a reported diagnosis is not coded beside it.

    In a visit and in the interpretation of a test (IV.K) the complaint gives way to any diagnosis that was confirmed.
    """
    diagnoses = [d for _, d in draft.coded() if is_diagnosis(d)]
    if not diagnoses:
        return
    integral = tuple({symptom for d in diagnoses for symptom in _integral_to(d.code.value)})
    visit = draft.encounter.setting not in STAYS
    named = any(d.mention.section in NAMED for d in diagnoses)
    assessed = {d.code.value for _, d in draft.coded() if d.mention.section in NAMED}
    for index, decision in draft.coded():
        code = decision.code.value
        if integral and code.startswith(integral):
            yield NotCoded(index, Reason.INTEGRAL)
        elif not code.startswith(_SYMPTOMS):
            continue
        elif visit and named and decision.mention.section not in NAMED and code not in assessed:
            yield NotCoded(index, Reason.INTEGRAL, "the complaint that led to a confirmed diagnosis")


def is_diagnosis(decision: Decision) -> bool:
    """Whether a decision names a disease or injury: not a symptom, a status, an external cause or an image finding."""
    code = decision.code.value
    return (
        not code.startswith((*_SYMPTOMS, *INCIDENTAL))
        and code[0] not in "VWXYZ"
        and decision.mention.section is not SectionKind.SOCIAL_HISTORY
    )
