"""Billing facts: wrong ones cannot exist, and a file with a wrong field is refused by the field's name alone."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from export_examples import FACTS, HOME
from hypothesis import given
from hypothesis import strategies as st

from chartcode.cli.billing import read_billing
from chartcode.errors import ChartcodeError, InvalidValueError, UsageError
from chartcode.exports.billing import Address, BillingProvider, Clinician, Coverage, Party, ServiceLine, Stay, is_npi
from chartcode.model import CPT, HCPCS, ICD10PCS, Sex, icd10cm

PLANTED = "Wilhelmina Quackenbush"


@pytest.mark.parametrize("npi", ["1234567893", "1992753503", "1245319599"])
def test_an_npi_with_its_check_digit(npi: str) -> None:
    assert is_npi(npi)


@pytest.mark.parametrize(
    "npi", ["", "1234567890", "123456789", "12345678931", "9234567893", "123456789x", "１２３４５６７８９３"]
)
def test_no_npi(npi: str) -> None:
    assert not is_npi(npi)


@given(st.integers(10**9, 3 * 10**9 - 1), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen(number: int, place: int, more: int) -> None:
    npi = next(str(number // 10) + last for last in "0123456789" if is_npi(str(number // 10) + last))
    wrong = npi[:place] + str((int(npi[place]) + more) % 10) + npi[place + 1 :]
    assert not is_npi(wrong)


def test_the_total_is_the_sum_of_the_lines() -> None:
    assert FACTS.total == Decimal("185.50")


LINE = FACTS.service_lines[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"charge": Decimal("-1")},
        {"charge": Decimal("1.005")},
        {"charge": Decimal("100000000")},
        {"units": Decimal(0)},
        {"units": Decimal("0.0001")},
        {"procedure": ICD10PCS("0DTJ4ZZ")},
        {"procedure": None},
        {"modifiers": ("2",)},
        {"modifiers": ("25",) * 5},
        {"pointers": (1, 1)},
        {"pointers": (0,)},
        {"pointers": (13,)},
        {"pointers": (1, 2, 3, 4, 5)},
        {"revenue": "45"},
    ],
    ids=str,
)
def test_a_service_line_that_cannot_exist(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError):
        replace(LINE, **wrong)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Address("", "Springfield", "IL", "62704"),
        lambda: Address("12 Elm St", "Springfield", "Illinois", "62704"),
        lambda: Address("12 Elm St", "Springfield", "IL", "6270"),
        lambda: Party("Plan", ""),
        lambda: Party("Plan", "1", "", "555-0100"),
        lambda: BillingProvider("Clinic", "1234567893", "123456789", HOME),
        lambda: BillingProvider("Clinic", "1234567893", "12-3456789", replace(HOME, zip="627040001")),
        lambda: Clinician("Doe", "Alex", "123"),
        lambda: Coverage(Party("Plan", "1"), "C", FACTS.coverage.subscriber, "M1"),
        lambda: Coverage(Party("Plan", "1"), "CI", FACTS.coverage.subscriber, " "),
        lambda: ServiceLine(Decimal(1)),
        lambda: Stay(bill_type="0111"),
        lambda: Stay(admission_hour="24"),
        lambda: Stay(drg="34"),
        lambda: Stay(reasons_for_visit=(icd10cm("R07.9"),) * 4),
        lambda: replace(FACTS, claim_number="A*B"),
        lambda: replace(FACTS, service_lines=()),
        lambda: replace(FACTS, relationship="19"),
        lambda: replace(FACTS, place_of_service="office"),
    ],
)
def test_facts_that_cannot_exist(make: Any) -> None:
    with pytest.raises(InvalidValueError):
        make()


def good() -> dict[str, Any]:
    """A file as a biller writes it; docs/exports.md shows the same fields."""
    home = {"street": "12 Elm St", "city": "Springfield", "state": "IL", "zip": "62704"}
    return {
        "claim_number": "CLM-1",
        "test": True,
        "submitter": {"name": "Invented Clearing", "id": "SUB1", "phone": "5555550100"},
        "receiver": {"name": "Invented Plan", "id": "REC1"},
        "provider": {
            "name": "Invented Clinic",
            "npi": "1234567893",
            "tax_id": "123456789",
            "address": {**home, "zip": "627040001"},
        },
        "coverage": {
            "payer": {"name": "Invented Plan", "id": "98765"},
            "filing": "CI",
            "member_id": "M1",
            "subscriber": {"last": "Sample", "first": "Jo", "address": home, "birth_date": "1961-04-30", "sex": "F"},
        },
        "attending": {"last": "Doe", "first": "Alex", "npi": "1992753503"},
        "place_of_service": "11",
        "service_lines": [
            {"procedure": "99213", "modifiers": ["25"], "charge": 120.10, "pointers": [1, 2], "date": "2026-03-02"},
            {"procedure": "g0101", "charge": 35, "units": 2.5, "pointers": [1]},
            {"revenue": "0120", "charge": 1000},
        ],
        "stay": {
            "bill_type": "111",
            "admitting_diagnosis": "r079",
            "reasons_for_visit": ["R07.9"],
            "procedure_days": {"0DTJ4ZZ": "2026-03-01"},
        },
    }


def written(tmp_path: Path, data: Any) -> Path:
    path = tmp_path / "billing.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def test_a_file_is_read(tmp_path: Path) -> None:
    facts = read_billing(written(tmp_path, good()))
    first, second, third = facts.service_lines
    assert first == ServiceLine(Decimal("120.10"), Decimal(1), CPT("99213"), ("25",), (1, 2), day=date(2026, 3, 2))
    assert (second.procedure, second.units, third.revenue) == (HCPCS("G0101"), Decimal("2.5"), "0120")
    assert facts.total == Decimal("1155.10")
    assert facts.coverage.subscriber.sex is Sex.FEMALE
    assert facts.stay.admitting_diagnosis == icd10cm("R07.9")
    assert facts.stay.procedure_days == (("0DTJ4ZZ", date(2026, 3, 1)),)
    assert facts.test


WRONG: dict[str, Any] = {
    "submitter": PLANTED,
    "receiver": None,
    "claim_number": f"{PLANTED}*",
    "provider": {"name": PLANTED},
    "coverage": {"payer": PLANTED},
    "attending": {"last": PLANTED, "first": PLANTED, "npi": PLANTED},
    "service_lines": [PLANTED],
    "patient": {"last": PLANTED},
    "relationship": PLANTED,
    "place_of_service": PLANTED,
    "test": PLANTED,
    "payor": PLANTED,
    "stay": {"admitting_diagnosis": PLANTED},
}


@pytest.mark.parametrize("field", WRONG)
def test_a_wrong_field_is_named_and_not_quoted(field: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_billing(written(tmp_path, {**good(), field: WRONG[field]}))
    assert "Quackenbush" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"charge": PLANTED},
        {"charge": None},
        {"charge": True},
        {"charge": 1e300},
        {"units": PLANTED},
        {"procedure": PLANTED},
        {"modifiers": PLANTED},
        {"modifiers": [1]},
        {"pointers": [PLANTED]},
        {"pointers": [True]},
        {"pointers": {"1": 1}},
        {"date": PLANTED},
        {"price": 1},
    ],
    ids=str,
)
def test_a_wrong_field_of_a_service_line(wrong: dict[str, Any], tmp_path: Path) -> None:
    data = good()
    data["service_lines"][0] |= wrong
    with pytest.raises(UsageError) as caught:
        read_billing(written(tmp_path, data))
    assert "Quackenbush" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": NaN}', "nonsense", "[" * 100_000, '{"claim_number": 1e999999}'])
def test_a_file_that_is_no_json_object(text: str, tmp_path: Path) -> None:
    with pytest.raises(ChartcodeError):
        read_billing(written(tmp_path, text))
