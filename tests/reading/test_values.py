"""Values of notes: what was measured, the number in its unit, and the words it stands in; never a diagnosis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcode.model import Note
from chartcode.reading.measures import UNITS, Measure
from chartcode.reading.values import values

READ = [
    ("Na 118", "sodium", [118]),
    ("Sodium of 118 mEq/L", "sodium", [118]),
    ("Na+: 128 L", "sodium", [128]),
    ("Hyponatremia 131 - hypovolemic", "sodium", [131]),
    ("K 2.9", "potassium", [2.9]),
    ("K+ 6.4 (H)", "potassium", [6.4]),
    ("Hb 7.0", "hemoglobin", [7.0]),
    ("H/H 7.1/21.3", "hemoglobin", [7.1]),
    ("Hgb 12.1 → 7.4", "hemoglobin", [12.1, 7.4]),
    ("Hemoglobin 13.2 on admission, dropped to 7.4 after surgery", "hemoglobin", [13.2, 7.4]),
    ("Creatinine 1.1 -> 1.8 -> 2.4", "creatinine", [1.1, 1.8, 2.4]),
    ("Lactate 3.9 H -> 2.1", "lactate", [3.9, 2.1]),
    ("WBC 18,000", "white cell count", [18]),
    ("WBC   22.4 H", "white cell count", [22.4]),
    ("Temp 101.2 F", "temperature", [38.4]),
    ("Tmax 38.7", "temperature", [38.7]),
    ("HR 124", "heart rate", [124]),
    ("RR 26", "respiratory rate", [26]),
    ("BP 88/50", "systolic blood pressure", [88]),
    ("O2 sat 84% on room air", "oxygen saturation", [84]),
    ("sats dropped to 82%", "oxygen saturation", [82]),
    ("ABG 7.21/78/52 on 4L", "arterial pCO2", [78]),
    ("ABG 7.21/78/52 on 4L", "arterial pO2", [52]),
    ("VBG 7.30/60/40", "arterial pO2", []),
    ("FiO2 60%", "FiO2", [60]),
    ("FiO2 0.4", "FiO2", [40]),
    ("albumin 2.1", "albumin", [2.1]),
    ("BMI of 43.4", "body mass index", [43.4]),
    ("lost 12% of body weight in 3 months", "weight loss", [12]),
    ("troponin 0.04 -> 1.2", "troponin", [0.04, 1.2]),
    ("glucose 540", "glucose", [540]),
    ("INR 4.8", "INR", [4.8]),
    ("Plt 41", "platelets", [41]),
    ("ammonia 112", "ammonia", [112]),
    ("LVEF 25%", "ejection fraction", [25]),
    ("UOP 0.3 mL/kg/h", "urine output", [0.3]),
    ("Hgb A1c 9.1", "hemoglobin", []),
    ("Hgb A1c 9.1", "hemoglobin A1c", [9.1]),
    ("vitamin K 10 mg", "potassium", []),
    ("Na 1180", "sodium", []),
    ("k 4", "potassium", []),
    ("T 12", "temperature", []),
    ("CKD stage 3", "potassium", []),
]


@pytest.mark.parametrize(("text", "measure", "numbers"), READ, ids=lambda value: str(value))
def test_a_value_is_read_as_it_is_written(text: str, measure: str, numbers: list[float]) -> None:
    found = values(Note("n", text))
    assert [value.number for value in found if value.measure == measure] == numbers


@pytest.mark.parametrize(
    ("text", "earlier", "now"),
    [
        ("Cr 2.9 H (baseline 1.2)", [1.2], [2.9]),
        ("K 2.9 (was 4.4 on adm)", [4.4], [2.9]),
        ("Cr peaked at 3.1 from baseline of 1.0", [1.0], [3.1]),
        ("Creatinine rose from 0.9 to 2.7", [0.9], [2.7]),
        ("Baseline Cr 0.9, now 2.1", [0.9], [2.1]),
    ],
)
def test_a_baseline_is_told_from_the_present_value(text: str, earlier: list[float], now: list[float]) -> None:
    found = values(Note("n", text))
    assert [value.number for value in found if value.earlier] == earlier
    assert [value.number for value in found if not value.earlier] == now


def test_a_table_of_results_is_read_cell_by_cell() -> None:
    note = Note("n", "  WBC   22.4 H     Hgb 12.1    Plt 141\n  Na    131 L      K   4.4     Cr  2.9 H   BUN 54\n")
    found = {value.measure: value.number for value in values(note)}
    assert found == {
        Measure.WHITE_CELLS: 22.4,
        Measure.HEMOGLOBIN: 12.1,
        Measure.PLATELETS: 141,
        Measure.SODIUM: 131,
        Measure.POTASSIUM: 4.4,
        Measure.CREATININE: 2.9,
        Measure.BUN: 54,
    }


def test_a_name_and_its_number_stand_on_one_line() -> None:
    assert values(Note("n", "Na\n118")) == ()


def test_every_measure_has_a_unit_or_none() -> None:
    assert set(UNITS) == set(Measure)


@given(st.text(st.sampled_from("Na K Cr 1234567890.,->()%/\nTwas"), max_size=80))
def test_a_span_quotes_its_number_whatever_the_text(text: str) -> None:
    if text.strip():
        for value in values(Note("n", text)):
            assert any(c.isdigit() for c in text[value.span.start : value.span.end])
            assert 0 <= value.span.start < value.span.end <= len(text)
