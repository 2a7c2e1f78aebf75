"""The lexicon's tables: their columns as the README names them, no row twice, every value one that reading knows."""

import csv
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from chartcode.errors import ReleaseError
from chartcode.lexicon import tables
from chartcode.model import Assertion, SectionKind
from chartcode.reading.assertions import END, NONE

FOLDER = Path(str(tables.folder()))
TABLES = sorted([*FOLDER.glob("*.csv"), *(FOLDER / "phrases").glob("*.csv")])
KEYS = {
    "abbreviations.csv": ("short", "when"),
    "adjectives.csv": ("adjective",),
    "variants.csv": ("written",),
    "headings.csv": ("heading",),
    "cues.csv": ("words", "direction"),
}


def rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def columns_of_the_readme() -> dict[str, list[str]]:
    """Table -> its columns, in order, from the tables of the README."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (FOLDER / "README.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            name = line[3:].partition(":")[0].strip()
        elif column := re.match(r"\| `(\w+)` \|", line):
            found.setdefault(name, []).append(column.group(1))
    return found


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_has_the_columns_its_readme_names(table: Path) -> None:
    name = "phrases/*.csv" if table.parent.name == "phrases" else table.name
    with table.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == columns_of_the_readme()[name]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_plain_text_without_stray_blanks(table: Path) -> None:
    data = table.read_bytes()
    assert b"\r" not in data
    assert data.endswith(b"\n")
    stray = [row for row in rows(table) for cell in row.values() if cell != " ".join(cell.split())]
    assert stray == []


@pytest.mark.parametrize("name", KEYS)
def test_no_row_stands_twice(name: str) -> None:
    times = Counter(tuple(row[column] for column in KEYS[name]) for row in rows(FOLDER / name))
    assert [key for key, count in times.items() if count > 1] == []


def test_there_are_at_least_1500_abbreviations() -> None:
    assert len({abbreviation.short for abbreviation in tables.abbreviations()}) >= 1_500


def test_an_abbreviation_has_one_usual_sense_and_a_known_case() -> None:
    usual = Counter(
        row["short"] if row["case"] == "exact" else row["short"].lower()
        for row in rows(FOLDER / "abbreviations.csv")
        if not row["when"]
    )
    assert [short for short, count in usual.items() if count > 1] == []
    assert {row["case"] for row in rows(FOLDER / "abbreviations.csv")} == {"any", "exact"}


def test_adjectives_and_variants_are_words_in_lower_case() -> None:
    words = {**tables.adjectives(), **tables.variants()}
    assert [pair for pair in words.items() if pair != (pair[0].lower(), pair[1].lower()) or pair[0] == pair[1]] == []
    assert [word for word in words if " " in word] == []


def test_a_variant_leads_to_its_base_in_one_step() -> None:
    variants = tables.variants()
    assert [(written, base) for written, base in variants.items() if base in variants] == []


def test_no_word_is_both_an_adjective_and_a_variant() -> None:
    assert tables.adjectives().keys() & tables.variants().keys() == set()


def test_headings_open_sections_that_exist() -> None:
    known = {str(kind) for kind in SectionKind} - {str(SectionKind.UNKNOWN), str(SectionKind.PREAMBLE)}
    assert {heading.section for heading in tables.headings()} == known


def test_two_headings_that_read_alike_are_one_row() -> None:
    alike = Counter(re.sub(r"[^a-z0-9]+", " ", heading.heading).strip() for heading in tables.headings())
    assert [heading for heading, count in alike.items() if count > 1] == []


def test_cues_say_something_that_reading_knows() -> None:
    kinds = {str(kind) for kind in Assertion} - {str(Assertion.PRESENT)} | {END, NONE}
    assert {cue.kind for cue in tables.cues()} == kinds
    assert {cue.direction for cue in tables.cues()} == {"forward", "backward", "both", "beside"}
    assert all(0 <= cue.reach <= 12 for cue in tables.cues())


def test_a_cue_that_only_ends_a_scope_has_no_reach() -> None:
    assert [cue.words for cue in tables.cues() if cue.kind in {END, NONE} and cue.reach not in {0, 1}] == []


def test_the_key_changes_with_any_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(FOLDER, tmp_path / "lexicon")
    monkeypatch.setattr(tables, "folder", lambda: tmp_path / "lexicon")
    before = tables.key.__wrapped__()
    with (tmp_path / "lexicon" / "variants.csv").open("a", encoding="utf-8") as file:
        file.write("moonstruck,moon\n")
    assert tables.key.__wrapped__() != before


@pytest.mark.parametrize("row", ["one", "one,two,three"])
def test_a_row_with_the_wrong_number_of_columns_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    (tmp_path / "variants.csv").write_text(f"written,base\nfirst,1\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(tables, "folder", lambda: tmp_path)
    with pytest.raises(ReleaseError, match=r"variants\.csv, line 3: wrong number of columns"):
        tables.variants()
