"""`chartcode codesets fetch`: from a publisher's server to releases, or one plain line and nothing changed."""

import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from icd10cm_examples import ADDENDA, CONVERSIONS
from official_examples import INDEX, ORDER, POA_EXEMPT, zipped
from official_server import Publisher, serving
from typer.testing import CliRunner

from chartcode.cli.app import app
from chartcode.codesets.imports import store

FILES = {
    "2025-code-descriptions-tabular-order.zip": zipped(
        icd10cm_order_2025__txt=ORDER.encode(), icd10cm_codes_addenda_2025__txt=ADDENDA.replace("2027", "2025").encode()
    ),
    "2025-code-tables-tabular-and-index.zip": zipped(icd10cm_index_2025__xml=INDEX.encode(), guide__pdf=b"%PDF"),
    "2025-conversion-table.zip": zipped(conversions_FY2025__txt=CONVERSIONS.encode()),
    "2025-poa-exempt-codes.zip": zipped(POAexemptCodesFY25__txt=POA_EXEMPT.replace("Order26", "Order25").encode()),
}
RELEASES = ["addenda", "conversion", "index", "order", "poa-exempt"]


@pytest.fixture(autouse=True)
def publisher(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setenv("CHARTCODE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("time.sleep", lambda _: None)
    with serving(Publisher({f"/cms/{name}": content for name, content in FILES.items()})) as running:
        yield running


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["codesets", "fetch", *arguments], env={"COLUMNS": "250"})
    return result.exit_code, result.stdout, result.stderr


def test_a_release_from_a_mirror(publisher: Publisher, tmp_path: Path) -> None:
    code, out, err = run("icd10cm", "FY2025", "--base", f"{publisher.address}/cms/")
    assert (code, len(out.splitlines())) == (0, 5), err
    assert [file.release for file in store.held()] == [f"icd10cm-{kind}-2025" for kind in RELEASES]
    assert err.splitlines()[0] == f"fetching {publisher.address}/cms/2025-code-descriptions-tabular-order.zip"
    assert "passed over" in err
    assert list((tmp_path / "cache" / "downloads").iterdir()) == []


def test_a_file_by_its_address(publisher: Publisher) -> None:
    code, out, _ = run("--url", f"{publisher.address}/cms/2025-poa-exempt-codes.zip")
    assert code == 0
    assert out.startswith("imported icd10cm-poa-exempt-2025")


def test_one_missing_file_and_nothing_is_imported(publisher: Publisher, tmp_path: Path) -> None:
    gone = publisher.files.pop("/cms/2025-poa-exempt-codes.zip")
    code, out, err = run("icd10cm", "2025", "--base", f"{publisher.address}/cms")
    assert (code, out) == (5, "")
    assert "HTTP 404 for 2025-poa-exempt-codes.zip: download 2025-poa-exempt-codes.zip by hand" in err.splitlines()[-1]
    assert store.held() == ()
    publisher.files["/cms/2025-poa-exempt-codes.zip"] = gone
    assert run("icd10cm", "2025", "--base", f"{publisher.address}/cms")[0] == 0


def test_a_file_that_cannot_be_imported_changes_nothing(publisher: Publisher) -> None:
    publisher.files["/cms/2025-conversion-table.zip"] = zipped(table__txt=b"nothing")
    code, _, err = run("icd10cm", "2025", "--base", f"{publisher.address}/cms")
    assert (code, store.held()) == (4, ())
    assert "2025-conversion-table.zip holds none of the files" in err.splitlines()[-1]


def test_another_file_than_the_known_one(publisher: Publisher) -> None:
    publisher.files["/cms/2027-code-descriptions-tabular-order.zip"] = FILES["2025-conversion-table.zip"]
    code, _, err = run("icd10cm", "--base", f"{publisher.address}/cms")
    assert code == 5
    assert "2027-code-descriptions-tabular-order.zip is not the file that is known" in err
    assert "https://www.cms.gov/medicare/coding-billing/icd-10-codes" in err


def test_offline_says_which_files_to_download_by_hand_and_from_where(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    code, out, err = run("icd10cm", "2025")
    assert (code, out, len(err.splitlines())) == (5, "", 2)
    says = err.splitlines()[-1]
    assert "www.cms.gov cannot be reached" in says
    for name in FILES:
        assert name in says
    assert "by hand from https://www.cms.gov/medicare/coding-billing/icd-10-codes" in says
    assert "chartcode codesets import" in says
    assert publisher.asked == []


def test_what_only_a_person_can_download() -> None:
    code, _, err = run("ncci")
    assert (code, len(err.splitlines())) == (5, 1)
    assert "PTP edits" in err
    assert "https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative" in err


def test_the_table() -> None:
    code, out, _ = run()
    assert code == 0
    hosts = {urllib.parse.urlsplit(word).hostname for word in out.split() if word.startswith("https://")}
    assert hosts == {"www.cms.gov", "ftp.cdc.gov"}


@pytest.mark.parametrize(
    ("line", "exit_code", "says"),
    [
        ("snomed", 2, "icd10cm"),
        ("icd10cm FY1999", 2, "2027"),
        ("icd10cm --url http://127.0.0.1/a.zip", 2, "alone"),
        ("--url nonsense", 5, "address"),
    ],
)
def test_errors_are_one_line(line: str, exit_code: int, says: str) -> None:
    code, out, err = run(*line.split())
    assert (code, out) == (exit_code, "")
    assert says in err.splitlines()[-1]


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("CHARTCODE_CACHE", str(tmp_path / "file"))
    code, _, err = run("icd10cm", "2025")
    assert code == 5
    assert "CHARTCODE_CACHE" in err
