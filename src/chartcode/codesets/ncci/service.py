"""The kinds of services that NCCI has tables of its own for."""

from enum import Enum


class Service(Enum):
    """Who bills: a practitioner or surgical centre, an outpatient hospital, or a supplier of equipment (MUE only)."""

    PRACTITIONER = "practitioner"
    OUTPATIENT = "outpatient"
    DME = "dme"
