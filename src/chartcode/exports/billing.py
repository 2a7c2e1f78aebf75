"""Billing facts: what a claim says and a chart does not. Checked as they are built, read from a file the user gives."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chartcode.errors import InvalidValueError
from chartcode.model import CPT, HCPCS, ICD10CM, Code, Sex

MOST_POINTERS = 4
"""A service line points to so many diagnoses at most (837P SV107; item 24E on paper)."""

MOST_CHARGE = Decimal("99999999.99")
_NPI_PREFIX = "80840"
"""What stands before an NPI when its check digit is made (CMS, NPI check digit calculation)."""


def is_npi(text: str) -> bool:
    """Whether the text is ten digits, the first 1 or 2, with the right check digit (Luhn, ISO/IEC 7812-1)."""
    if not re.fullmatch(r"[12][0-9]{9}", text):
        return False
    total = 0
    for place, digit in enumerate(reversed(_NPI_PREFIX + text)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 * (doubled > 9)
    return total % 10 == 0


def _need(fits: object, what: str) -> None:
    if not fits:
        raise InvalidValueError(what)


def _need_npi(npi: str, whose: str) -> None:
    _need(is_npi(npi), f"the NPI of the {whose} is wrong: ten digits, the last one their check digit")


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in the United States. `zip` has five or nine digits and no hyphen."""

    street: str
    city: str
    state: str
    zip: str

    def __post_init__(self) -> None:
        _need(self.street.strip() and self.city.strip(), "an address needs a street and a city")
        _need(re.fullmatch(r"[A-Z]{2}", self.state), "the state of an address is two capital letters")
        _need(re.fullmatch(r"[0-9]{5}([0-9]{4})?", self.zip), "the zip of an address is 5 or 9 digits")


@dataclass(frozen=True, slots=True)
class Party:
    """A submitter, a receiver or a payer: its name and the id by which the other side knows it."""

    name: str
    id: str
    contact: str = ""
    phone: str = ""

    def __post_init__(self) -> None:
        _need(self.name.strip() and self.id.strip(), "a submitter, a receiver and a payer need a name and an id")
        _need(re.fullmatch(r"([0-9]{10})?", self.phone), "a phone number is ten digits")


@dataclass(frozen=True, slots=True)
class BillingProvider:
    """Who bills: the organisation with its NPI, its tax number (EIN) and its street address with a nine-digit zip."""

    name: str
    npi: str
    tax_id: str
    address: Address
    taxonomy: str = ""

    def __post_init__(self) -> None:
        _need(self.name.strip(), "the billing provider needs a name")
        _need_npi(self.npi, "billing provider")
        _need(re.fullmatch(r"[0-9]{9}", self.tax_id), "the tax_id of the billing provider is nine digits")
        _need(len(self.address.zip) == 9, "the zip of the billing provider has nine digits")
        _need(re.fullmatch(r"([0-9A-Z]{10})?", self.taxonomy), "a taxonomy is ten digits and capital letters")


@dataclass(frozen=True, slots=True)
class Clinician:
    """A person who rendered, attended or operated."""

    last: str
    first: str
    npi: str

    def __post_init__(self) -> None:
        _need(self.last.strip() and self.first.strip(), "a clinician needs a last and a first name")
        _need_npi(self.npi, "clinician")


@dataclass(frozen=True, slots=True)
class Person:
    """A subscriber or a patient. Birth date and sex are the encounter's where they are not given here."""

    last: str
    first: str
    address: Address
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN

    def __post_init__(self) -> None:
        _need(self.last.strip() and self.first.strip(), "a subscriber and a patient need a last and a first name")


