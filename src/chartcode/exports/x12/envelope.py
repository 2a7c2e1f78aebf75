"""The envelope of an 837: interchange, functional group and transaction set round one claim (TR3, appendix C)."""

from collections.abc import Iterable

from chartcode.exports.exporter import Job
from chartcode.exports.x12.segments import COMPONENT, REPEAT, Segment, day, segment, text_of

_SET = "0001"


def interchange(job: Job, guide: str, claim: Iterable[Segment]) -> bytes:
    """A whole interchange with one transaction set of that implementation guide: header, the claim's loops, trailers.

    Control numbers are the seconds of the moment it was made, so a later export has a higher one.
    """
    facts, made = job.facts, job.made
    control = int(made.timestamp()) % 1_000_000_000
    sender, receiver = facts.submitter.id, facts.receiver.id
    inner = (
        segment("ST", "837", _SET, guide),
        segment("BHT", "0019", "00", facts.claim_number, day(made.date()), f"{made:%H%M}", "CH"),
        segment("NM1", "41", "2", facts.submitter.name, "", "", "", "", "46", sender),
        segment("PER", "IC", facts.submitter.contact or facts.submitter.name, "TE", facts.submitter.phone),
        segment("NM1", "40", "2", facts.receiver.name, "", "", "", "", "46", receiver),
        *claim,
    )
    whole = (
        _isa(job, control),
        segment("GS", "HC", sender, receiver, day(made.date()), f"{made:%H%M}", str(control), "X", guide),
        *inner,
        segment("SE", str(len(inner) + 1), _SET),
        segment("GE", "1", str(control)),
        segment("IEA", "1", f"{control:09}"),
    )
    return text_of(whole).encode("ascii")


def _isa(job: Job, control: int) -> Segment:
    """The ISA segment: elements of a fixed length, filled with spaces, the separators at its end."""
    facts = job.facts
    names = [
        element for party in (facts.submitter, facts.receiver) for element in ("ZZ", f"{party.id.upper()[:15]:15}")
    ]
    return Segment(
        "ISA",
        (
            *("00", " " * 10, "00", " " * 10, *names, f"{job.made:%y%m%d}", f"{job.made:%H%M}", REPEAT, "00501"),
            *(f"{control:09}", "0", "T" if facts.test else "P", COMPONENT),
        ),
    )
