"""837P: the claim of a physician or supplier (X12 005010X222A1)."""

from collections.abc import Iterator

from chartcode.errors import UsageError
from chartcode.exports.billing import ServiceLine
from chartcode.exports.exporter import Format, Job
from chartcode.exports.x12.claim import checked_lines, composite, note
from chartcode.exports.x12.envelope import interchange
from chartcode.exports.x12.parties import clinician, parties
from chartcode.exports.x12.segments import Segment, amount, day, segment
from chartcode.model import Setting

GUIDE = "005010X222A1"
MOST_DIAGNOSES = 12
MOST_LINES = 50


def write(job: Job) -> bytes:
    """The claim as an interchange.

    Raises UsageError for more than twelve diagnoses or fifty lines, a line without a procedure, a pointer to no
    diagnosis, or a fact that is missing.
    """
    return interchange(job, GUIDE, _loops(job))


def _loops(job: Job) -> Iterator[Segment]:
    facts = job.facts
    _check(job)
    yield from parties(job)
    place = (facts.place_of_service, "B", "1")
    yield segment("CLM", facts.claim_number, amount(facts.total), "", "", place, "Y", "A", "Y", "Y")
    if job.coded.encounter.setting is Setting.INPATIENT and job.coded.encounter.admit:
        yield segment("DTP", "435", "D8", day(job.began))
    yield from note(job)
    codes = [line.code.bare for line in job.diagnoses]
    yield segment("HI", ("ABK", codes[0]), *(("ABF", code) for code in codes[1:]))
    if facts.rendering:
        yield clinician("82", facts.rendering)
    for number, line in enumerate(facts.service_lines, 1):
        yield from _service(job, number, line)


def _service(job: Job, number: int, line: ServiceLine) -> Iterator[Segment]:
    yield segment("LX", str(number))
    pointers = tuple(str(pointer) for pointer in line.pointers)
    yield segment("SV1", composite(line), amount(line.charge), "UN", amount(line.units), "", "", pointers)
    yield segment("DTP", "472", "D8", day(line.day or job.ended))


def _check(job: Job) -> None:
    checked_lines(job, MOST_LINES)
    listed = len(job.diagnoses)
    if listed > MOST_DIAGNOSES:
        raise UsageError(f"a professional claim holds {MOST_DIAGNOSES} diagnoses, these are {listed}: split the claim")
    if not job.facts.place_of_service:
        raise UsageError("a professional claim needs the place_of_service in --billing FILE")
    for number, line in enumerate(job.facts.service_lines, 1):
        if line.procedure is None:
            raise UsageError(f"service line {number} needs a procedure on a professional claim")
        if not line.pointers:
            raise UsageError(f"service line {number} points to no diagnosis: give it pointers")
        if max(line.pointers) > listed:
            raise UsageError(f"service line {number} points to diagnosis {max(line.pointers)}, the claim has {listed}")


FORMAT = Format("837p", ".837", write)
