"""What the status indicators of the outpatient payment system mean.

Source: CMS, OPPS final rules, Addendum D1 (H1 and K1 since 2025). The wording is ours.
"""

from collections.abc import Mapping

INDICATORS: Mapping[str, str] = {
    "A": "paid under another fee schedule or payment system",
    "B": "not recognised on an outpatient hospital claim: another code may be",
    "C": "inpatient only: not paid to an outpatient",
    "D": "discontinued",
    "E1": "not covered, or not paid by Medicare at all",
    "E2": "no price or claims data yet: not paid",
    "F": "acquisition of a cornea, certain other tissue, or certain vaccines: paid at reasonable cost",
    "G": "drug or biological with a pass-through payment",
    "H": "device with a pass-through payment",
    "H1": "device for pain relief without opioids, paid apart",
    "J1": "comprehensive: one payment for nearly everything on the claim",
    "J2": "may become comprehensive together with other codes of the claim",
    "K": "drug, biological or radiopharmaceutical without pass-through, paid apart",
    "K1": "drug for pain relief without opioids, paid apart",
    "L": "influenza, pneumococcal or COVID-19 vaccine: paid at reasonable cost",
    "M": "not billable to this contractor",
    "N": "packaged: its payment is part of another service's",
    "P": "partial hospitalisation or intensive outpatient programme: paid by the day",
    "Q1": "packaged beside a code with S, T or V, else paid apart",
    "Q2": "packaged beside a code with T, else paid apart",
    "Q3": "may be paid through a composite",
    "Q4": "laboratory test: packaged beside most services, else paid under its fee schedule",
    "R": "blood or blood product",
    "S": "procedure or service, never discounted beside another",
    "T": "procedure or service, discounted beside another",
    "U": "brachytherapy source",
    "V": "clinic or emergency department visit",
    "Y": "equipment outside an institution: billed to the equipment contractor",
}
