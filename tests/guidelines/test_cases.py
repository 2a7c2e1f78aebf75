"""Every case of every guideline, through the pipeline. The cases stand in YAML beside the rules."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import chartcode
from chartcode import pipeline
from chartcode.model import Encounter, Note, Reason, Setting, Sex

FOLDER = Path(chartcode.__file__).parent / "guidelines"


class CaseLoader(yaml.SafeLoader):
    """YAML in which `on` is a word: the date of service."""


CaseLoader.yaml_implicit_resolvers = {
    first: resolvers for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items() if first not in "oO"
}


def cases() -> list[Any]:
    return [
        pytest.param(case, id=f"{path.stem}: {case['name']}")
        for path in sorted(FOLDER.glob("*.yaml"))
        if path.stem != "coverage"
        for case in yaml.load(path.read_text(encoding="utf-8"), CaseLoader)
    ]


@cache
def config(day: date) -> pipeline.Config:
    return pipeline.config_on(day)


@pytest.mark.parametrize("case", cases())
def test_case(case: dict[str, Any]) -> None:
    assert case.keys() <= {"name", "on", "setting", "sex", "birth_date", "note", "has", "lacks", "first", "reason"}
    encounter = Encounter(
        "case",
        (Note("note", case["note"]),),
        Setting(case["setting"]),
        discharge=case["on"],
        sex=Sex(case.get("sex", "U")),
        birth_date=case.get("birth_date"),
    )
    coded = pipeline.code(encounter, config(case["on"]))
    codes = [line.code.value for line in coded.lines]
    assert set(case.get("has", ())) <= set(codes)
    assert set(codes).isdisjoint(case.get("lacks", ()))
    if "first" in case:
        assert codes[0] == case["first"]
    for code, reason in case.get("reason", {}).items():
        assert Reason[reason] in {decision.reason for decision in coded.decisions if decision.code.value == code}
