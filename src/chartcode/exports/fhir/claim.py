"""The FHIR Claim: diagnoses in their sequence with POA and DRG, procedures, and charges where they are known."""

from chartcode.exports.billing import ServiceLine
from chartcode.exports.exporter import Job
from chartcode.exports.fhir import terms
from chartcode.exports.fhir.terms import Json, line_reference, reference
from chartcode.model import ICD10PCS, Line, Setting

_PROFESSIONAL = (Setting.OFFICE, Setting.ASC)


def claim(job: Job) -> Json:
    """The claim. Without billing facts it is a draft that names neither payer nor provider."""
    coded, billing = job.coded, job.billing
    kind = "professional" if coded.encounter.setting in _PROFESSIONAL else "institutional"
    found: Json = {
        "resourceType": "Claim",
        "status": "active" if billing else "draft",
        "type": terms.coding(f"{terms.TERMINOLOGY}/claim-type", kind),
        "use": "claim",
        "patient": reference(coded, "Patient"),
        "billablePeriod": {"start": job.began.isoformat(), "end": job.ended.isoformat()},
        "created": job.made.date().isoformat(),
        "provider": _provider(job),
        "priority": terms.coding(f"{terms.TERMINOLOGY}/processpriority", "normal"),
        "insurance": [{"sequence": 1, "focal": True, "coverage": _coverage(job)}],
    }
    parts = {
        "diagnosis": [_diagnosis(job, sequence, line) for sequence, line in enumerate(job.diagnoses, 1)],
        "procedure": [_procedure(job, sequence, line) for sequence, line in enumerate(_inpatient(job), 1)],
        "item": [_item(job, sequence, line) for sequence, line in enumerate(_charged(job), 1)],
    }
    found |= {name: rows for name, rows in parts.items() if rows}
    if billing:
        found["identifier"] = [{"value": billing.claim_number}]
        found["total"] = _money(float(billing.total))
    return found


def _charged(job: Job) -> tuple[ServiceLine, ...]:
    return job.billing.service_lines if job.billing else ()


def _inpatient(job: Job) -> tuple[Line, ...]:
    return tuple(line for line in job.procedures if isinstance(line.code, ICD10PCS))


def _provider(job: Job) -> Json:
    if job.billing is None:
        return {"display": "not known to chartcode"}
    provider = job.billing.provider
    return {"identifier": {"system": terms.NPI, "value": provider.npi}, "display": provider.name}


def _coverage(job: Job) -> Json:
    if job.billing is None:
        return {"display": "not known to chartcode"}
    coverage = job.billing.coverage
    return {"identifier": {"value": coverage.member_id}, "display": coverage.payer.name}


def _diagnosis(job: Job, sequence: int, line: Line) -> Json:
    found: Json = {
        "sequence": sequence,
        "diagnosisReference": line_reference(job.coded, line),
        "type": [terms.coding(f"{terms.TERMINOLOGY}/ex-diagnosistype", "principal" if sequence == 1 else "clinical")],
    }
    if line.poa:
        found["onAdmission"] = terms.coding(terms.POA, line.poa)
    if sequence == 1 and job.billing and job.billing.stay.drg:
        found["packageCode"] = terms.coding(terms.DRG, job.billing.stay.drg)
    return found


def _procedure(job: Job, sequence: int, line: Line) -> Json:
    kind = "primary" if sequence == 1 else "secondary"
    return {
        "sequence": sequence,
        "type": [terms.coding(f"{terms.TERMINOLOGY}/ex-procedure-type", kind)],
        "procedureReference": line_reference(job.coded, line),
    }


def _item(job: Job, sequence: int, line: ServiceLine) -> Json:
    found: Json = {
        "sequence": sequence,
        "productOrService": _product(line),
        "servicedDate": (line.day or job.ended).isoformat(),
        "quantity": {"value": float(line.units)},
        "net": _money(float(line.charge)),
    }
    if line.revenue:
        found["revenue"] = terms.coding("https://www.nubc.org/CodeSystem/RevenueCodes", line.revenue)
    if line.modifiers:
        found["modifier"] = [{"coding": [{"code": modifier}]} for modifier in line.modifiers]
    pointers = [pointer for pointer in line.pointers if pointer <= len(job.diagnoses)]
    if pointers:
        found["diagnosisSequence"] = pointers
    return found


def _product(line: ServiceLine) -> Json:
    if line.procedure is None:
        return terms.coding("https://www.nubc.org/CodeSystem/RevenueCodes", line.revenue)
    return terms.coding(terms.SYSTEMS[type(line.procedure)], line.procedure.value)


def _money(value: float) -> Json:
    return {"value": value, "currency": "USD"}
