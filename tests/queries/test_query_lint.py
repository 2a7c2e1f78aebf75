"""The linter refuses leading queries and lets compliant ones pass: texts of our own, in both directions."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from chartcode.queries.lint import lint
from chartcode.reading.vocabulary import Vocabulary

HERE = Path(__file__).parent
COMPLIANT: list[str] = yaml.safe_load((HERE / "compliant.yaml").read_text(encoding="utf-8"))
LEADING: list[dict[str, str]] = yaml.safe_load((HERE / "leading.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", COMPLIANT, ids=lambda text: text.splitlines()[0])
def test_a_compliant_query_passes(text: str, vocabulary: Vocabulary) -> None:
    assert [(one.rule, one.message) for one in lint(text, vocabulary)] == []


@pytest.mark.parametrize("case", LEADING, ids=lambda case: f"{case['refused']} {case['text'].splitlines()[0]}")
def test_a_leading_query_is_refused_for_its_reason(case: dict[str, str], vocabulary: Vocabulary) -> None:
    assert case["refused"] in {one.rule for one in lint(case["text"], vocabulary)}


def test_there_are_texts_enough_in_both_directions() -> None:
    assert len(COMPLIANT) >= 25
    assert len(LEADING) >= 25
    assert len({case["refused"] for case in LEADING}) >= 9


@pytest.mark.parametrize("text", COMPLIANT, ids=lambda text: text.splitlines()[0])
def test_a_word_of_payment_spoils_any_query(text: str, vocabulary: Vocabulary) -> None:
    spoilt = text.replace("\n", "\nThis would change the DRG.\n", 1)
    assert "query-payment" in {one.rule for one in lint(spoilt, vocabulary)}


@given(st.text(max_size=200))
def test_any_text_is_answered_and_none_passes_by_chance(vocabulary: Vocabulary, text: str) -> None:
    assert lint(text, vocabulary)
