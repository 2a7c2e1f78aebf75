"""What an import makes of files: each kind by its content, loose, zipped or in folders; and nothing of bad ones."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from official_examples import BY_NAME, DRUGS, INDEX, ORDER, POA_EXEMPT, written, zipped

from chartcode.codesets.imports import sources, store
from chartcode.codesets.imports.bring import bring
from chartcode.errors import ChartcodeError, ReleaseError, UnfitDocumentError, UnreadableInputError

pytestmark = pytest.mark.usefixtures("data")

TABULAR = Path(__file__).parent.parent / "excerpt.xml"


def names() -> list[str]:
    return [file.release for file in store.held()]


@pytest.mark.parametrize(
    ("name", "release", "first", "counts"),
    [
        (
            "icd10cm-index-2025.xml",
            "icd10cm-index-2025",
            date(2024, 10, 1),
            {"main terms": 7, "terms": 10, "codes": 12},
        ),
        ("icd10cm-eindex-April-1-2026-XML.xml", "icd10cm-eindex-2026-04-01", date(2026, 4, 1), {"references": 2}),
        ("icd10cm-neoplasm-2026.xml", "icd10cm-neoplasm-2026", date(2025, 10, 1), {"terms": 1, "codes": 2}),
        ("icd10cm_drug_2026.xml", "icd10cm-drug-2026", date(2025, 10, 1), {"main terms": 1}),
        ("icd10cm_order_2026.txt", "icd10cm-order-2026", date(2025, 10, 1), {"billable codes": 4, "headers": 4}),
        ("POAexemptCodesFY26.txt", "icd10cm-poa-exempt-2026", date(2025, 10, 1), {"codes": 3}),
    ],
)
def test_each_kind_is_known_by_its_content(
    inbox: Path, name: str, release: str, first: date, counts: dict[str, int]
) -> None:
    (about,) = bring([written(inbox, name)]).releases
    assert (about.name, about.first, about.source) == (release, first, name)
    assert about.last == date(about.year, 9, 30)
    assert dict(about.counts) | counts == about.counts
    assert names() == [release]
    assert store.check(store.held()[0]).about == about


def test_the_tabular_list() -> None:
    (about,) = bring([TABULAR]).releases
    assert (about.name, about.counts["codes"]) == ("icd10cm-tabular-2031", about.counts["codes"])
    assert about.counts["codes"] > 0


def test_the_name_of_a_file_may_be_anything_where_its_text_says_the_year(inbox: Path) -> None:
    assert bring([written(inbox, "download (3).dat", INDEX)]).releases[0].name == "icd10cm-index-2025"


def test_sha256_is_that_of_the_file_itself_zipped_or_not(inbox: Path) -> None:
    loose = bring([written(inbox, "index.xml", INDEX)]).releases[0]
    inner = zipped(readme__txt=b"read me", index__xml=INDEX.encode())
    (inbox / "a.zip").write_bytes(zipped(inner__zip=inner, book__xlsx=zipped(x__xml=b"<x/>")))
    done = bring([inbox / "a.zip"])
    assert done.releases[0].sha256 == loose.sha256
    assert done.releases[0].source == "a.zip/inner.zip/index.xml"
    assert (done.replaced, done.passed_over) == (("icd10cm-index-2025",), ("a.zip/inner.zip/readme.txt",))
    assert names() == ["icd10cm-index-2025"]


def test_a_folder_of_them(inbox: Path) -> None:
    for name in BY_NAME:
        written(inbox, name)
    written(inbox, "README.txt", "nothing")
    done = bring([inbox])
    assert (len(done.releases), done.passed_over) == (6, ("README.txt",))


def test_a_release_file_is_read_only_and_says_what_it_is(inbox: Path, data: Path) -> None:
    bring([written(inbox, "icd10cm-index-2025.xml")])
    (path,) = data.glob("*.sqlite")
    assert path.stat().st_mode & 0o222 == 0
    book = store.open_book(path)
    assert book.execute("SELECT value FROM about WHERE name = 'state'").fetchone() == ("ready",)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        book.execute("DELETE FROM about")
    book.close()


BILLION = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><ICD10CM.index><version>2025</version></ICD10CM.index>'
BAD = [
    ("cut.xml", INDEX[:900].encode(), "cut or damaged"),
    ("entities.xml", BILLION.encode(), "DOCTYPE"),
    ("late.xml", INDEX.replace("<letter>", "<x/>" * 20000 + "<letter>", 1).encode()[:-40], "cut or damaged"),
    ("latin.xml", INDEX.replace("Goblinitis", "Goblinités").encode("latin-1"), "damaged"),
    ("lie.xml", INDEX.replace("utf-8", "ascii").replace("Goblinitis", "Goblinités").encode(), "damaged"),
    (
        "empty.xml",
        b"<ICD10CM.index><version>2025</version><title>ICD-10-CM INDEX</title></ICD10CM.index>",
        "no main terms",
    ),
    ("addenda.xml", INDEX.replace("<title>Gas</title>", "<diff><new>Gas</new></diff>").encode(), "addenda"),
    ("deep.xml", INDEX.replace("Gas", "<a>" * 80 + "</a>" * 80).encode(), "deep"),
    ("icd10cm-index-2024.xml", INDEX.encode(), "2024"),
    ("noyear.xml", INDEX.replace("<version>2025</version>", "").encode(), "year"),
    ("column.xml", DRUGS.replace('<cell col="2">', "<cell>").encode(), "column"),
    ("icd10cm_order_2026.txt", ORDER[: ORDER.index("U07")].encode(), "cut"),
    ("icd10cm_order_2026.txt", ORDER[:-110].encode(), "cut"),
    ("order.txt", ORDER.encode(), "year"),
    ("icd10cm_order_2026.txt", ORDER.encode() + b"\x00", "encoding"),
    ("icd10cm_order_2026.txt", ORDER.encode() + b"\r\n\x81", "encoding"),
    ("POAexemptCodesFY26.txt", POA_EXEMPT[:-30].encode(), "cut"),
    ("POAexemptCodesFY26.txt", POA_EXEMPT[: POA_EXEMPT.index("98181")].encode(), "cut"),
    ("a.zip", zipped(index__xml=INDEX.encode())[:-30], "damaged zip"),
    ("bomb.zip", zipped(index__xml=b"0" * 30_000_000), "unpacks"),
    ("b.zip", zipped(b__zip=zipped(c__zip=zipped(d__zip=zipped(e__xml=INDEX.encode())))), "deep"),
    ("twice.zip", zipped(a__xml=INDEX.encode(), b__xml=INDEX.encode()), "second file"),
    ("half.zip", zipped(a__xml=INDEX.encode(), b__xml=DRUGS.encode()[:-20]), "cut"),
]


@pytest.mark.parametrize(("name", "content", "says"), BAD, ids=[f"{case[0]}: {case[2]}" for case in BAD])
def test_a_bad_file_is_one_clear_line_and_changes_nothing(
    inbox: Path, data: Path, name: str, content: bytes, says: str
) -> None:
    bring([written(inbox, "POAexemptCodesFY25.txt", POA_EXEMPT.replace("Order26", "Order25"))])
    before = store.stamp()
    (inbox / name).write_bytes(content)
    with pytest.raises(ReleaseError, match=says) as caught:
        bring([inbox / name])
    assert "\n" not in str(caught.value)
    assert name in str(caught.value)
    assert store.stamp() == before
    assert sorted(path.suffix for path in data.iterdir()) == [".lock", ".sqlite"]


def test_a_deep_index_does_not_exhaust_the_stack(inbox: Path) -> None:
    deep = INDEX.replace("<title>Gas</title>", "<title>Gas</title>" + "<term>" * 50_000 + "</term>" * 50_000)
    with pytest.raises(ReleaseError, match="deep"):
        bring([written(inbox, "deep.xml", deep)])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("note.txt", b"Essential hypertension."),
        ("empty.txt", b""),
        ("other.xml", b"<html/>"),
        ("random.bin", bytes(range(256)) * 10),
        ("docs.zip", zipped(readme__txt=b"nothing here")),
        ("POAexemptAddCodesFY26.txt", POA_EXEMPT.encode()),
        ("POAexemptAddFY27.txt", POA_EXEMPT.encode()),
    ],
)
def test_a_file_of_no_known_kind(inbox: Path, name: str, content: bytes) -> None:
    (inbox / name).write_bytes(content)
    with pytest.raises(UnfitDocumentError, match="ICD-10-CM Index"):
        bring([inbox / name])
    assert names() == []


def test_what_cannot_be_opened(inbox: Path) -> None:
    with pytest.raises(UnreadableInputError, match="does not exist"):
        bring([inbox / "gone.zip"])


def test_limits_hold_before_anything_is_unpacked(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (inbox / "a.zip").write_bytes(zipped(a__xml=INDEX.encode(), b__xml=DRUGS.encode()))
    for limit, value in (("MAX_BYTES", 100), ("MAX_TOTAL_BYTES", 2000), ("MAX_FILES", 1)):
        with monkeypatch.context() as patch:
            patch.setattr(sources, limit, value)
            with pytest.raises(ReleaseError):
                bring([inbox / "a.zip"])
    assert names() == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_text_in_any_encoding_that_publishers_use(inbox: Path, encoding: str) -> None:
    text = POA_EXEMPT.replace("Dependence", "Dépendence")
    (inbox / "POAexemptCodesFY26.txt").write_bytes(text.encode(encoding))
    (about,) = bring([inbox / "POAexemptCodesFY26.txt"]).releases
    book = store.open_book(store.held()[0].path)
    assert book.execute("SELECT title FROM exempt WHERE code = 'Z9989'").fetchone() == ("Dépendence on a knight",)
    book.close()
    assert about.counts == {"codes": 3}


def test_errors_are_ours_whatever_the_bytes(inbox: Path) -> None:
    """Every cut of a good file either imports or is one of our own errors."""
    data = zipped(index__xml=INDEX.encode())
    for length in range(0, len(data), 97):
        (inbox / "a.zip").write_bytes(data[:length])
        with pytest.raises(ChartcodeError):
            bring([inbox / "a.zip"])
    assert names() == []
