"""What counts as equal: systems, splits, accepted codes, stems, rows set aside, evidence."""

from collections.abc import Iterable

from chartcode.evaluation.comparison import Comparison, compare
from chartcode.evaluation.evidence import evidence_hits
from chartcode.evaluation.gold import Choice, GoldCode
from chartcode.evaluation.predictions import Prediction

CM, PCS = "ICD-10-CM", "ICD-10-PCS"
EVERYTHING = Choice()


def compared(gold: Iterable[GoldCode], predictions: Iterable[Prediction], choice: Choice = EVERYTHING) -> Comparison:
    return compare(tuple(gold), predictions, choice)


def codes(comparison: Comparison, document: str = "a") -> tuple[str, ...]:
    return tuple(guess.code for guess in comparison.guesses[document])


def test_guesses_are_ranked_by_rank_or_score_and_stand_once() -> None:
    gold = [GoldCode("a", CM, "I10")]
    by_score = compared(gold, [Prediction("a", "J45", score=0.1), Prediction("a", "I10", score=0.9)])
    assert codes(by_score) == ("I10", "J45")
    by_rank = compared(gold, [Prediction("a", code, rank=rank) for code, rank in (("J45", 2), ("I10", 1), ("J45", 3))])
    assert codes(by_rank) == ("I10", "J45")


def test_a_document_out_of_the_choice_is_unknown() -> None:
    gold = [GoldCode("a", CM, "I10", split="dev"), GoldCode("b", CM, "I10", split="train")]
    found = compared(gold, [Prediction("b", "I10"), Prediction("z", "I10")], Choice(splits=frozenset(("dev",))))
    assert found.documents == ("a",)
    assert found.unknown == 2


def test_a_document_without_codes_of_the_system_is_still_measured() -> None:
    gold = [GoldCode("a", PCS, "0DTJ4ZZ")]
    found = compared(gold, [Prediction("a", "I10", system=CM)], Choice(systems=frozenset((CM,))))
    assert found.gold["a"] == frozenset()
    assert codes(found) == ("I10",)


def test_a_prediction_without_system_is_taken_by_its_shape() -> None:
    gold = [GoldCode("a", CM, "I10")]
    found = compared(gold, [Prediction("a", "0DTJ4ZZ"), Prediction("a", "I10")], Choice(systems=frozenset((CM,))))
    assert codes(found) == ("I10",)


def test_an_accepted_code_counts_as_gold_s_own() -> None:
    gold = [GoldCode("a", CM, "R059", accept=("R059", "R051"))]
    assert codes(compared(gold, [Prediction("a", "R051")])) == ("R051",)
    assert codes(compared(gold, [Prediction("a", "R051")], Choice(accept=True))) == ("R059",)


def test_a_stem_is_matched_by_what_starts_with_it() -> None:
    gold = [GoldCode("a", PCS, "0DTJ")]
    assert codes(compared(gold, [Prediction("a", "0DTJ4ZZ")], Choice(stem4=True))) == ("0DTJ",)


def test_rows_set_aside_count_neither_for_nor_against() -> None:
    gold = [GoldCode("a", CM, "I10", flags=frozenset(("generic",))), GoldCode("a", CM, "E11", status="category")]
    choice = Choice(only_billable=True, drop_flags=frozenset(("generic",)))
    found = compared(gold, [Prediction("a", "I10"), Prediction("a", "E11"), Prediction("a", "J45909")], choice)
    assert found.gold["a"] == frozenset()
    assert codes(found) == ("J45909",)


def test_evidence_hits_where_it_meets_a_gold_sentence() -> None:
    gold = [GoldCode("a", CM, "I10", sentences=((0, 20),)), GoldCode("a", CM, "E119", sentences=((30, 40),))]
    guesses = [Prediction("a", "I10", evidence=((15, 25),)), Prediction("a", "E119", evidence=((0, 5),))]
    found = evidence_hits(compared(gold, guesses))
    assert found is not None
    assert (found.right, found.with_evidence, found.hits, found.rate, found.f1) == (2, 2, 1, 0.5, 0.5)


def test_no_evidence_in_gold_is_none() -> None:
    assert evidence_hits(compared([GoldCode("a", CM, "I10")], [Prediction("a", "I10")])) is None
