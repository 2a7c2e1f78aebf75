"""Where a claim form keeps what: facts, diagnoses, procedures and charges with the locator of their box.

Institutional: form locators (FL) of the NUBC's UB-04. Professional: items of the NUCC's 1500 form. Only the numbers and
our own words; neither form's layout nor its text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from chartcode.exports.exporter import Job
from chartcode.exports.x12.segments import amount
from chartcode.model import ICD10PCS, Line, Setting, Sex


@dataclass(frozen=True, slots=True)
class Box:
    """A box of a form: its locator, what it holds, and the value."""

    locator: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class CodeBox:
    """A box with a code: its locator, empty where the form has no room for it, and the line."""

    locator: str
    line: Line


_PROFESSIONAL = (Setting.OFFICE, Setting.ASC)
_OTHERS = tuple(f"67{letter}" for letter in ascii_uppercase[:17])
_CAUSES = ("72a", "72b", "72c")
_PROCEDURES = ("74", "74a", "74b", "74c", "74d", "74e")
_ITEM_21 = tuple(f"21{letter}" for letter in ascii_uppercase[:12])


def is_professional(job: Job) -> bool:
    """Whether the encounter is billed on the professional form."""
    return job.coded.encounter.setting in _PROFESSIONAL


def facts(job: Job) -> tuple[Box, ...]:
    """The facts of the encounter and of the claim, those that are known."""
    found = _professional(job) if is_professional(job) else _institutional(job)
    return tuple(box for box in found if box.value)


def _professional(job: Job) -> Iterator[Box]:
    encounter, billing = job.coded.encounter, job.billing
    yield Box("3", "Birth date", _day(encounter.birth_date))
    yield Box("3", "Sex", _sex(encounter.sex))
    yield Box("24A", "Date of service", _day(job.ended))
    if billing is None:
        return
    yield Box("1a", "Insured's id", billing.coverage.member_id)
    yield Box("2", "Patient", f"{billing.who.last}, {billing.who.first}")
    yield Box("11c", "Payer", billing.coverage.payer.name)
    yield Box("24B", "Place of service", billing.place_of_service)
    yield Box("24J", "Rendering NPI", billing.rendering.npi if billing.rendering else "")
    yield Box("25", "Tax id", billing.provider.tax_id)
    yield Box("26", "Claim number", billing.claim_number)
    yield Box("28", "Total charge", f"{billing.total:.2f}")
    yield Box("33", "Billing provider", billing.provider.name)
    yield Box("33a", "Billing NPI", billing.provider.npi)


def _institutional(job: Job) -> Iterator[Box]:
    encounter, billing = job.coded.encounter, job.billing
    yield Box("6", "Statement covers", f"{_day(job.began)} to {_day(job.ended)}")
    yield Box("10", "Birth date", _day(encounter.birth_date))
    yield Box("11", "Sex", _sex(encounter.sex))
    yield Box("12", "Admitted", _day(encounter.admit))
    if billing is None:
        return
    stay = billing.stay
    yield Box("3a", "Claim number", billing.claim_number)
    yield Box("4", "Type of bill", stay.bill_type)
    yield Box("5", "Tax id", billing.provider.tax_id)
    yield Box("8b", "Patient", f"{billing.who.last}, {billing.who.first}")
    yield Box("13", "Admission hour", stay.admission_hour)
    yield Box("14", "Admission type", stay.admission_type)
    yield Box("15", "Admission source", stay.admission_source)
    yield Box("16", "Discharge hour", stay.discharge_hour)
    yield Box("17", "Patient status", stay.patient_status)
    yield Box("47", "Total charge", f"{billing.total:.2f}")
    yield Box("50", "Payer", billing.coverage.payer.name)
    yield Box("56", "Billing NPI", billing.provider.npi)
    yield Box("60", "Insured's id", billing.coverage.member_id)
    yield Box("69", "Admitting diagnosis", str(stay.admitting_diagnosis or ""))
    yield Box("70", "Reasons for visit", " ".join(code.value for code in stay.reasons_for_visit))
    yield Box("71", "DRG", stay.drg)
    yield Box("76", "Attending NPI", billing.attending.npi if billing.attending else "")
    yield Box("77", "Operating NPI", billing.operating.npi if billing.operating else "")


def diagnoses(job: Job) -> tuple[CodeBox, ...]:
    """The diagnoses in order, each with its box; the institutional form has external causes apart."""
    if is_professional(job):
        return _boxed(job.diagnoses, _ITEM_21)
    causes = [line for line in job.diagnoses if line.code.value[0] in "VWXY"]
    others = [line for line in job.diagnoses if line not in causes]
    return (*_boxed(others, ("67", *_OTHERS)), *_boxed(causes, _CAUSES))


def procedures(job: Job) -> tuple[CodeBox, ...]:
    """The procedures in order: those of ICD-10-PCS have boxes, the others stand on service lines."""
    principal = [line for line in job.procedures if isinstance(line.code, ICD10PCS)]
    others = [line for line in job.procedures if line not in principal]
    return (*_boxed(principal, _PROCEDURES), *_boxed(others, ()))


def _boxed(lines: tuple[Line, ...] | list[Line], locators: tuple[str, ...]) -> tuple[CodeBox, ...]:
    return tuple(CodeBox(locators[place] if place < len(locators) else "", line) for place, line in enumerate(lines))


def charges(job: Job) -> tuple[str, ...]:
    """The service lines as lines of text, each value after its locator."""
    code, units, charge = ("24D", "24G", "24F") if is_professional(job) else ("44", "46", "47")
    found = []
    for line in job.billing.service_lines if job.billing else ():
        words = "-".join((line.procedure.value, *line.modifiers)) if line.procedure else ""
        pointers = "".join(ascii_uppercase[pointer - 1] for pointer in line.pointers)
        parts = {
            "42": line.revenue,
            code: words,
            "24E": pointers,
            units: amount(line.units),
            charge: f"{line.charge:.2f}",
        }
        found.append("   ".join(f"[{locator}] {value}" for locator, value in parts.items() if value))
    return tuple(found)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _sex(value: Sex) -> str:
    return "" if value is Sex.UNKNOWN else value.value
