"""What imported lists, addenda and Tabular Lists make of the ICD-10-CM release of a day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from icd10cm_examples import ADDENDA, CODES, CONVERSIONS, codes_file, order_file
from official_examples import written

from chartcode import codesets
from chartcode.codesets.icd10cm.layers import layers_on
from chartcode.codesets.icd10cm.release import IcdCmRelease, known_years
from chartcode.codesets.imports import store, write
from chartcode.codesets.imports.addenda import applied, read_addenda, read_changes
from chartcode.codesets.imports.bring import bring
from chartcode.codesets.imports.dates import in_force
from chartcode.errors import ReleaseError

pytestmark = pytest.mark.usefixtures("data")

SHARED = Path(__file__).resolve().parents[4] / "shared" / "codesets" / "icd10cm"
EXCERPT = Path(__file__).parent.parent / "excerpt.xml"
APRIL, OCTOBER = date(2026, 4, 1), date(2026, 10, 1)
EMBEDDED = in_force("", "icd10c-tabular-April-1-2026.xml")

Bring = Callable[[str, str], str]


@pytest.fixture
def imported(inbox: Path) -> Bring:
    """Imports a text under a file name, and says the release it became."""

    def take_in(name: str, text: str) -> str:
        (about,) = bring([written(inbox, name, text)]).releases
        return about.name

    return take_in


def on(day: date) -> IcdCmRelease:
    return codesets.on(day).icd10cm


def test_addenda_give_new_codes_their_titles_and_their_place(imported: Bring) -> None:
    assert imported("icd10cm_codes_addenda_2027.txt", ADDENDA) == "icd10cm-addenda-2027"
    book = on(OCTOBER)
    assert book.title("I4201") == "Dragon heart, of the family"
    assert book.ancestors("I4201") == ("I420", "I42", "I30-I5A", "chapter 9")
    assert book.children("I420") == ("I4200", "I4201")
    assert (book.kind("I420"), book.kind("I4200")) == ("subcategory", "code")
    assert book.title("K2970") == "Gastritis of a knight or squire [any part]"
    assert [note for note in book.instructions("I4201") if note.at == "I42"]
    assert "icd10cm_codes_addenda_2027" in book.name


def test_before_their_day_addenda_change_nothing(imported: Bring) -> None:
    before = on(APRIL)
    imported("icd10cm_codes_addenda_2027.txt", ADDENDA)
    after = on(APRIL)
    assert (after.title("I4201"), after.title("K2970")) == (None, before.title("K2970"))
    assert (after.name, after.key) == (before.name, before.key)


def test_the_key_tells_what_a_release_is_made_of(imported: Bring) -> None:
    before = on(OCTOBER).key
    name = imported("icd10cm_codes_addenda_2027.txt", ADDENDA)
    assert on(OCTOBER).key.startswith(f"{before} {name}")
    write.remove(name)
    assert on(OCTOBER).key == before


def test_the_order_of_the_book_stays(imported: Bring) -> None:
    before = [row[0] for row in on(OCTOBER).nodes()]
    imported("icd10cm_codes_addenda_2027.txt", ADDENDA)
    after = [row[0] for row in on(OCTOBER).nodes()]
    assert [code for code in after if code not in {"I4200", "I4201"}] == before
    assert after[after.index("I420") :][:4] == ["I420", "I4200", "I4201", "I421"]


def test_every_title_is_that_of_the_order_file_in_force(imported: Bring) -> None:
    book = on(OCTOBER)
    titles = {code: f"Imagined {code}" for code in book.billable_codes()}
    headers = {code: f"Imagined header {code}" for code in ("I42", "I420", "D691")}
    imported("icd10cm_order_2027.txt", order_file(titles | headers, headers))
    book = on(OCTOBER)
    assert {code: book.title(code) for code in titles | headers} == titles | headers
    assert len(book.billable_codes()) == 74_879
    assert on(APRIL).title("A000") != "Imagined A000"


def test_new_headers_and_categories_find_their_place(imported: Bring) -> None:
    book = on(OCTOBER)
    new = {"E8983": "New header", "E89830": "First", "E89838": "Second", "E90": "New category", "E900": "Its code"}
    titles = {code: book.title(code) or "New" for code in book.billable_codes()} | new
    imported("icd10cm_order_2027.txt", order_file(titles, ("E8983", "E90")))
    book = on(OCTOBER)
    assert book.ancestors("E89830")[:3] == ("E8983", "E898", "E89")
    assert book.children("E8983") == ("E89830", "E89838")
    assert book.ancestors("E900") == ("E90", "E89-E89", "chapter 4")
    assert (book.kind("E90"), book.kind("E8983"), book.kind("E900")) == ("category", "subcategory", "code")


def test_a_codes_file_has_titles_too_and_an_order_file_of_that_day_goes_before_it(imported: Bring) -> None:
    assert imported("icd10cm_codes_2027.txt", CODES) == "icd10cm-codes-2027"
    assert on(OCTOBER).title("A000") == "Imagined fever"
    imported("icd10cm_order_2027.txt", order_file({"A000": "Ordered", "U071": "Ordered", "Z999": "Ordered"}))
    assert on(OCTOBER).title("A000") == "Ordered"


def test_an_imported_tabular_list_is_used_on_its_own_days(imported: Bring) -> None:
    text = EXCERPT.read_text(encoding="utf-8")
    assert imported("icd10cm_tabular_2027.xml", text.replace("2031", "2027")) == "icd10cm-tabular-2027"
    book, embedded = on(OCTOBER), on(APRIL)
    assert "icd10cm_tabular_2027" in book.name
    codes = {row[0] for row in book.nodes() if row[2] == "code"}
    assert codes
    assert len(codes) < 100
    assert book.tabular_version == "2027"
    assert len(book.billable_codes()) == 74_879
    assert embedded.title("I10")
    with_notes = next(code for code in sorted(codes) if book.own_instructions(code))
    assert book.title(with_notes)


@pytest.mark.parametrize(
    ("files", "day", "used"),
    [
        ((), APRIL, ""),
        (("tabular 2026",), date(2026, 3, 31), "tabular-2026"),
        (("tabular 2026",), date(2026, 4, 1), ""),
        (("tabular 2026",), date(2026, 10, 1), ""),
        (("tabular 2027",), date(2026, 10, 1), "tabular-2027"),
        (("tabular 2025", "tabular 2026"), date(2025, 1, 1), "tabular-2025"),
        (("order 2026",), date(2025, 11, 1), "order-2026"),
        (("order 2026",), date(2026, 5, 1), ""),
        (("order 2025", "order 2026"), date(2025, 11, 1), "order-2026"),
        (("order 2025",), date(2025, 11, 1), ""),
        (("order 2027", "addenda 2027"), date(2026, 10, 1), "order-2027"),
        (("addenda 2027",), date(2026, 10, 1), "addenda-2027"),
        (("addenda 2026",), date(2026, 5, 1), ""),
        (("addenda 2027", "addenda 2028"), date(2027, 9, 30), "addenda-2027"),
        (("addenda 2028", "addenda 2027"), date(2027, 10, 1), "addenda-2027 addenda-2028"),
        (("tabular 2027", "addenda 2027", "addenda 2028"), date(2027, 10, 1), "addenda-2027 addenda-2028"),
        (("tabular 2027", "addenda 2027"), date(2026, 10, 1), "tabular-2027"),
        (("order 2027", "addenda 2028"), date(2027, 10, 1), "order-2027 addenda-2028"),
    ],
)
def test_which_layers_make_up_a_day(imported: Bring, files: tuple[str, ...], day: date, used: str) -> None:
    texts = {
        "tabular": ("icd10cm_tabular_{}.xml", EXCERPT.read_text(encoding="utf-8").replace("2031", "{}")),
        "order": ("icd10cm_order_{}.txt", order_file({"A000": "A", "U071": "U", "Z999": "Z"})),
        "addenda": ("icd10cm_codes_addenda_{}.txt", ADDENDA.replace("2027", "{}")),
    }
    for file in files:
        kind, year = file.split()
        name, text = texts[kind]
        imported(name.format(year), text.replace("{}", year))
    found = layers_on(day, EMBEDDED)
    assert " ".join(layer.about.name.removeprefix("icd10cm-") for layer in found.releases) == used


def test_an_order_file_brings_a_year_that_nothing_embedded_knows(imported: Bring) -> None:
    titles = {code: f"Of 2019: {code}" for code in ("A000", "I420", "U071", "Z999")}
    imported("icd10cm_order_2019.txt", order_file(titles))
    book = on(date(2019, 5, 1))
    assert book.billable_codes() == ("A000", "I420", "U071", "Z999")
    assert book.title("I420") == "Of 2019: I420"
    assert len(on(APRIL).billable_codes()) == 74_719
    assert known_years() == (2019, 2023, 2024, 2025, 2026, 2027)
    with pytest.raises(ReleaseError, match="order file of FY2020"):
        on(date(2019, 10, 1))


def test_a_list_of_next_year_carries_spans_on(imported: Bring) -> None:
    imported("icd10cm_order_2028.txt", order_file({"A000": "A", "I4200": "I", "U071": "U", "X999": "X", "Z999": "Z"}))
    book = on(date(2027, 10, 1))
    assert book.billable_codes() == ("A000", "I4200", "U071", "X999", "Z999")
    assert book.validity("A000")[-1][1] == 20280930
    assert book.validity("I4200") == ((20261001, 20280930),)
    assert book.validity("X999") == ((20271001, 20280930),)
    assert book.validity("I4201")[-1][1] == 20270930
    assert known_years()[-1] == 2028


def test_addenda_of_next_year_are_laid_over_the_embedded_list(imported: Bring) -> None:
    changes = ADDENDA.replace("I420 ", "A000 ").replace("I4200", "A0001").replace("I4201", "A0002")
    fitting = changes.replace("74719", "74879").replace("74,720", "74880").replace("2027", "2028")
    imported("icd10cm_codes_addenda_2028.txt", fitting)
    book = on(date(2027, 10, 1))
    assert len(book.billable_codes()) == 74_880
    assert (book.is_billable("A000"), book.is_billable("A0001")) == (False, True)
    assert book.now_divided_into("A000") == ("A0001", "A0002")


def test_addenda_that_do_not_fit_the_release_before_are_refused(imported: Bring) -> None:
    imported("icd10cm_codes_addenda_2028.txt", ADDENDA.replace("2027", "2028"))
    with pytest.raises(ReleaseError, match=r"74,719 codes, but the one before it has 74,879.*order file of FY2028"):
        on(date(2027, 10, 1))
    assert len(on(OCTOBER).billable_codes()) == 74_879


def test_addenda_applied_to_a_list() -> None:
    from io import BytesIO

    found = read_addenda(BytesIO(ADDENDA.encode()))
    assert (found.before, found.after) == (74719, 74720)
    assert [(change.action, change.code) for change in found.changes] == [
        ("delete", "I420"),
        ("add", "I4200"),
        ("add", "I4201"),
        ("revise", "K2970"),
    ]
    assert found.changes[3].former == "Gastritis of a knight [any part]"
    assert applied({"I420", "K2970"}, found.changes) == {"I4200", "I4201", "K2970"}
    for wrong in ({"K2970"}, {"I420"}, {"I420", "K2970", "I4200"}):
        with pytest.raises(ReleaseError, match="do not fit"):
            applied(wrong, found.changes)


def test_a_conversion_table_says_what_took_a_codes_place(imported: Bring, inbox: Path) -> None:
    assert imported("icd10cm_conversion_table_FY2026.txt", CONVERSIONS) == "icd10cm-conversion-2026"
    book = store.open_book(store.held("icd10cm-conversion")[0].path)
    rows = book.execute("SELECT code, first, previous FROM conversion ORDER BY rowid").fetchall()
    book.close()
    assert rows == [
        ("I4200", "2026-10-01", "I420"),
        *(("I4201", "2026-10-01", code) for code in ("I420", "I428", "I429")),
        ("U071", "2023-04-01", ""),
        *(("Z998", "2023-04-01", code) for code in ("Z991", "Z9901", "Z9902", "Z9903", "Z9904")),
        ("Z999", "", ""),
    ]
    as_csv = CONVERSIONS.replace("\t", ",").replace("Z99.1; ", "Z99.1 ; ")
    assert imported("508-VERSION-ICD-10-CM-CONVERSION-TABLE-FY2027-October 1 2026 - FINAL-.csv", as_csv) == (
        "icd10cm-conversion-2027"
    )


def test_the_same_conversion_table_in_two_formats_is_one_release(inbox: Path) -> None:
    paths = [written(inbox, "table-FY2026.txt", CONVERSIONS), written(inbox, "508-table-FY2026.csv", CONVERSIONS)]
    (about,) = bring(paths).releases
    assert about.counts == {"codes": 5, "previous codes": 9}
    paths[1].write_text(CONVERSIONS.replace("I42.9", "I42.7"), encoding="utf-8")
    with pytest.raises(ReleaseError, match="differ"):
        bring(paths)


def test_codes_files_and_order_addenda_are_told_apart(imported: Bring, inbox: Path) -> None:
    assert imported("icd10cm_codes_2026.txt", codes_file({"A000": "A", "U071": "U", "Z999": "Z"})) == (
        "icd10cm-codes-2026"
    )
    order_addenda = f"Add:         I4200   {'Dragon heart, unsp':<60} Dragon heart, unspecified\r\n"
    with pytest.raises(Exception, match="none of the files"):
        imported("icd10cm_order_addenda_2027.txt", order_addenda)


def shared(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/codesets/icd10cm/{name} is not here")
    return path


def test_april_2026_and_the_official_addenda_are_the_codes_of_fy2027() -> None:
    path = shared("icd10cm_codes_addenda_2027.txt")
    before, after = on(APRIL), on(OCTOBER)
    bring([path])
    book = store.open_book(store.held("icd10cm-addenda")[0].path)
    changes = read_changes(book)
    book.close()
    assert applied(frozenset(before.billable_codes()), changes) == frozenset(after.billable_codes())
    assert [change.code for change in changes if before.title(change.code) != (change.former or change.title)] == [
        change.code for change in changes if change.action == "add"
    ]
    titled = on(OCTOBER)
    assert [code for code in titled.billable_codes() if not titled.title(code)] == []
    for change in changes:
        if change.action != "delete":
            assert titled.title(change.code) == change.title
    untouched = set(before.billable_codes()) - {change.code for change in changes}
    assert [code for code in untouched if titled.title(code) != before.title(code)] == []


def test_the_index_of_2025_has_all_its_entries() -> None:
    (about,) = bring([shared("icd10cm-index-2025.RECONSTRUCTED.xml")]).releases
    assert about.counts["main terms"] == 8_100
    assert about.counts["terms"] == 72_924
    assert about.counts["codes"] == 62_721


def test_the_poa_exempt_list_of_2026_has_all_its_codes() -> None:
    (about,) = bring([shared("POAexemptCodesFY26.zip")]).releases
    assert (about.name, about.counts) == ("icd10cm-poa-exempt-2026", {"codes": 38_349})
