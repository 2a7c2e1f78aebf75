"""Official guidelines made executable: one file each, run in the order below.

Every rule looks at the draft the rules before it left. A new rule is a file here with its cases beside it and a place
in ORDER; a rule without a place fails at once.
"""

import sys
from functools import cache
from typing import Any

from chartcode.coding.draft import Draft, apply
from chartcode.rules.kernel import Rule, collect

ORDER = (
    "valid-codes",
    "ruled-out",
    "uncertain-diagnoses",
    "confirmed-infections",
    "infection-status",
    "old-injuries",
    "repeated-falls",
    "impending",
    "personal-history",
    "cancer-history",
    "other-clinicians",
    "reportable-conditions",
    "ambulatory-surgery",
    "preoperative-evaluation",
    "screening",
    "vaccinations",
    "social-determinants",
    "antineoplastic-encounter",
    "incidental-findings",
    "chronic-ulcers",
    "abuse",
    "maternal-record",
    "newborn-conditions",
    "newborn-record",
    "prematurity",
    "superficial-injuries",
    "fractures",
    "fracture-sites",
    "burns",
    "poisoning",
    "osteoporosis-fractures",
    "external-causes",
    "hiv",
    "covid",
    "covid-screening",
    "urosepsis",
    "postprocedural-sepsis",
    "severe-sepsis",
    "organisms",
    "resistance",
    "neoplasm-anemia",
    "secondary-sites",
    "neoplastic-fracture",
    "remission",
    "procedural-stroke",
    "stroke-sequelae",
    "stroke-cause",
    "dominant-side",
    "infarction",
    "type-2-infarction",
    "coronary-angina",
    "pulmonary-hypertension",
    "hypertension-kinds",
    "hypertension-with",
    "influenza-with",
    "ventilator-pneumonia",
    "substance-use",
    "blood-alcohol",
    "dementia",
    "factitious",
    "glaucoma",
    "blindness",
    "pain",
    "copd-with",
    "congenital",
    "secondary-diabetes",
    "diabetes-with",
    "diabetes-remission",
    "diabetes-drugs",
    "insulin-pump",
    "obstetric-sepsis",
    "conditions-in-pregnancy",
    "pregnancy-hypertension",
    "pregnancy-diabetes",
    "delivery",
    "prenatal-visits",
    "weeks-of-gestation",
    "trimester",
    "fetus",
    "abortion",
    "pathological-encounters",
    "kidney-disease",
    "transplants",
    "transplanted-malignancy",
    "scales",
    "functional-quadriplegia",
    "sirs",
    "complications-of-care",
    "body-mass-index",
    "routine-examinations",
    "aftercare",
    "follow-up",
    "rehabilitation",
    "not-carried-out",
    "laterality",
    "multiple-sites",
    "less-specific",
    "integral-symptoms",
    "observation",
    "borderline",
    "complication-link",
    "status-codes",
    "excludes1",
    "sequence",
    "acute-and-chronic",
    "principal-diagnosis",
    "preoperative-order",
    "encounter-reasons",
    "injury-order",
    "drug-order",
    "circulatory-order",
    "diabetes-order",
    "pain-order",
    "infection-order",
    "neoplasm-order",
    "sepsis-order",
    "vaping",
    "respiratory-failure",
    "obstetric-order",
    "newborn-order",
    "social-order",
    "principal-candidates",
    "present-on-admission",
)


@cache
def rules() -> tuple[Rule[Any, Any], ...]:
    """Every rule, in order. Raises TypeError when a rule has no place in ORDER or a place has no rule."""
    found = collect(sys.modules[__name__])
    if found.keys() != set(ORDER):
        raise TypeError(f"rules and ORDER differ: {sorted(found.keys() ^ set(ORDER))}")
    return tuple(found[name] for name in ORDER)


def apply_all(draft: Draft) -> Draft:
    """The draft after every guideline in force on its day, in order."""
    for rule in rules():
        if draft.releases.day in rule.effective:
            draft = apply(draft, rule.check(draft), rule.citation)
    return draft
