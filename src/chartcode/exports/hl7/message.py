"""HL7 v2.6 segments: values to the text of a message (HL7 v2.6, chapter 2), and the segments both messages share."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

from chartcode.exports.exporter import Job
from chartcode.model import CPT, HCPCS, ICD10CM, ICD10PCS, Line, Setting

_ESCAPES = str.maketrans(
    {"\\": "\\E\\", "|": "\\F\\", "^": "\\S\\", "&": "\\T\\", "~": "\\R\\", "\r": "\\X0D\\", "\n": "\\X0A\\"}
)
"""Escapes of delimiters and line ends (chapter 2.7)."""

_CODINGS = {ICD10CM: "I10C", ICD10PCS: "I10P", HCPCS: "HCPCS", CPT: "C4"}
"""Table 0396, coding systems."""

_CLASSES = {
    Setting.INPATIENT: "I",
    Setting.SNF: "I",
    Setting.HOSPICE: "I",
    Setting.OUTPATIENT: "O",
    Setting.OFFICE: "O",
    Setting.ASC: "O",
    Setting.HOME_HEALTH: "O",
}
"""Table 0004, patient class."""

Field = str | Sequence[str]
"""A field, or its components."""


def segment(name: str, *fields: Field) -> str:
    """A segment, its texts escaped; empty fields at its end are left out."""
    texts = [_field(field) for field in fields]
    while texts and not texts[-1]:
        texts.pop()
    return "|".join((name, *texts))


def _field(field: Field) -> str:
    if isinstance(field, str):
        return field.translate(_ESCAPES)
    return "^".join(part.translate(_ESCAPES) for part in field).rstrip("^")


def at(fields: dict[int, Field]) -> tuple[Field, ...]:
    """Fields by their number, those between left empty."""
    return tuple(fields.get(number, "") for number in range(1, max(fields) + 1))


def message(job: Job, event: tuple[str, str, str], segments: Iterator[str]) -> bytes:
    """A whole message of that event: header, event, and its segments, ended by carriage returns, in UTF-8."""
    when, facts = f"{job.made:%Y%m%d%H%M%S%z}", job.billing
    sender, receiver = (facts.submitter.id, facts.receiver.id) if facts else ("", "")
    header = at(
        {
            3: "chartcode",
            4: sender,
            6: receiver,
            7: when,
            9: event,
            10: _control_id(job, event),
            11: "T" if facts and facts.test else "P",
            12: "2.6",
            18: "UNICODE UTF-8",
        }
    )
    whole = [segment("MSH|^~\\&", *header[2:]), segment("EVN", event[1], when), *segments]
    return "".join(f"{each}\r" for each in whole).encode("utf-8")


def _control_id(job: Job, event: Sequence[str]) -> str:
    """Twenty characters that are the same for the same export and differ for another."""
    seed = f"{job.coded.encounter.id}/{job.made.isoformat()}/{event[1]}"
    return hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def patient(job: Job) -> str:
    """PID. A patient whom no billing facts name has the encounter's id as a visit number and an unspecified name."""
    encounter, facts = job.coded.encounter, job.billing
    fields: dict[int, Field] = {
        1: "1",
        3: (facts.coverage.member_id, "", "", "", "MB") if facts else (encounter.id, "", "", "", "VN"),
        5: (facts.who.last, facts.who.first, "", "", "", "", "L") if facts else ("UNKNOWN", "", "", "", "", "", "U"),
        7: _day(encounter.birth_date or (facts.who.birth_date if facts else None)),
        8: encounter.sex.value,
    }
    if facts:
        home = facts.who.address
        fields[11] = (home.street, "", home.city, home.state, home.zip)
        fields[18] = (facts.claim_number,)
    return segment("PID", *at(fields))


def visit(job: Job) -> str:
    """PV1 with the class, the visit number, the disposition code where billing facts give one, and the days."""
    encounter, facts = job.coded.encounter, job.billing
    fields: dict[int, Field] = {
        1: "1",
        2: _CLASSES[encounter.setting],
        19: encounter.id,
        36: facts.stay.patient_status if facts else "",
        44: _day(encounter.admit),
        45: _day(encounter.discharge),
    }
    if facts and facts.attending:
        fields[7] = (facts.attending.npi, facts.attending.last, facts.attending.first)
    return segment("PV1", *at(fields))


def diagnoses(job: Job) -> Iterator[str]:
    """DG1 for each diagnosis: final (F), its priority, and its POA (DG1-26; an exempt one as E, table 0895)."""
    for number, line in enumerate(job.diagnoses, 1):
        fields: dict[int, Field] = {
            1: str(number),
            3: coded(line),
            6: "F",
            15: str(number),
            26: "E" if line.poa == "1" else line.poa or "",
        }
        yield segment("DG1", *at(fields))


def group(job: Job) -> Iterator[str]:
    """DRG, where billing facts give one."""
    if job.billing and job.billing.stay.drg:
        yield segment("DRG", (job.billing.stay.drg, "", "MS-DRG"))


def procedures(job: Job) -> Iterator[str]:
    """PR1 for each procedure with its day."""
    for number, line in enumerate(job.procedures, 1):
        yield segment("PR1", *at({1: str(number), 3: coded(line), 5: _day(job.performed(line)), 14: str(number)}))


def coded(line: Line) -> Field:
    """The code of a line, its title and its coding system, as CWE or CNE."""
    return line.code.value, line.title, _CODINGS[type(line.code)]


def _day(value: date | None) -> str:
    return value.strftime("%Y%m%d") if value else ""
