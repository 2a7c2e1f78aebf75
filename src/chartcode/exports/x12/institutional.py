"""837I: the claim of a hospital or another facility (X12 005010X223A2)."""

from collections.abc import Iterator, Sequence

from chartcode.errors import UsageError
from chartcode.exports.billing import ServiceLine
from chartcode.exports.exporter import Format, Job
from chartcode.exports.x12.claim import checked_lines, composite, note
from chartcode.exports.x12.envelope import interchange
from chartcode.exports.x12.parties import clinician, parties
from chartcode.exports.x12.segments import Segment, amount, day, segment
from chartcode.model import ICD10PCS, Line, Setting

GUIDE = "005010X223A2"
MOST_OTHERS = 24
MOST_CAUSES = 12
MOST_PROCEDURES = 25
MOST_LINES = 999
MOST_IN_A_SEGMENT = 12
"""One HI segment holds so many codes."""

_EXEMPT = "1"
"""POA "1" on paper; in 005010 an exempt diagnosis has no indicator (CMS, Hospital-Acquired Conditions coding)."""

_POA_PART = 9
"""The component of an HI element that holds the POA indicator (C022-9)."""


def write(job: Job) -> bytes:
    """The claim as an interchange, the external causes in a segment of their own.

    Raises UsageError for more codes than the claim holds, a POA for some diagnoses only, an external cause in first
    place, or a fact that is missing.
    """
    return interchange(job, GUIDE, _loops(job))


def causes(job: Job) -> tuple[Line, ...]:
    """The lines of chapter 20, V00 to Y99, which a claim lists apart."""
    return tuple(line for line in job.diagnoses if line.code.value[0] in "VWXY")


def _loops(job: Job) -> Iterator[Segment]:
    facts = job.facts
    _check(job)
    yield from parties(job)
    place = (facts.stay.bill_type[:2], "A", facts.stay.bill_type[2])
    yield segment("CLM", facts.claim_number, amount(facts.total), "", "", place, "", "A", "Y", "Y")
    yield from _days(job)
    yield segment("CL1", facts.stay.admission_type, facts.stay.admission_source, facts.stay.patient_status)
    yield from note(job)
    yield from _codes(job)
    if facts.attending:
        yield clinician("71", facts.attending)
    if facts.operating:
        yield clinician("72", facts.operating)
    for number, line in enumerate(facts.service_lines, 1):
        yield from _service(job, number, line)


def _days(job: Job) -> Iterator[Segment]:
    stay, inpatient = job.facts.stay, _is_inpatient(job)
    if inpatient and stay.discharge_hour:
        yield segment("DTP", "096", "TM", f"{stay.discharge_hour}00")
    yield segment("DTP", "434", "RD8", f"{day(job.began)}-{day(job.ended)}")
    if inpatient:
        yield segment("DTP", "435", "DT", f"{day(job.began)}{stay.admission_hour}00")


def _codes(job: Job) -> Iterator[Segment]:
    stay, inpatient, apart = job.facts.stay, _is_inpatient(job), causes(job)
    principal, *others = [line for line in job.diagnoses if line not in apart]
    yield segment("HI", _diagnosis("ABK", principal, poa=inpatient))
    if inpatient:
        admitting = stay.admitting_diagnosis or principal.code
        yield segment("HI", ("ABJ", admitting.bare))
    elif stay.reasons_for_visit:
        yield segment("HI", *(("APR", code.bare) for code in stay.reasons_for_visit))
    yield from _many([_diagnosis("ABN", line, poa=inpatient) for line in apart])
    if stay.drg:
        yield segment("HI", ("DR", stay.drg))
    yield from _many([_diagnosis("ABF", line, poa=inpatient) for line in others])
    done = [(line.code.bare, "D8", day(job.performed(line))) for line in _procedures(job)]
    yield from _many([("BBR", *code) for code in done[:1]])
    yield from _many([("BBQ", *code) for code in done[1:]])


def _diagnosis(qualifier: str, line: Line, *, poa: bool) -> tuple[str, ...]:
    indicator = line.poa if poa and line.poa and line.poa != _EXEMPT else ""
    return (qualifier, line.code.bare, *[""] * (_POA_PART - 3), indicator)


def _many(composites: Sequence[tuple[str, ...]]) -> Iterator[Segment]:
    for start in range(0, len(composites), MOST_IN_A_SEGMENT):
        yield segment("HI", *composites[start : start + MOST_IN_A_SEGMENT])


def _service(job: Job, number: int, line: ServiceLine) -> Iterator[Segment]:
    unit = "DA" if "0100" <= line.revenue <= "0219" else "UN"
    yield segment("LX", str(number))
    yield segment("SV2", line.revenue, composite(line), amount(line.charge), unit, amount(line.units))
    if line.day or not _is_inpatient(job):
        yield segment("DTP", "472", "D8", day(line.day or job.ended))


def _is_inpatient(job: Job) -> bool:
    return job.coded.encounter.setting is Setting.INPATIENT


def _procedures(job: Job) -> tuple[Line, ...]:
    return tuple(line for line in job.procedures if isinstance(line.code, ICD10PCS)) if _is_inpatient(job) else ()


def _check(job: Job) -> None:
    checked_lines(job, MOST_LINES)
    _check_codes(job)
    facts, inpatient = job.facts, _is_inpatient(job)
    lacking = {
        "stay.bill_type": not facts.stay.bill_type,
        "stay.patient_status": not facts.stay.patient_status,
        "stay.admission_type": not facts.stay.admission_type,
        "stay.admission_hour": inpatient and not facts.stay.admission_hour,
        "attending": facts.attending is None,
    }
    missing = [name for name, is_lacking in lacking.items() if is_lacking]
    if missing:
        raise UsageError(f"an institutional claim needs {', '.join(missing)} in --billing FILE")
    for number, line in enumerate(facts.service_lines, 1):
        if not line.revenue:
            raise UsageError(f"service line {number} needs a revenue code on an institutional claim")


def _check_codes(job: Job) -> None:
    apart = causes(job)
    if job.diagnoses[0] in apart:
        raise UsageError("an external cause cannot be the principal diagnosis: put the injury first")
    for what, most, listed in (
        ("diagnoses beside the principal one", MOST_OTHERS, len(job.diagnoses) - len(apart) - 1),
        ("external causes", MOST_CAUSES, len(apart)),
        ("procedures", MOST_PROCEDURES, len(_procedures(job))),
    ):
        if listed > most:
            raise UsageError(f"an institutional claim holds {most} {what}, these are {listed}")
    with_poa = [line for line in job.diagnoses if line.poa]
    if _is_inpatient(job) and with_poa and len(with_poa) < len(job.diagnoses):
        orders = ", ".join(str(line.order) for line in job.diagnoses if not line.poa)
        raise UsageError(f"POA is missing on line {orders}: import the POA exempt list and code the chart again")


FORMAT = Format("837i", ".837", write)
