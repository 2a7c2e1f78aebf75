"""The official files beside the repository, where they are: counts that CMS publishes, and sources that must agree."""

import csv
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from chartcode import codesets
from chartcode.codesets.icd10pcs.builder import LENGTH
from chartcode.codesets.icd10pcs.keys import places
from chartcode.codesets.icd10pcs.layers import layers_on
from chartcode.codesets.icd10pcs.release import PcsRelease
from chartcode.codesets.imports.addenda import applied
from chartcode.codesets.imports.bring import bring

SHARED = Path(__file__).resolve().parents[4] / "shared" / "codesets" / "icd10pcs"
ORDER_ZIP = SHARED / "2026-icd-10-pcs-order-file-long-and-abbreviated-titles.zip"

pytestmark = pytest.mark.skipif(
    not ORDER_ZIP.is_file(), reason="the official ICD-10-PCS files are not beside the repository"
)

OCTOBER, APRIL, NEXT_YEAR = date(2025, 10, 1), date(2026, 4, 1), date(2026, 10, 1)


@pytest.fixture(scope="module", autouse=True)
def counts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, dict[str, int]]]:
    """All of them imported once for these tests: the counts by release."""
    files = sorted(path for path in SHARED.iterdir() if path.suffix in {".xml", ".zip", ".json", ".txt"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHARTCODE_DATA", str(tmp_path_factory.mktemp("data")))
        yield {about.name: dict(about.counts) for about in bring(files).releases}


def release(day: date) -> PcsRelease:
    return codesets.on(day).icd10pcs


def all_codes(book: PcsRelease) -> list[str]:
    """Every code that the tables of the day hold."""
    assert book.tables is not None
    return [code for prefix in book.tables.prefixes() for code in (book.table(prefix) or pytest.fail(prefix)).codes()]


def test_counts(counts: dict[str, dict[str, int]]) -> None:
    assert counts["icd10pcs-tables-2026"] == {"tables": 914, "rows": 2733, "codes": 79_115}
    assert counts["icd10pcs-index-2025"] | {"main terms": 3215, "terms": 21_269} == counts["icd10pcs-index-2025"]
    assert counts["icd10pcs-index-addenda-2026"] == {"added": 68, "deleted": 5}
    assert counts["icd10pcs-order-2026"] == {"codes": 79_193, "headers": 917}
    assert counts["icd10pcs-definitions-2026"]["terms"] == 954
    assert counts["icd10pcs-conversion-2026"] == {"conversions": 17_848}
    assert counts["icd10pcs-addenda-2027"]["added"] == 101


@pytest.mark.parametrize(("day", "codes"), [(OCTOBER, 79_115), (APRIL, 79_193)])
def test_the_tables_expand_to_exactly_the_valid_codes(day: date, codes: int) -> None:
    found = all_codes(release(day))
    assert len(found) == len(set(found)) == codes
    assert set(found) == set(release(day).billable_codes())


def test_every_title_is_that_of_the_order_file_and_every_code_stands_in_one_row() -> None:
    book = release(APRIL)
    with zipfile.ZipFile(ORDER_ZIP) as archive:
        lines = archive.read("icd10pcs_order_2026.txt").decode("cp1252").splitlines()
    codes = [line[6:13].strip() for line in lines]
    assert [book.title(code) for code in codes] == [line[77:] for line in lines]
    assert [book.short_title(code) for code in codes] == [line[16:76].strip() for line in lines]
    assert {code for code in codes if len(code) == LENGTH} == set(book.billable_codes())
    assert {len(book.rows_of(code) or ()) for code in codes if len(code) == LENGTH} == {1}


def test_every_code_that_the_index_names_begins_a_code_of_these_years() -> None:
    book = release(APRIL)
    assert book.index is not None
    ever = {code for day in (date(2024, 10, 1), OCTOBER, APRIL) for code in release(day).billable_codes()}
    starts = {code[:length] for code in ever for length in range(3, LENGTH + 1)}
    paths = list(book.index.paths())
    named = {code for path in paths for code in (path.code, *(one.code for one in path.see + path.use)) if code}
    assert len(named) > 5000
    # The official Index of 2025 still names two codes that ended in 2022.
    assert named - starts == {"5A0512C", "5A0522C"}


def test_the_addenda_make_the_codes_of_2026_those_of_2027() -> None:
    before, after = release(date(2026, 9, 30)), release(NEXT_YEAR)
    changes = layers_on(NEXT_YEAR).changes()
    assert applied(set(before.billable_codes()), changes) == set(after.billable_codes())
    assert [
        one.code for one in changes if one.action != "add" and before.title(one.code) != (one.former or one.title)
    ] == []
    assert [code for code in after.billable_codes() if not after.title(code)] == []


def test_every_section_can_be_built_to_the_end_by_any_first_value() -> None:
    book = release(APRIL)
    sections = book.step().choices
    assert len(sections) == 17
    for section in sections:
        start = section.char
        while len(start) < LENGTH:
            step = book.step(start)
            assert step.title
            assert all(choice.label and choice.codes for choice in step.choices)
            start += step.choices[0].char
        assert book.is_billable(start)


def test_the_builder_goes_to_every_code_of_a_body_system_and_to_no_other() -> None:
    book = release(APRIL)
    starts = ["0F", "XU"]
    for _ in range(5):
        starts = [start + char for start in starts for char in {choice.char for choice in book.step(start).choices}]
    assert sorted(starts) == [*book.billable_codes("0F"), *book.billable_codes("XU")]


def test_every_operation_but_those_of_radiation_therapy_has_its_definition() -> None:
    book = release(APRIL)
    assert book.tables is not None
    without = {
        prefix[0]
        for prefix in book.tables.prefixes()
        for choice in book.step(prefix[:2]).choices
        if choice.char == prefix[2] and choice.meaning is None
    }
    assert without == {"D"}


def test_the_terms_of_the_definitions_lead_to_values_of_the_tables() -> None:
    book = release(APRIL)
    keys, tables, definitions = book.keys, book.tables, book.definitions
    assert keys is not None
    assert tables is not None
    assert definitions is not None
    official = {(term, label) for term, label, _, _ in definitions.key_entries()}
    entries = [entry for entry in keys.entries if (entry.term, entry.label) in official]
    assert len(entries) > 2000
    assert [entry for entry in entries if not places(entry, tables)] == []


def test_the_conversion_table_says_when_codes_came_as_the_validity_does() -> None:
    book = release(APRIL)
    assert book.conversions is not None
    came = {code: first for code in book.billable_codes("X") for first, _ in book.validity(code)[-1:]}
    told = {
        code: max(
            int(f"{one.first:%Y%m%d}") for one in book.conversions.of(code) if one.kind == "new" and one.code == code
        )
        for code, first in came.items()
        if first >= 20231001
    }
    assert told == {code: came[code] for code in told}
    assert len(told) > 100


def test_the_workbook_says_what_the_text_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("python_calamine", reason="the extra that reads workbooks is not installed")
    with zipfile.ZipFile(SHARED / "2026-icd-pcs-conversion-table.zip") as archive:
        archive.extract("icd10pcs_conversion_table.xlsx", tmp_path)
        text = archive.read("icd10pcs_conversion_table.txt").decode("cp1252")
    monkeypatch.setenv("CHARTCODE_DATA", str(tmp_path / "data"))
    bring([tmp_path / "icd10pcs_conversion_table.xlsx"])
    conversions = release(date(2026, 4, 2)).conversions
    assert conversions is not None
    rows = [row for row in csv.reader(text.splitlines(), delimiter="\t") if row[0] == "0DTJ4ZZ" or row[3] == "0DBJ4ZX"]
    assert rows
    for row in rows:
        assert (row[1], row[4]) in {(one.title, one.previous_title) for one in conversions.of(row[3])}
