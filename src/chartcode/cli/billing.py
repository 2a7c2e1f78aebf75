"""The file of billing facts: JSON that a biller writes, every field checked, to the facts a claim needs."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from chartcode.documents.fields import Fields
from chartcode.documents.files import read_bytes
from chartcode.documents.names import shown
from chartcode.errors import InvalidValueError, UnfitDocumentError, UsageError
from chartcode.exports.billing import (
    Address,
    BillingFacts,
    BillingProvider,
    Clinician,
    Coverage,
    Party,
    Person,
    ServiceLine,
    Stay,
)
from chartcode.model import CPT, HCPCS, ICD10CM, Code, Sex, icd10cm

_FACTS = (
    "claim_number submitter receiver provider coverage service_lines patient relationship rendering attending operating"
    " place_of_service stay test"
).split()
_PARTY = ("name", "id", "contact", "phone")
_PROVIDER = ("name", "npi", "tax_id", "taxonomy", "address")
_ADDRESS = ("street", "city", "state", "zip")
_PERSON = ("last", "first", "address", "birth_date", "sex")
_CLINICIAN = ("last", "first", "npi")
_COVERAGE = ("payer", "filing", "subscriber", "member_id", "group")
_LINE = ("procedure", "modifiers", "charge", "units", "pointers", "revenue", "date")
_STAY = (
    "bill_type admission_type admission_source admission_hour discharge_hour patient_status admitting_diagnosis"
    " reasons_for_visit drg procedure_days"
).split()


def json_object(path: Path) -> dict[str, Any]:
    """The one JSON object in a file, its fractions as Decimal.

    Raises UnreadableInputError when it cannot be opened, UnfitDocumentError when it is none.
    """
    name = shown(path)
    try:
        found = json.loads(read_bytes(path), parse_float=Decimal)
    except (ValueError, RecursionError):
        raise UnfitDocumentError(f"{name} is no JSON that can be read: write it anew") from None
    if not isinstance(found, dict):
        raise UnfitDocumentError(f"{name} must hold one JSON object, {{...}}")
    return found


def read_billing(path: Path) -> BillingFacts:
    """The facts in a file (docs/exports.md).

    Raises UsageError that names the field that is wrong and quotes no value, and what `json_object` raises.
    """
    fields = Fields(shown(path), json_object(path))
    try:
        return _facts(fields)
    except InvalidValueError as error:
        raise UsageError(f"{shown(path)}: {error}") from None


def _facts(fields: Fields) -> BillingFacts:
    fields.only(_FACTS)
    coverage = _object(fields, "coverage", _COVERAGE)
    return BillingFacts(
        claim_number=fields.word("claim_number", required=True),
        submitter=_party(fields, "submitter"),
        receiver=_party(fields, "receiver"),
        provider=_provider(fields),
        coverage=Coverage(
            _party(coverage, "payer"),
            coverage.word("filing", required=True),
            _person(coverage, "subscriber"),
            coverage.word("member_id", required=True),
            coverage.word("group"),
        ),
        service_lines=tuple(_line(line) for line in _objects(fields, "service_lines", _LINE)),
        patient=_person(fields, "patient") if fields.has("patient") else None,
        relationship=fields.word("relationship"),
        rendering=_clinician(fields, "rendering"),
        attending=_clinician(fields, "attending"),
        operating=_clinician(fields, "operating"),
        place_of_service=fields.word("place_of_service"),
        stay=_stay(fields),
        test=fields.truth("test") or False,
    )


def _party(fields: Fields, key: str) -> Party:
    party = _object(fields, key, _PARTY)
    return Party(*(party.word(name, required=name in {"name", "id"}) for name in _PARTY))


def _provider(fields: Fields) -> BillingProvider:
    found = _object(fields, "provider", _PROVIDER)
    name, npi, tax_id = (found.word(key, required=True) for key in ("name", "npi", "tax_id"))
    return BillingProvider(name, npi, tax_id, _address(found), found.word("taxonomy"))


def _address(fields: Fields) -> Address:
    found = _object(fields, "address", _ADDRESS)
    return Address(*(found.word(name, required=True) for name in _ADDRESS))


def _person(fields: Fields, key: str) -> Person:
    found = _object(fields, key, _PERSON)
    last, first = (found.word(name, required=True) for name in ("last", "first"))
    sex = Sex(found.one_of("sex", [sex.value for sex in Sex], Sex.UNKNOWN))
    return Person(last, first, _address(found), found.date("birth_date"), sex)


def _clinician(fields: Fields, key: str) -> Clinician | None:
    if not fields.has(key):
        return None
    found = _object(fields, key, _CLINICIAN)
    return Clinician(*(found.word(name, required=True) for name in _CLINICIAN))


def _line(fields: Fields) -> ServiceLine:
    return ServiceLine(
        charge=_amount(fields, "charge", None),
        units=_amount(fields, "units", Decimal(1)),
        procedure=_code(fields),
        modifiers=tuple(_words(fields, "modifiers")),
        pointers=_pointers(fields),
        revenue=fields.word("revenue"),
        day=fields.date("date"),
    )


def _stay(fields: Fields) -> Stay:
    if not fields.has("stay"):
        return Stay()
    found = _object(fields, "stay", _STAY)
    days = Fields(f"{found.place}, procedure_days", _mapping(found, "procedure_days"))
    admitting = found.word("admitting_diagnosis")
    return Stay(
        bill_type=found.word("bill_type"),
        admission_type=found.word("admission_type"),
        admission_source=found.word("admission_source"),
        admission_hour=found.word("admission_hour"),
        discharge_hour=found.word("discharge_hour"),
        patient_status=found.word("patient_status"),
        admitting_diagnosis=_diagnosis(found, "admitting_diagnosis", admitting) if admitting else None,
        reasons_for_visit=tuple(
            _diagnosis(found, "reasons_for_visit", word) for word in _words(found, "reasons_for_visit")
        ),
        drg=found.word("drg"),
        procedure_days=tuple((code, day) for code in days.values if (day := days.date(code))),
    )


def _code(fields: Fields) -> Code | None:
    """The procedure of a service line: HCPCS starts with a letter, CPT with a digit."""
    word = fields.word("procedure").upper()
    if not word:
        return None
    kind = CPT if word[0].isdigit() else HCPCS
    if not kind.pattern.fullmatch(word):
        raise fields.wrong("procedure", "must be a HCPCS or CPT code of five characters")
    return kind(word)


def _diagnosis(fields: Fields, key: str, word: str) -> ICD10CM:
    try:
        return icd10cm(word)
    except InvalidValueError:
        raise fields.wrong(key, "must be an ICD-10-CM code") from None


def _pointers(fields: Fields) -> tuple[int, ...]:
    found = _list(fields, "pointers")
    if not all(type(pointer) is int for pointer in found):
        raise fields.wrong("pointers", "must be orders of diagnoses, as in [1, 2]")
    return tuple(found)


def _amount(fields: Fields, key: str, default: Decimal | None) -> Decimal:
    value = fields.values.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise fields.wrong(key, "must be a number, as in 120.50")
    found = Decimal(value)
    if not found.is_finite() or abs(found) > 10**9:
        raise fields.wrong(key, "must be a number of ordinary size")
    return found


def _words(fields: Fields, key: str) -> list[str]:
    found = _list(fields, key)
    if not all(isinstance(word, str) for word in found):
        raise fields.wrong(key, 'must be a list of texts, as in ["25"]')
    return found


def _list(fields: Fields, key: str) -> list[Any]:
    found = fields.values.get(key) or []
    if not isinstance(found, list):
        raise fields.wrong(key, "must be a list, [...]")
    return found


def _mapping(fields: Fields, key: str) -> dict[str, Any]:
    found = fields.values.get(key) or {}
    if not isinstance(found, dict):
        raise fields.wrong(key, "must be an object, {...}")
    return found


def _object(fields: Fields, key: str, known: tuple[str, ...] | list[str]) -> Fields:
    if not fields.has(key):
        raise fields.wrong(key, "is missing")
    found = Fields(f"{fields.place}, {key}", _mapping(fields, key))
    found.only(known)
    return found


def _objects(fields: Fields, key: str, known: tuple[str, ...]) -> list[Fields]:
    found = []
    for number, each in enumerate(_list(fields, key), 1):
        if not isinstance(each, dict):
            raise fields.wrong(key, f"has an entry {number} that is no object, {{...}}")
        found.append(Fields(f"{fields.place}, {key} {number}", each))
        found[-1].only(known)
    return found
