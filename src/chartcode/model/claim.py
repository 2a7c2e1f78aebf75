"""A claim as edits look at it: codes in their order with the facts of the encounter, and no note."""

import datetime
from dataclasses import dataclass

from chartcode.errors import InvalidValueError
from chartcode.model.codes import ICD10CM, Code
from chartcode.model.encounter import Setting, Sex

POA = ("Y", "N", "U", "W", "1")
"""Present, not present, not documented, clinically undetermined, exempt (Guidelines, Appendix I; 1 as on paper)."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A diagnosis code as a claim lists it, with its POA indicator, empty where it has none."""

    code: ICD10CM
    poa: str = ""

    def __post_init__(self) -> None:
        if self.poa and self.poa not in POA:
            raise InvalidValueError(f"POA of {self.code} is one of {', '.join(POA)}")


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure code (ICD-10-PCS, HCPCS or CPT) as a claim lists it, with its modifiers and units of service."""

    code: Code
    modifiers: tuple[str, ...] = ()
    units: int = 1

    def __post_init__(self) -> None:
        if self.units < 1:
            raise InvalidValueError(f"the units of {self.code} must be 1 or more")


@dataclass(frozen=True, slots=True)
class Claim:
    """What is checked. The first diagnosis is the principal or first-listed one.

    `day` is the date of service, of a stay the day of discharge. Procedures are those of one patient, provider and day.
    """

    day: datetime.date
    setting: Setting
    diagnoses: tuple[Diagnosis, ...]
    procedures: tuple[Procedure, ...] = ()
    sex: Sex = Sex.UNKNOWN
    birth_date: datetime.date | None = None
    admit: datetime.date | None = None

    def __post_init__(self) -> None:
        if not self.diagnoses and not self.procedures:
            raise InvalidValueError("a claim needs a code")
        if self.admit and self.admit > self.day:
            raise InvalidValueError("the claim ends before it starts")
        if self.birth_date and self.birth_date > self.day:
            raise InvalidValueError("the claim ends before the patient's birth")

    @property
    def age(self) -> int | None:
        """The patient's age in whole years when the care began, or None when the birth date is not known."""
        if self.birth_date is None:
            return None
        began, born = max(self.admit or self.day, self.birth_date), self.birth_date
        return began.year - born.year - ((began.month, began.day) < (born.month, born.day))
