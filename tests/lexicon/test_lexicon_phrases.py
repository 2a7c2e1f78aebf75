"""The lexicon's phrases: codes that exist, no two rows that say the same, no row against the Tabular List."""

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from chartcode import codesets
from chartcode.lexicon import tables
from chartcode.model import dotted
from chartcode.reading.phrases import bag, wordings
from chartcode.reading.words import WordForms

APRIL = date(2026, 4, 1)
RELEASES = (APRIL, *(date(year, 10, 1) for year in range(2022, 2027)))
NEEDS = {"", "F", "M", "newborn", "child", "adult", "pregnant"}


class Row(NamedTuple):
    where: str
    phrase: str
    codes: tuple[str, ...]
    needs: str
    note: str
    words: frozenset[str]


@cache
def forms() -> WordForms:
    return WordForms(tables.variants(), tables.adjectives())


@cache
def rows() -> tuple[Row, ...]:
    found = []
    for table in sorted((Path(str(tables.folder())) / "phrases").glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                words = frozenset(bag(row["phrase"], forms()))
                codes = tuple(row["code"].split("+"))
                found.append(Row(f"{table.name}:{line}", row["phrase"], codes, row["needs"], row["note"], words))
    return tuple(found)


@cache
def titles() -> dict[frozenset[str], set[str]]:
    """The words of a title -> the bare nodes it is the title of."""
    found: dict[frozenset[str], set[str]] = {}
    for code, _, kind, title in codesets.on(APRIL).icd10cm.nodes():
        if kind not in {"chapter", "block"}:
            for wording in wordings(title, names=False):
                found.setdefault(frozenset(bag(wording, forms())), set()).add(code)
    return found


def test_there_are_at_least_8000_phrases() -> None:
    assert len(rows()) >= 8_000
    assert len(tables.phrases()) == len(rows())


def test_every_code_is_billable_in_an_embedded_release_and_written_with_its_dot() -> None:
    billable = {dotted(code) for day in RELEASES for code in codesets.on(day).icd10cm.billable_codes()}
    assert [(row.where, row.phrase, code) for row in rows() for code in row.codes if code not in billable] == []


def test_phrases_are_in_lower_case_and_hold_words() -> None:
    assert [row.where for row in rows() if row.phrase != row.phrase.lower() or not row.words] == []


def test_needs_are_known() -> None:
    assert [row.where for row in rows() if row.needs not in NEEDS] == []


def test_no_two_rows_of_the_same_words_have_different_codes() -> None:
    first: dict[tuple[frozenset[str], str], Row] = {}
    against = [
        (held.where, row.where, row.phrase)
        for row in rows()
        if (held := first.setdefault((row.words, row.needs), row)).codes != row.codes
    ]
    assert against == []


def test_no_row_stands_twice() -> None:
    seen: dict[tuple[str, str], str] = {}
    twice = [
        (seen[key], row.where)
        for row in rows()
        if seen.setdefault(key := (row.phrase, row.needs), row.where) != row.where
    ]
    assert twice == []


def test_no_row_contradicts_a_title_without_saying_so() -> None:
    """A row that asks something of the patient ("newborn") says more than the title and may differ from it."""
    against = [
        (row.where, row.phrase, row.codes, sorted(nodes))
        for row in rows()
        if not row.needs and "over TABULAR" not in row.note
        for nodes in [titles().get(row.words)]
        if nodes and not any(code.replace(".", "").startswith(tuple(nodes)) for code in row.codes)
    ]
    assert against == []


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("heart attack", "I21.9"),
        ("high blood pressure", "I10"),
        ("sugar diabetes", "E11.9"),
        ("stroke", "I63.9"),
        ("broken hip", "S72.009A"),
    ],
)
def test_lay_words_lead_to_the_code_a_coder_gives(phrase: str, code: str) -> None:
    words = frozenset(bag(phrase, forms()))
    assert {row.codes for row in rows() if row.words == words and not row.needs} == {(code,)}
