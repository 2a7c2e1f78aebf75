"""Metrics on tables small enough to count by hand."""

import pytest

from chartcode.evaluation.calibration import calibration
from chartcode.evaluation.metrics import average_precision, prf, scores, three_characters

PAIRS = {
    "a": (frozenset(("I10", "E119")), ("I10", "E1165")),
    "b": (frozenset(("J189",)), ("A000", "J189")),
    "c": (frozenset(("R059",)), ()),
    "d": (frozenset(), ()),
}


def test_micro_pools_all_documents() -> None:
    found = scores(PAIRS)
    assert (found.right, found.guessed, found.gold) == (2, 4, 4)
    assert found.micro == pytest.approx((0.5, 0.5, 0.5))


def test_a_document_with_neither_gold_nor_guesses_is_left_out() -> None:
    found = scores(PAIRS)
    assert found.documents == 4
    assert found.macro_doc.f1 == pytest.approx((0.5 + 2 / 3 + 0) / 3)
    assert found.map == pytest.approx((0.5 + 0.5 + 0) / 3)
    assert found.exact == 0


def test_macro_code_counts_codes_in_gold_and_the_union_those_guessed_too() -> None:
    found = scores(PAIRS)
    assert found.gold_codes == 4
    assert found.macro_code == pytest.approx((1 + 0 + 1 + 0) / 4)
    assert found.macro_code_union == pytest.approx(2 / 6)


def test_three_characters_count_once() -> None:
    found = scores(three_characters(PAIRS))
    assert (found.right, found.guessed) == (3, 4)
    assert found.map == pytest.approx((1 + 0.5 + 0) / 3)


def test_nothing_to_find_and_nothing_found() -> None:
    assert prf(0, 0, 0) == (0, 0, 0)
    assert scores({}).micro.f1 == 0
    assert average_precision(["I10"], frozenset()) == 0


def test_average_precision_rewards_early_hits() -> None:
    assert average_precision(["I10", "X", "E119"], {"I10", "E119"}) == pytest.approx((1 + 2 / 3) / 2)


def test_calibration_error_is_the_weighted_distance() -> None:
    found = calibration([(0.95, True), (0.95, True), (0.95, False), (0.15, False), (1.0, True)])
    assert [held.guesses for held in found.bins] == [1, 4]
    high = (0.95 * 3 + 1) / 4
    assert found.error == pytest.approx((1 * 0.15 + 4 * abs(high - 0.75)) / 5)
    assert calibration([]).error == 0
