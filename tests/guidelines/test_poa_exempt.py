"""Present on admission with an imported list: exempt codes get 1, the others of their chapters are derived."""

from datetime import date
from pathlib import Path

import pytest

from chartcode import pipeline
from chartcode.codesets.imports.bring import bring
from chartcode.model import CodedEncounter, Encounter, Note, Setting

LIST = "Order26\tPOAexemptCode\tDescription\n00001\tI25.2\tImagined\n00002\tZ79.4\tImagined\n00003\tZ99.89\tImagined\n"
CHART = "A/P:\n1. Type 2 diabetes mellitus, long-term insulin use\n2. Old myocardial infarction, on aspirin\n3. DNR\n"


def coded() -> CodedEncounter:
    note = Note("h-and-p", CHART, "history and physical", "physician", date(2026, 3, 2))
    encounter = Encounter("E-1", (note,), Setting.INPATIENT, date(2026, 3, 2), date(2026, 3, 5))
    return pipeline.code(encounter, pipeline.config_on(date(2026, 3, 5)))


def test_exempt_codes_have_1_and_nothing_is_missing(inbox: Path) -> None:
    (inbox / "POAexemptCodesFY26.txt").write_text(LIST, encoding="utf-8")
    bring([inbox / "POAexemptCodesFY26.txt"])
    answer = coded()
    given = {line.code.value: line.poa for line in answer.lines}
    assert (given["Z79.4"], given["I25.2"], given["E11.9"], given["Z66"]) == ("1", "1", "Y", "Y")
    assert not [finding for finding in answer.findings if "not imported" in finding.message]


@pytest.mark.usefixtures("data")
def test_without_the_list_their_indicators_stay_open_and_the_import_is_named() -> None:
    answer = coded()
    given = {line.code.value: line.poa for line in answer.lines}
    assert (given["Z79.4"], given["I25.2"], given["E11.9"]) == (None, None, "Y")
    (finding,) = [finding for finding in answer.findings if finding.rule == "present-on-admission"]
    assert "chartcode codesets import" in finding.message
    assert finding.citation == "Appendix I"


def test_the_path_of_a_line_says_why() -> None:
    (line,) = [line for line in coded().lines if line.code.value == "E11.9"]
    assert [(step.to, step.how) for step in line.path if step.how == "present on admission"] == [
        ("Y", "present on admission")
    ]
