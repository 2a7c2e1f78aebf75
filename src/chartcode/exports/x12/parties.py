"""The parties of an 837: billing provider, subscriber, payer and patient (loops 2000A to 2010CA of both guides)."""

from collections.abc import Iterator

from chartcode.errors import UsageError
from chartcode.exports.billing import Address, Clinician, Person
from chartcode.exports.exporter import Job
from chartcode.exports.x12.segments import Segment, day, segment
from chartcode.model import Sex


def parties(job: Job) -> Iterator[Segment]:
    """The loops that stand before the claim. Raises UsageError when the patient's birth date is nowhere given."""
    yield from _provider(job)
    yield from _subscriber(job)
    if job.facts.patient is not None:
        yield segment("HL", "3", "2", "23", "0")
        yield segment("PAT", job.facts.relationship)
        yield _name("QC", job.facts.patient)
        yield from _address(job.facts.patient.address)
        yield _demographics(job, job.facts.patient, is_patient=True)


def clinician(role: str, person: Clinician) -> Segment:
    """The name of one who rendered (82), attended (71) or operated (72), with the NPI."""
    return segment("NM1", role, "1", person.last, person.first, "", "", "", "XX", person.npi)


def _provider(job: Job) -> Iterator[Segment]:
    provider = job.facts.provider
    yield segment("HL", "1", "", "20", "1")
    if provider.taxonomy:
        yield segment("PRV", "BI", "PXC", provider.taxonomy)
    yield segment("NM1", "85", "2", provider.name, "", "", "", "", "XX", provider.npi)
    yield from _address(provider.address)
    yield segment("REF", "EI", provider.tax_id)


def _subscriber(job: Job) -> Iterator[Segment]:
    coverage, is_patient = job.facts.coverage, job.facts.patient is None
    yield segment("HL", "2", "1", "22", "0" if is_patient else "1")
    yield segment("SBR", "P", "18" if is_patient else "", coverage.group, "", "", "", "", "", coverage.filing)
    yield _name("IL", coverage.subscriber, coverage.member_id)
    if is_patient:
        yield from _address(coverage.subscriber.address)
        yield _demographics(job, coverage.subscriber, is_patient=True)
    yield segment("NM1", "PR", "2", coverage.payer.name, "", "", "", "", "PI", coverage.payer.id)


def _name(role: str, person: Person, member_id: str = "") -> Segment:
    return segment("NM1", role, "1", person.last, person.first, "", "", "", "MI" if member_id else "", member_id)


def _address(address: Address) -> Iterator[Segment]:
    yield segment("N3", address.street)
    yield segment("N4", address.city, address.state, address.zip)


def _demographics(job: Job, person: Person, *, is_patient: bool) -> Segment:
    encounter = job.coded.encounter
    born = person.birth_date or (encounter.birth_date if is_patient else None)
    sex = person.sex if person.sex is not Sex.UNKNOWN or not is_patient else encounter.sex
    if born is None:
        raise UsageError("a claim needs the patient's birth_date: give it with the chart or in --billing FILE")
    return segment("DMG", "D8", day(born), sex.value)
