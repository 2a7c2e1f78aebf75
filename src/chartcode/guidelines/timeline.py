"""The timeline of a stay: which notes tell how the patient came in, and on which day each was written."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chartcode.model import Encounter, Note

FIRST_DAYS = 1
"""A note of the day after the order to admit still tells what was there: results and diagnoses of the way in."""


class Written(StrEnum):
    """When in a stay a note was written: on the way in, later, at its end, or nobody can tell."""

    ARRIVING = "on the way in"
    LATER = "later in the stay"
    ENDING = "at the end of the stay"
    UNKNOWN = "at a time the chart does not tell"


_ENDING = re.compile(r"\b(?:discharge|death|expiration|transfer out)\b.*|\bd/?c summary\b")
_ARRIVING = re.compile(
    r"\b(?:ed|er|emergency|triage|ems|ambulance|h\s?&\s?p|h and p|history (?:and|&) physical|admi(?:ssion|t|tting)"
    r"|observation|pre-?op(?:erative)?|pre-?anesth\w+|transfer (?:in|acceptance)|nursing home)\b"
)
_SURGERY = re.compile(r"\b(?:operative|operation|op note|surgery|surgical note|anesthesia|procedure note)\b")
_DELIVERY = re.compile(r"\b(?:labor and delivery|l&d|delivery|birth|postpartum|c-?section|cesarean)\b")
_DAY = re.compile(r"\b(?:hospital day|hosp day|hd|icu day)\s*#?\s*(\d{1,3})\b")
_AFTER_SURGERY = re.compile(r"\b(?:pod|post-?op(?:erative)? day)\s*#?\s*(\d{1,3})\b")
_HEAD = 160
"""How far, in characters, the heading of a note reaches: its kind and "HD 3" stand there."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The notes of a stay by the time they were written, and whether an operation or a delivery belongs to the stay.

    `days` has the days since admission of each note of known day, 0 for the day of admission itself.
    """

    written: dict[str, Written]
    days: dict[str, int]
    surgery: bool
    delivery: bool

    @property
    def tells_arrival(self) -> bool:
        """Whether any note was written on the way in."""
        return Written.ARRIVING in self.written.values()


def timeline(encounter: Encounter) -> Timeline:
    """The timeline of an encounter. A note's own date counts, else what its heading says of the day."""
    written, days = {}, {}
    for note in encounter.notes:
        head = f"{note.type}\n{note.text[:_HEAD]}".lower().replace("_", " ")
        day = _day(note, encounter.admit, head)
        if day is not None:
            days[note.note_id] = day
        written[note.note_id] = _written(note, head, day)
    operated = any(is_surgery(note) for note in encounter.notes) or any(
        _AFTER_SURGERY.search(note.text.lower()) for note in encounter.notes
    )
    delivered = any(_DELIVERY.search(_kind(note)) for note in encounter.notes)
    return Timeline(written, days, operated, delivered)


def is_surgery(note: Note) -> bool:
    """Whether a note tells of an operation."""
    return bool(_SURGERY.search(_kind(note)))


def _kind(note: Note) -> str:
    """What the note says it is: its type, else its first line."""
    said = note.type or note.text.lstrip().partition("\n")[0][:_HEAD]
    return said.lower().replace("_", " ")


def _day(note: Note, admit: date | None, head: str) -> int | None:
    if note.date and admit:
        return (note.date - admit).days
    said = _DAY.search(head)
    if said:
        return int(said[1]) - 1
    after = _AFTER_SURGERY.search(head)
    return int(after[1]) if after else None


def _written(note: Note, head: str, day: int | None) -> Written:
    kind = _kind(note)
    if _ENDING.search(kind):
        return Written.ENDING
    if _ARRIVING.search(kind) or (day is not None and day <= FIRST_DAYS and not _AFTER_SURGERY.search(head)):
        return Written.ARRIVING
    if day is None and not is_surgery(note):
        return Written.UNKNOWN
    return Written.LATER
