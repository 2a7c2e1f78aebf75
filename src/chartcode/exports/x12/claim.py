"""What both kinds of 837 claim share: checks that no implementation guide's map can make, the note, the procedure."""

from collections.abc import Iterator

from chartcode.errors import UsageError
from chartcode.exports.billing import ServiceLine
from chartcode.exports.exporter import Job
from chartcode.exports.x12.segments import Segment, segment

_NOTE_LENGTH = 80


def checked_lines(job: Job, most: int) -> None:
    """Raises UsageError for a claim without a diagnosis, with too many service lines, or one of another day."""
    if not job.diagnoses:
        raise UsageError("a claim needs a diagnosis, and the record has none")
    if len(job.facts.service_lines) > most:
        raise UsageError(f"the claim has {len(job.facts.service_lines)} service lines and may have {most}: split it")
    for number, line in enumerate(job.facts.service_lines, 1):
        if line.day and not job.began <= line.day <= job.ended:
            raise UsageError(f"service line {number} is of a day outside the encounter")


def note(job: Job) -> Iterator[Segment]:
    """The note that says the claim was exported by force, where it was (NTE, 80 characters)."""
    if job.notice:
        yield segment("NTE", "ADD", job.notice[:_NOTE_LENGTH])


def composite(line: ServiceLine) -> tuple[str, ...]:
    """The procedure of a service line with its modifiers (C003), empty where it has none."""
    return ("HC", line.procedure.bare, *line.modifiers) if line.procedure else ()
