"""Which codes say sepsis, its severity, the organs it harms and the infections it starts from."""

from functools import cache

from chartcode.guidelines.tables import pairs

SEPSIS = (
    "A02.1",
    "A22.7",
    "A26.7",
    "A32.7",
    "A39.2",
    "A39.3",
    "A39.4",
    "A40",
    "A41",
    "A42.7",
    "A54.86",
    "B37.7",
    "P36",
)
"""Codes of the systemic infection itself."""

AFTER_PROCEDURE = ("T81.44", "O86.04")
PUERPERAL = "O85"
SEVERE = ("R65.20", "R65.21", "T81.12XA")
POSTPROCEDURAL_INFECTION = ("T80.2", "T81.40", "T81.41", "T81.42", "T81.43", "T81.49", "T81.4X", "T88.0", "O86.0")


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for prefix, kind in pairs("systemic_infections"):
        found[kind] = (*found.get(kind, ()), prefix)
    return found


def organ_failures() -> tuple[str, ...]:
    """Prefixes of the acute organ dysfunctions that make a sepsis severe."""
    return _kinds()["organ"]


def local_infections() -> tuple[str, ...]:
    """Prefixes of the localized infections that a sepsis starts from."""
    return _kinds()["local"]


def other_causes() -> tuple[str, ...]:
    """Prefixes of the conditions that are no infection and lead to sepsis or SIRS: trauma, burns, pancreatitis."""
    return _kinds()["no infection"]
