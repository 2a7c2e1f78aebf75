"""What a chart says once for all its conditions: side, stage of a pregnancy, type of diabetes, depth of an ulcer."""

from datetime import date

import pytest

from chartcode.model import Encounter, Note, Setting, Sex
from chartcode.pipeline import code, config_on

DAY = date(2026, 3, 2)


def codes(
    text: str, *, setting: Setting = Setting.OFFICE, sex: Sex = Sex.FEMALE, born: date | None = None
) -> list[str]:
    encounter = Encounter("e", (Note("n", text),), setting, discharge=DAY, sex=sex, birth_date=born)
    return [line.code.value for line in code(encounter, config_on(DAY)).lines]


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("EXAM: MRI left knee\nIMPRESSION:\n1. ACL tear\n", "S83.512A"),
        ("ASSESSMENT:\n1. Acute suppurative otitis media of both ears\n", "H66.003"),
        ("ASSESSMENT:\n1. T1DM, moderate nonproliferative retinopathy, both eyes without macular edema\n", "E10.3393"),
        ("HPI: 30 weeks pregnant.\nASSESSMENT:\n1. Anemia in pregnancy\n", "O99.013"),
        ("HPI: IUP at 22w3d.\nASSESSMENT:\n1. Anemia in pregnancy\n", "O99.012"),
        ("ASSESSMENT:\n1. T1DM\n2. Diabetic gastroparesis\n", "E10.43"),
        ("ASSESSMENT:\n1. T2DM\n2. Diabetic gastroparesis\n", "E11.43"),
        ("ASSESSMENT:\n1. Pressure ulcer of sacrum, see note\nWOUND: sacrum - stage 3 pressure injury\n", "L89.153"),
        ("ASSESSMENT:\n1. R ankle ulcer due to venous insufficiency, breakdown of skin only\n", "L97.311"),
    ],
)  # fmt: skip
def test_a_detail_said_elsewhere_is_taken(text: str, has: str) -> None:
    assert has in codes(text)


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("EXAM: MRI left knee\nIMPRESSION:\n1. ACL tear\n2. Conjunctivitis\n", "H10.9"),
        ("ASSESSMENT:\n1. ACL tear\nRight knee and left knee examined.\n", "S83.519A"),
        ("ASSESSMENT:\n1. CKD stage 3\n2. Pressure ulcer of sacrum\n", "L89.159"),
    ],
)
def test_a_detail_of_something_else_is_not(text: str, has: str) -> None:
    assert has in codes(text)


def test_a_newborns_weeks_make_no_pregnancy() -> None:
    found = codes(
        "ASSESSMENT:\n1. Liveborn at 35w4d, LGA\n2. Breech\n", setting=Setting.INPATIENT, born=date(2026, 3, 1)
    )
    assert [code for code in found if code.startswith(("O", "Z3A"))] == []
