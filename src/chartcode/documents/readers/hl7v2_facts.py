"""Facts of HL7 v2 messages: patient and visit (PID, PV1), problems and procedures (DG1, PR1)."""

from chartcode.documents.document import Facts, Kind, Statement, period
from chartcode.documents.readers.segments import Segment
from chartcode.documents.stamps import day_of
from chartcode.model import Setting, Sex

SETTINGS = {
    "I": Setting.INPATIENT,
    "E": Setting.OUTPATIENT,
    "O": Setting.OUTPATIENT,
    "P": Setting.INPATIENT,
    "R": Setting.OUTPATIENT,
    "B": Setting.INPATIENT,
}
"""Patient class (table 0004): inpatient, emergency, outpatient, preadmit, recurring, obstetrics."""
_SEXES = {"F": Sex.FEMALE, "M": Sex.MALE}
_STATUSES = {"A": "admitting", "W": "working", "F": "final"}
"""Diagnosis type (table 0052)."""


def visit_of(segments: list[Segment]) -> tuple[str, str] | None:
    """Whose message it is: patient and visit number. None where it names no patient."""
    patient = _first(segments, "PID", 3)
    return (patient, _first(segments, "PV1", 19)) if patient else None


def facts_of(segments: list[Segment]) -> Facts:
    """What the segments of all messages of a visit say; of several the last that says it counts."""
    latest = list(reversed(segments))
    setting = SETTINGS.get(_first(latest, "PV1", 2))
    admit, discharge = period(setting, day_of(_first(latest, "PV1", 44)), day_of(_first(latest, "PV1", 45)))
    return Facts(
        setting=setting,
        admit=admit,
        discharge=discharge,
        sex=_SEXES.get(_first(latest, "PID", 8), Sex.UNKNOWN),
        birth_date=day_of(_first(latest, "PID", 7)),
        disposition=_first(latest, "PV1", 36),
        statements=tuple(_statement(segment) for segment in segments if segment.name in {"DG1", "PR1"}),
    )


def _first(segments: list[Segment], name: str, field: int) -> str:
    """The first component of a field, in the first segment of a name that has it."""
    found = (segment.component(field, 1) for segment in segments if segment.name == name)
    return next(filter(None, found), "")


def _statement(segment: Segment) -> Statement:
    """DG1 and PR1 have code, description and date in the same fields."""
    is_problem = segment.name == "DG1"
    return Statement(
        kind=Kind.PROBLEM if is_problem else Kind.PROCEDURE,
        text=segment.component(3, 2) or segment.component(4, 1),
        part=f"{segment.name}[{segment.number}]-3",
        code=segment.component(3, 1),
        system=segment.component(3, 3),
        status=_STATUSES.get(segment.component(6, 1), "") if is_problem else "",
        date=day_of(segment.field(5)),
    )
