"""HL7 v2.6 messages: accepted by hl7apy in strict mode, and read back by it."""

from dataclasses import replace
from typing import Any

import pytest
from export_examples import OFFICE_JOB, STAY_JOB, with_error

from chartcode.errors import UsageError
from chartcode.exports.exporter import Job
from chartcode.exports.hl7 import adt, dft
from chartcode.model import Line

JOBS = {
    "visit": OFFICE_JOB,
    "stay": STAY_JOB,
    "forced": with_error(STAY_JOB, forced=True),
    "visit without billing facts": replace(OFFICE_JOB, billing=None),
}


def parsed(data: bytes) -> Any:
    pytest.importorskip("hl7apy", reason="hl7apy is not installed")
    from hl7apy.consts import VALIDATION_LEVEL  # type: ignore[import-untyped]
    from hl7apy.parser import parse_message  # type: ignore[import-untyped]

    message = parse_message(data.decode(), validation_level=VALIDATION_LEVEL.STRICT, find_groups=True)
    assert message.validate()
    return message


@pytest.mark.parametrize("job", JOBS.values(), ids=JOBS)
def test_adt_a08_is_accepted_and_holds_the_diagnoses_in_order(job: Job) -> None:
    message = parsed(adt.write(job))
    found = [(dg1.dg1_3.cwe_1.value, dg1.dg1_15.value, dg1.dg1_26.value or None) for dg1 in message.dg1]
    poa = {"1": "E", None: None}
    assert found == [
        (line.code.value, str(number), poa.get(line.poa, line.poa)) for number, line in enumerate(job.diagnoses, 1)
    ]


@pytest.mark.parametrize(
    "job", [job for job in JOBS.values() if job.billing], ids=[n for n, j in JOBS.items() if j.billing]
)
def test_dft_p03_is_accepted_and_holds_every_charge(job: Job) -> None:
    message = parsed(dft.write(job))
    charges = [financial.ft1.ft1_11.cp_1.value for financial in message.dft_p03_financial]
    assert [float(charge) for charge in charges] == [float(line.charge) for line in job.facts.service_lines]
    assert [dg1.dg1_3.cwe_1.value for dg1 in message.dg1] == [line.code.value for line in job.diagnoses]


def test_the_drg_and_the_day_of_a_procedure_are_in_the_message() -> None:
    message = parsed(adt.write(STAY_JOB))
    assert message.drg.drg_1.cne_1.value == "343"
    assert message.adt_a01_procedure.pr1.pr1_5.value == "20260330"


def test_a_procedure_of_an_unknown_day_is_refused() -> None:
    facts = STAY_JOB.facts
    with pytest.raises(UsageError, match="0DTJ4ZZ"):
        adt.write(replace(STAY_JOB, billing=replace(facts, stay=replace(facts.stay, procedure_days=()))))


def titled(line: Line, title: str) -> Line:
    return replace(line, title=title)


@pytest.mark.parametrize("title", ["a|b^c&d~e\\f", "two\rlines\nhere", "Café 😀", "\\X0D\\"])
def test_what_a_title_holds_breaks_no_segment(title: str) -> None:
    first, *others = OFFICE_JOB.coded.lines
    job = replace(OFFICE_JOB, coded=replace(OFFICE_JOB.coded, lines=(titled(first, title), *others)))
    segments = adt.write(job).decode().split("\r")
    assert [segment[:3] for segment in segments] == ["MSH", "EVN", "PID", "PV1", "DG1", "DG1", "PR1", ""]
    field = segments[4].split("|")[3].split("^")
    assert unescaped(field[1]) == title
    parsed(adt.write(job))


def unescaped(text: str) -> str:
    escapes = {"F": "|", "S": "^", "T": "&", "R": "~", "E": "\\", "X0D": "\r", "X0A": "\n"}
    parts = text.split("\\")
    return "".join(part if place % 2 == 0 else escapes[part] for place, part in enumerate(parts))
