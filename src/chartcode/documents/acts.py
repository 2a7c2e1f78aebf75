"""Kinds of encounters as C-CDA and FHIR state them."""

from chartcode.model import Setting

SYSTEM = "2.16.840.1.113883.5.4"
SYSTEM_URI = "http://terminology.hl7.org/CodeSystem/v3-ActCode"

SETTINGS = {
    "IMP": Setting.INPATIENT,
    "ACUTE": Setting.INPATIENT,
    "NONAC": Setting.SNF,
    "AMB": Setting.OUTPATIENT,
    "EMER": Setting.OUTPATIENT,
    "OBSENC": Setting.OUTPATIENT,
    "SS": Setting.OUTPATIENT,
    "VR": Setting.OFFICE,
    "HH": Setting.HOME_HEALTH,
}
"""Codes of HL7 ActCode (value set ActEncounterCode) by where the care is given."""
