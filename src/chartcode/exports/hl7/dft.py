"""DFT^P03: the charges of an encounter with its diagnoses (HL7 v2.6, chapter 6)."""

from collections.abc import Iterator

from chartcode.exports.billing import ServiceLine
from chartcode.exports.exporter import Format, Job
from chartcode.exports.hl7.message import (
    Field,
    at,
    diagnoses,
    group,
    message,
    patient,
    procedures,
    segment,
    visit,
)
from chartcode.exports.x12.segments import amount
from chartcode.model import CPT


def write(job: Job) -> bytes:
    """The message: FT1 for each service line, the procedures under the first, then diagnoses and DRG.

    A forced export says so in an NTE. Raises UsageError without billing facts, or when the day of a procedure is not
    known.
    """
    return message(job, ("DFT", "P03", "DFT_P03"), _segments(job))


def _segments(job: Job) -> Iterator[str]:
    yield patient(job)
    yield visit(job)
    for number, line in enumerate(job.facts.service_lines, 1):
        yield _charge(job, number, line)
        if number == 1:
            if job.notice:
                yield segment("NTE", "1", "", job.notice)
            yield from procedures(job)
    yield from diagnoses(job)
    yield from group(job)


def _charge(job: Job, number: int, line: ServiceLine) -> str:
    pointed = [job.diagnoses[pointer - 1] for pointer in line.pointers if pointer <= len(job.diagnoses)]
    fields: dict[int, Field] = {
        1: str(number),
        4: (line.day or job.ended).strftime("%Y%m%d"),
        6: "CG",
        7: _product(line),
        10: amount(line.units),
        11: (amount(line.charge),),
        19: pointed[0].code.value if pointed else "",
    }
    if line.procedure:
        fields[25] = _product(line)
    return segment("FT1", *at(fields))


def _product(line: ServiceLine) -> Field:
    if line.procedure is None:
        return line.revenue, "", "NUBC"
    return line.procedure.value, "", "C4" if isinstance(line.procedure, CPT) else "HCPCS"


FORMAT = Format("hl7-dft", ".hl7", write)