@dataclass(frozen=True, slots=True)
class Coverage:
    """What pays: the payer, how it files claims (CMS: MA, MB, MC, CI, BL, ...), and who holds the insurance."""

    payer: Party
    filing: str
    subscriber: Person
    member_id: str
    group: str = ""

    def __post_init__(self) -> None:
        _need(re.fullmatch(r"[0-9A-Z]{2}", self.filing), "the filing of a coverage is two capital letters or digits")
        _need(self.member_id.strip(), "a coverage needs the member_id of the subscriber")


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """One line of charges, in US dollars. `pointers` are orders of diagnoses, counted from 1, the first the reason."""

    charge: Decimal
    units: Decimal = Decimal(1)
    procedure: Code | None = None
    modifiers: tuple[str, ...] = ()
    pointers: tuple[int, ...] = ()
    revenue: str = ""
    day: date | None = None

    def __post_init__(self) -> None:
        _need(0 <= self.charge <= MOST_CHARGE, f"a charge is 0 to {MOST_CHARGE} dollars")
        _need(self.charge == self.charge.quantize(Decimal("0.01")), "a charge has whole cents")
        _need(
            0 < self.units <= 99999 and self.units == self.units.quantize(Decimal("0.001")), "units are 0.001 to 99999"
        )
        _need(
            self.procedure is None or isinstance(self.procedure, HCPCS | CPT), "a service line has a HCPCS or CPT code"
        )
        _need(self.procedure or self.revenue, "a service line needs a procedure or a revenue code")
        _need(re.fullmatch(r"([0-9]{4})?", self.revenue), "a revenue code is four digits")
        _need(len(self.modifiers) <= 4 and all(re.fullmatch(r"[0-9A-Z]{2}", m) for m in self.modifiers), _MODIFIERS)
        _need(len(set(self.pointers)) == len(self.pointers) <= MOST_POINTERS, _POINTERS)
        _need(all(1 <= pointer <= 12 for pointer in self.pointers), _POINTERS)


_MODIFIERS = "a service line has up to four modifiers of two digits or capital letters"
_POINTERS = "a service line points to up to four different diagnoses among the first twelve"


@dataclass(frozen=True, slots=True)
class Stay:
    """What an institutional claim says of the stay: NUBC codes, hours 00 to 23, dates of ICD-10-PCS procedures.

    `bill_type` is three characters, without the leading zero. `drg` is the MS-DRG that was billed.
    """

    bill_type: str = ""
    admission_type: str = ""
    admission_source: str = ""
    admission_hour: str = ""
    discharge_hour: str = ""
    patient_status: str = ""
    admitting_diagnosis: ICD10CM | None = None
    reasons_for_visit: tuple[ICD10CM, ...] = ()
    drg: str = ""
    procedure_days: tuple[tuple[str, date], ...] = ()

    def __post_init__(self) -> None:
        _need(re.fullmatch(r"([1-9][0-9A-Z][0-9A-Z])?", self.bill_type), "a bill_type is three characters, as in 111")
        _need(re.fullmatch(r"[1-59]?", self.admission_type), "an admission_type is 1, 2, 3, 4, 5 or 9")
        _need(re.fullmatch(r"[1-9A-F]?", self.admission_source), "an admission_source is one digit or letter")
        for hour in (self.admission_hour, self.discharge_hour):
            _need(re.fullmatch(r"([01][0-9]|2[0-3])?", hour), "an hour is 00 to 23")
        _need(re.fullmatch(r"([0-9]{2})?", self.patient_status), "a patient_status is two digits")
        _need(len(self.reasons_for_visit) <= 3, "a claim has up to three reasons_for_visit")
        _need(re.fullmatch(r"([0-9]{3})?", self.drg), "a drg is three digits")


@dataclass(frozen=True, slots=True)
class BillingFacts:
    """Everything a claim needs beside the coded encounter.

    `patient` is given where the patient is not the subscriber, with `relationship` to the subscriber (837: PAT01).
    `place_of_service` is CMS's two digits. `test` marks an interchange that must not be paid.
    """

    claim_number: str
    submitter: Party
    receiver: Party
    provider: BillingProvider
    coverage: Coverage
    service_lines: tuple[ServiceLine, ...]
    patient: Person | None = None
    relationship: str = ""
    rendering: Clinician | None = None
    attending: Clinician | None = None
    operating: Clinician | None = None
    place_of_service: str = ""
    stay: Stay = Stay()
    test: bool = False

    def __post_init__(self) -> None:
        _need(re.fullmatch(r"[0-9A-Za-z-]{1,20}", self.claim_number), "a claim number is up to 20 letters and digits")
        _need(self.service_lines, "a claim needs a service line")
        _need((self.patient is None) == (not self.relationship), "a patient and a relationship are given together")
        _need(
            self.relationship in {"", "01", "19", "20", "21", "39", "40", "53", "G8"}, "the relationship is not known"
        )
        _need(re.fullmatch(r"([0-9]{2})?", self.place_of_service), "a place_of_service is two digits")
        _need(self.submitter.phone, "the submitter needs a phone number")

    @property
    def total(self) -> Decimal:
        """The charges of all service lines, in US dollars."""
        return sum((line.charge for line in self.service_lines), Decimal(0))

    @property
    def who(self) -> Person:
        """The patient: the person given, or the subscriber."""
        return self.patient or self.coverage.subscriber
