"""The chart: an encounter and its notes, as they arrive."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from chartcode.errors import InvalidValueError

OLDEST = 130
"""No patient is older, in years: a birth date before that is a slip."""


class Setting(StrEnum):
    """Where the care was given; it decides which guidelines apply (Section II and III, or Section IV)."""

    INPATIENT = "inpatient"
    OUTPATIENT = "outpatient"
    OFFICE = "office"
    ASC = "asc"
    SNF = "snf"
    HOME_HEALTH = "home-health"
    HOSPICE = "hospice"


class Sex(StrEnum):
    """Administrative sex as a claim states it."""

    FEMALE = "F"
    MALE = "M"
    UNKNOWN = "U"


@dataclass(frozen=True, slots=True)
class Note:
    """One document of a chart. `text` is the original; every span in chartcode is an offset into it."""

    note_id: str
    text: str
    type: str = ""
    author_role: str = ""
    date: datetime.date | None = None

    def __post_init__(self) -> None:
        if not self.note_id:
            raise InvalidValueError("a note needs an id")
        if not self.text.strip():
            raise InvalidValueError(f"note {self.note_id} is empty")


@dataclass(frozen=True, slots=True)
class Encounter:
    """A stay or a visit with its notes. For a visit `admit` is empty and `discharge` is the date of service."""

    id: str
    notes: tuple[Note, ...]
    setting: Setting = Setting.OUTPATIENT
    admit: datetime.date | None = None
    discharge: datetime.date | None = None
    sex: Sex = Sex.UNKNOWN
    birth_date: datetime.date | None = None
    disposition: str = ""
    new_patient: bool | None = None

    def __post_init__(self) -> None:
        if not self.notes:
            raise InvalidValueError(f"encounter {self.id} has no notes")
        if len({note.note_id for note in self.notes}) != len(self.notes):
            raise InvalidValueError(f"encounter {self.id} has two notes of one id")
        if self.admit and self.discharge and self.discharge < self.admit:
            raise InvalidValueError(f"encounter {self.id} ends before it starts")
        end = self.discharge or self.admit
        if self.birth_date and end and end < self.birth_date:
            raise InvalidValueError(f"encounter {self.id} ends before the patient's birth")
        if self.birth_date and end and end.year - self.birth_date.year > OLDEST:
            raise InvalidValueError(f"encounter {self.id}: the patient's birth is more than {OLDEST} years before it")

    def note(self, note_id: str) -> Note:
        """The note of that id. Raises KeyError when the encounter has none."""
        for note in self.notes:
            if note.note_id == note_id:
                return note
        raise KeyError(note_id)

    def age_on(self, day: datetime.date) -> int | None:
        """The patient's age in whole years on that day, or None when the birth date is not known."""
        if self.birth_date is None:
            return None
        born = self.birth_date
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
