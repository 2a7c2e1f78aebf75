"""Signs and symptoms of a diagnosis: Guidelines I.B.4 to I.B.6, II.A, IV.D and IV.K.

`integral_symptoms.csv` lists what routinely goes with a disease; `explained_by.csv` the diseases that, once confirmed,
are what a complaint came from.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from chartcode.coding.draft import Draft, NotCoded
from chartcode.coding.places import NAMED, STAYS
from chartcode.guidelines.tables import pairs
from chartcode.model import Decision, Reason, SectionKind
from chartcode.rules.kernel import rule, since

_SYMPTOMS = ("R", "M25.5", "M54", "M79.6", "M79.1", "H57.1", "H92.0", "N23", "N64.4", "K59.0", "G89")
_PAIN = "R52"
"""Pain without a site: part of whatever disease or injury is named."""

INCIDENTAL = ("J98.0", "J98.1", "J98.4", "J92", "N28.89", "N32.89", "L90.5", "I51.7", "K76.89")
"""What the words of an image ("opacity", "lesion", "scar", "enlarged heart") come to when no disease is named:
findings, which by III.B are no diagnosis until a provider says what they mean."""


@cache
def _table(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((first, tuple(others.split())) for first, others in pairs(name))


@lru_cache(maxsize=4096)
def integral_to(code: str) -> tuple[str, ...]:
    """The prefixes of the signs and symptoms that are part of a diagnosis."""
    return tuple(s for disease, symptoms in _table("integral_symptoms") if code.startswith(disease) for s in symptoms)


@lru_cache(maxsize=1024)
def _explained_by(symptom: str) -> tuple[str, ...]:
    """The prefixes of the diagnoses that explain a complaint once they are confirmed; none where it is not listed."""
    return tuple(d for prefix, diagnoses in _table("explained_by") if symptom.startswith(prefix) for d in diagnoses)


@rule("integral-symptoms", citation="I.B.4, I.B.5, II.A, IV.D", effective=since(2015, 10, 1))
def integral_symptoms(draft: Draft) -> Iterator[NotCoded]:
    """A sign or symptom that routinely goes with a reported diagnosis is not coded beside it.

    In a visit and in the interpretation of a test (IV.K) the complaint gives way to the confirmed diagnosis it came
    from. A complaint that no confirmed diagnosis explains stays (I.B.6).
    """
    diagnoses = [d for _, d in draft.coded() if is_diagnosis(d)]
    if not diagnoses:
        return
    integral = tuple({symptom for d in diagnoses for symptom in integral_to(d.code.value)})
    named = [d.code.value for d in diagnoses if d.mention.section in NAMED]
    visit = draft.encounter.setting not in STAYS
    assessed = {d.code.value for _, d in draft.coded() if d.mention.section in NAMED}
    for index, decision in draft.coded():
        code = decision.code.value
        if code == _PAIN or (integral and code.startswith(integral)):
            yield NotCoded(index, Reason.INTEGRAL)
        elif (
            visit
            and code.startswith(_SYMPTOMS)
            and code not in assessed
            and any(diagnosis.startswith(_explained_by(code)) for diagnosis in named)
        ):
            yield NotCoded(index, Reason.INTEGRAL, "the complaint that led to a confirmed diagnosis")


def is_diagnosis(decision: Decision) -> bool:
    """Whether a decision names a disease or injury: not a symptom, a status, an external cause or an image finding."""
    code = decision.code.value
    return (
        not code.startswith((*_SYMPTOMS, *INCIDENTAL))
        and code[0] not in "VWXYZ"
        and decision.mention.section is not SectionKind.SOCIAL_HISTORY
    )
