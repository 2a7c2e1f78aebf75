"""What a note says of the patient."""

import pytest

from chartcode.model import Sex
from chartcode.reading.patient import patient_said


@pytest.mark.parametrize(
    ("text", "sex", "years"),
    [
        ("Mr. Lee is a 62-year-old male with joint pain.", Sex.MALE, 62),
        ("This is a 45 y/o woman here for follow up.", Sex.FEMALE, 45),
        ("71F w HFrEF", Sex.FEMALE, 71),
        ("28yo M, RHD, slipped on ice", Sex.MALE, 28),
        ("3-month-old girl with cough", Sex.FEMALE, 0),
        ("A 36 year old right-handed Hispanic female", Sex.FEMALE, 36),
        ("The patient is doing well.", Sex.UNKNOWN, None),
        ("", Sex.UNKNOWN, None),
    ],
)
def test_the_patient_as_introduced(text: str, sex: Sex, years: int | None) -> None:
    said = patient_said(text)
    assert (said.sex, said.years) == (sex, years)
