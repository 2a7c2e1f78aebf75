"""The table builder itself: each choice narrows the next, and only to what stands in one row."""

from io import BytesIO
from itertools import permutations

import pytest
from pcs_examples import TABLES

from chartcode.codesets.icd10pcs.builder import PcsTable, narrowed
from chartcode.codesets.icd10pcs.read_tables import read_tables

GUT, THUNDER = read_tables(BytesIO(TABLES.encode())).tables


def left(table: PcsTable, **chosen: str) -> dict[str, str]:
    """The characters left on each axis, as p4=..., p5=... and so on; the same for what is chosen."""
    axes = narrowed(table, {int(name[1:]): char for name, char in chosen.items()})
    return {f"p{axis.position}": axis.chars for axis in axes}


def test_a_table_has_its_name_its_definition_and_every_combination_of_each_row() -> None:
    assert (GUT.prefix, GUT.definition) == ("0DT", "Sending all of a part away")
    assert (THUNDER.prefix, THUNDER.definition) == ("GZB", "")
    assert list(THUNDER.codes()) == ["GZB0ZZZ", "GZB2ZZZ", "GZB4ZZZ"]
    codes = list(GUT.codes())
    assert (len(codes), codes[0], codes[-1]) == (11, "0DTH0ZZ", "0DTJ4ZG")


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, {"p4": "HJJ", "p5": "0478F", "p6": "Z", "p7": "GZ"}),
        ({"p4": "H"}, {"p4": "H", "p5": "0478F", "p6": "Z", "p7": "Z"}),
        ({"p4": "J", "p5": "4"}, {"p4": "JJ", "p5": "4", "p6": "Z", "p7": "GZ"}),
        ({"p4": "J", "p5": "0"}, {"p4": "J", "p5": "0", "p6": "Z", "p7": "Z"}),
        ({"p7": "G"}, {"p4": "J", "p5": "4", "p6": "Z", "p7": "G"}),
        ({"p4": "H", "p7": "G"}, {}),
        ({"p5": "9"}, {}),
    ],
)
def test_what_is_left_after_choices_in_any_order(chosen: dict[str, str], expected: dict[str, str]) -> None:
    assert left(GUT, **chosen) == expected


def test_every_way_on_ends_at_a_code_and_every_code_can_be_reached() -> None:
    for order in permutations((4, 5, 6, 7)):
        ways: list[dict[int, str]] = [{}]
        for position in order:
            ways = [
                way | {position: value.char}
                for way in ways
                for value in {v.char: v for v in narrowed(GUT, way)[position - 4].values}.values()
            ]
        found = {"0DT" + "".join(way[position] for position in (4, 5, 6, 7)) for way in ways}
        assert found == set(GUT.codes())


@pytest.mark.parametrize(
    ("code", "rows"),
    [("0DTJ4ZZ", 1), ("0DTJ4ZG", 1), ("0DTH4ZG", 0), ("0DTJ4Z", 2), ("0DTH", 1), ("0D", 2), ("GZB0ZZZ", 0)],
)
def test_the_rows_a_code_stands_in(code: str, rows: int) -> None:
    assert len(GUT.rows_of(code)) == rows


def test_a_code_with_more_than_seven_characters_stands_in_none() -> None:
    assert GUT.rows_of("0DTJ4ZZZ") == ()
