"""Every case of every guideline, through the pipeline. The cases stand in YAML beside the rules."""

from datetime import date
from functools import cache

import pytest

from chartcode import pipeline
from chartcode.evaluation.rule_cases import Case, cases, faults


@cache
def config(day: date) -> pipeline.Config:
    return pipeline.config_on(day)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.rule}: {case.name}")
def test_case(case: Case) -> None:
    assert list(faults(case, pipeline.code(case.encounter, config(case.day)))) == []
