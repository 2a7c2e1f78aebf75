"""Where in a chart a mention stands, as a coder weighs it."""

from chartcode.model import SectionKind, Setting

K = SectionKind

NAMED = frozenset(
    (
        K.ASSESSMENT, K.ASSESSMENT_AND_PLAN, K.IMPRESSION, K.PRINCIPAL_DIAGNOSIS, K.DISCHARGE_DIAGNOSIS,
        K.SECONDARY_DIAGNOSIS, K.POSTOPERATIVE_DIAGNOSIS, K.ADMITTING_DIAGNOSIS, K.PROBLEM_LIST, K.PATHOLOGY,
    )
)  # fmt: skip
"""Where a provider names what was found or assessed."""

TREATED = frozenset((K.HOSPITAL_COURSE, K.EMERGENCY_COURSE, K.PLAN, K.CONSULTATION, K.OPERATIVE_FINDINGS))
"""Where a provider says what was done about it."""

COMPLAINT = frozenset(
    (K.CHIEF_COMPLAINT, K.HISTORY_OF_PRESENT_ILLNESS, K.INDICATION, K.INTERVAL_HISTORY, K.PREAMBLE, K.UNKNOWN)
)
"""Why the patient came."""

BACKGROUND = frozenset((K.PAST_MEDICAL_HISTORY, K.PAST_SURGICAL_HISTORY, K.GYN_OB_HISTORY, K.SOCIAL_HISTORY))
"""What was so before."""

OBSERVED = frozenset(
    (
        K.REVIEW_OF_SYSTEMS, K.VITALS, K.PHYSICAL_EXAM, K.LABS, K.IMAGING, K.RESULTS, K.FINDINGS, K.TECHNIQUE,
        K.MEDICATIONS, K.ALLERGIES, K.IMMUNIZATIONS, K.PROCEDURE, K.INSTRUCTIONS, K.SIGNATURE, K.DISPOSITION,
        K.PREOPERATIVE_DIAGNOSIS,
    )
)  # fmt: skip
"""Findings and lists: by Section III.B not coded unless a provider says what they mean."""

STAYS = frozenset((Setting.INPATIENT, Setting.SNF, Setting.HOME_HEALTH, Setting.HOSPICE))
"""Settings to which Sections II and III apply: all that are not outpatient (Guidelines II, UHDDS)."""

ACUTE = frozenset((Setting.INPATIENT, Setting.OUTPATIENT, Setting.ASC))
"""Settings in which a condition may be treated and over within the encounter: "resolved" there is no history."""

HOSPITALS = frozenset((Setting.INPATIENT,))
"""Settings that code an uncertain diagnosis as if it existed (Guidelines II.H, III.C): hospitals, not nursing homes."""
