"""The list of phrases that lookup is measured on, and what it has to reach on it."""

import csv
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from benchmarks.lookup import Tried, try_all

from chartcode import codesets
from chartcode.book.search.register import open_register

PHRASES = Path(__file__).parent / "lookup_phrases.csv"
APRIL = date(2026, 4, 1)
PIECES = {"fragment", "old"}


@cache
def rows() -> tuple[dict[str, str], ...]:
    with PHRASES.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def tried() -> tuple[Tried, ...]:
    return tuple(try_all(PHRASES, open_register(codesets.on(APRIL))))


def test_there_are_600_phrases_and_a_third_of_each_kind_is_held_out() -> None:
    assert len(rows()) >= 600
    assert len({row["phrase"].lower() for row in rows()}) == len(rows())
    kinds = Counter(row["kind"] for row in rows())
    held_out = Counter(row["kind"] for row in rows() if row["held_out"] == "yes")
    assert {kind: held_out[kind] for kind in kinds} == {kind: count // 3 for kind, count in kinds.items()}


def test_every_right_code_is_one() -> None:
    releases = codesets.on(APRIL)
    wrong = []
    for row in rows():
        for code in row["codes"].split():
            bare = code.replace(".", "")
            if row["system"] == "ICD-10-PCS":
                known = releases.icd10pcs.is_billable(bare)
            elif row["kind"] in PIECES:
                known = releases.icd10cm.title(bare) is not None
            else:
                known = releases.icd10cm.is_billable(bare)
            if not known:
                wrong.append((row["phrase"], code))
    assert wrong == []


@pytest.mark.parametrize("held_out", [False, True], ids=["looked at", "held out"])
def test_the_right_code_comes_first_and_among_the_first_five(held_out: bool) -> None:
    part = [one for one in tried() if one.held_out is held_out]
    assert sum(one.hit(1) for one in part) / len(part) >= 0.80
    assert sum(one.hit(5) for one in part) / len(part) >= 0.93
