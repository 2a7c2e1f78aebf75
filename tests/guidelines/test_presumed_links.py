"""What a sentence says around a mention, and when it unmakes a presumed link."""

from datetime import date
from functools import cache

import pytest

from chartcode import pipeline
from chartcode.coding.draft import Draft
from chartcode.coding.propose import propose
from chartcode.guidelines.presumed import coded_as, kept_apart, of_another_cause
from chartcode.guidelines.words import around
from chartcode.model import Decision, Encounter, Note
from chartcode.reading.read import read

DIABETES = r"dm|diabet\w*"


@cache
def config() -> pipeline.Config:
    return pipeline.config_on(date(2026, 3, 2))


def kidney(text: str) -> tuple[Draft, Decision]:
    """The draft of a note, and its chronic kidney disease."""
    note = Note("note", text)
    mentions = read(note, config().vocabulary).mentions
    draft = propose(Encounter("chart", (note,)), mentions, config().releases, config().scorer)
    return draft, coded_as(draft, "N18")[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "CKD stage 4, not due to diabetes",
        "CKD stage 4, unrelated to her DM",
        "CKD stage 4 is not felt to be a consequence of diabetes",
        "Diabetes, at goal on diet alone, is clearly unrelated to the CKD stage 4",
        "Nondiabetic CKD stage 4",
    ],
)
def test_a_chart_keeps_a_condition_apart_from_diabetes(text: str) -> None:
    assert kept_apart(*kidney(text), DIABETES)


@pytest.mark.parametrize(
    "text",
    [
        "CKD stage 4 due to diabetes",
        "CKD stage 4, not due to hypertension. Diabetes at goal",
        "CKD stage 4, gout, anemia, not due to diabetes",
        "Diabetes and CKD stage 4, not on dialysis",
    ],
)
def test_other_denials_leave_the_link(text: str) -> None:
    assert not kept_apart(*kidney(text), DIABETES)


def test_a_cause_counts_only_where_it_is_named_right_behind_the_condition() -> None:
    assert of_another_cause(*kidney("CKD stage 4 due to lithium"), DIABETES)
    assert not of_another_cause(*kidney("CKD stage 4 due to diabetes"), DIABETES)
    assert not of_another_cause(*kidney("CKD stage 4 with a fistula in the left arm, pain due to a fall"), DIABETES)


def test_a_sentence_is_cut_at_the_mention_in_lower_case() -> None:
    draft, decision = kidney("No fever. Today CKD stage 4 is\nstable. Gout too.")
    said = around(draft, decision.mention)
    assert (said.before, said.words) == ("today ", "ckd stage 4")
    assert "fever" not in said.sentence
    assert "gout" not in said.sentence
