"""ADT^A08: the codes of an encounter as an update of patient information (HL7 v2.6, chapter 3)."""

from collections.abc import Iterator

from chartcode.exports.exporter import Format, Job
from chartcode.exports.hl7.message import at, diagnoses, group, message, patient, procedures, segment, visit


def write(job: Job) -> bytes:
    """The message. A forced export says so in an OBX. Raises UsageError when the day of a procedure is not known."""
    return message(job, ("ADT", "A08", "ADT_A01"), _segments(job))


def _segments(job: Job) -> Iterator[str]:
    yield patient(job)
    yield visit(job)
    if job.notice:
        yield segment("OBX", *at({1: "1", 2: "TX", 3: ("NOTICE", "Export notice", "L"), 5: job.notice, 11: "F"}))
    yield from diagnoses(job)
    yield from group(job)
    yield from procedures(job)


FORMAT = Format("hl7-adt", ".hl7", write)
