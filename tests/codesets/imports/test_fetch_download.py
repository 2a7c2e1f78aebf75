"""Downloads from a real server on this machine: cut, busy, moved, wrong, behind a proxy, not there at all."""

import hashlib
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from official_server import Publisher, serving

from chartcode.codesets.imports.fetch import TRIES, OfflineError, fetch
from chartcode.codesets.imports.publishers import OFFICIAL, Offer, chosen, offers
from chartcode.errors import ReleaseError, UsageError

DATA = bytes(range(256)) * 4000
SHA256 = hashlib.sha256(DATA).hexdigest()
PAGE = "https://www.cms.gov/medicare/coding-billing/icd-10-codes"


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with serving(Publisher({"/files/a.zip": DATA})) as running:
        yield running


def offer(publisher: Publisher, *, size: int | None = None, sha256: str = "", file: str = "a.zip") -> Offer:
    return Offer("icd10cm", "2027", f"{publisher.address}/files/{file}", size, sha256, "order file", PAGE)


class Waits(list[float]):
    """Waits at once, and remembers how long it should have."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def test_a_file_comes_whole(publisher: Publisher, tmp_path: Path) -> None:
    path = fetch(offer(publisher, size=len(DATA), sha256=SHA256), tmp_path, pause=Waits())
    assert (path, path.read_bytes()) == (tmp_path / "a.zip", DATA)
    assert [file.name for file in tmp_path.iterdir()] == ["a.zip"]
    assert "chartcode" in publisher.asked[0][2]


def test_a_cut_download_goes_on_where_it_was(publisher: Publisher, tmp_path: Path) -> None:
    publisher.cuts = [400_000, 300_000]
    waits = Waits()
    assert fetch(offer(publisher, sha256=SHA256), tmp_path, pause=waits).read_bytes() == DATA
    assert [asked for _, asked, _ in publisher.asked] == ["", "bytes=400000-", "bytes=700000-"]
    assert waits == [1.0, 2.0]


def test_a_later_call_goes_on_too(publisher: Publisher, tmp_path: Path) -> None:
    publisher.cuts = [100_000, *[0] * (TRIES - 1)]
    with pytest.raises(ReleaseError, match=r"a\.zip breaks off again and again .*kept") as caught:
        fetch(offer(publisher), tmp_path, pause=Waits())
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "a.zip").exists()
    assert fetch(offer(publisher), tmp_path, pause=Waits()).read_bytes() == DATA
    assert publisher.asked[-1][1] == "bytes=100000-"


def test_a_file_that_changed_meanwhile_comes_anew(publisher: Publisher, tmp_path: Path) -> None:
    publisher.cuts = [100_000, *[0] * (TRIES - 1)]
    with pytest.raises(ReleaseError):
        fetch(offer(publisher), tmp_path, pause=Waits())
    publisher.files["/files/a.zip"], publisher.etag = DATA[::-1], '"2"'
    assert fetch(offer(publisher), tmp_path, pause=Waits()).read_bytes() == DATA[::-1]


@pytest.mark.parametrize(("resumes", "etag"), [(False, '"1"'), (True, "")])
def test_a_server_that_cannot_go_on_begins_again(
    publisher: Publisher, tmp_path: Path, resumes: bool, etag: str
) -> None:
    publisher.resumes, publisher.etag, publisher.cuts = resumes, etag, [400_000]
    assert fetch(offer(publisher, sha256=SHA256), tmp_path, pause=Waits()).read_bytes() == DATA


def test_a_part_that_was_whole_already(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "a.zip.part").write_bytes(DATA)
    (tmp_path / "a.zip.part.mark").write_text(publisher.etag, encoding="utf-8")
    assert fetch(offer(publisher, sha256=SHA256), tmp_path, pause=Waits()).read_bytes() == DATA
    assert len(publisher.asked) == 1


def test_a_known_file_that_is_here_already_is_not_asked_for(publisher: Publisher, tmp_path: Path) -> None:
    fetch(offer(publisher, sha256=SHA256), tmp_path, pause=Waits())
    fetch(offer(publisher, sha256=SHA256), tmp_path, pause=Waits())
    assert len(publisher.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_busy_server_is_asked_again(publisher: Publisher, tmp_path: Path, status: int) -> None:
    publisher.statuses = [status, status]
    waits = Waits()
    assert fetch(offer(publisher), tmp_path, pause=waits).read_bytes() == DATA
    assert waits == [1.0, 2.0]


def test_a_server_that_stays_busy(publisher: Publisher, tmp_path: Path) -> None:
    publisher.statuses = [503] * TRIES
    with pytest.raises(ReleaseError, match="HTTP 503"):
        fetch(offer(publisher), tmp_path, pause=Waits())
    assert len(publisher.asked) == TRIES


@pytest.mark.parametrize("status", [403, 404, 410])
def test_a_file_that_is_not_there_is_one_line_that_says_where_to_look(
    publisher: Publisher, tmp_path: Path, status: int
) -> None:
    publisher.statuses = [status]
    with pytest.raises(ReleaseError, match=f"HTTP {status} for a.zip: download a.zip by hand from {PAGE}") as caught:
        fetch(offer(publisher), tmp_path, pause=Waits())
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("size", "sha256", "says"), [(5, "", "1,024,000 bytes instead of 5"), (None, "0" * 64, "SHA-256")]
)
def test_a_file_that_is_not_the_known_one_is_thrown_away(
    publisher: Publisher, tmp_path: Path, size: int | None, sha256: str, says: str
) -> None:
    with pytest.raises(ReleaseError, match=says):
        fetch(offer(publisher, size=size, sha256=sha256), tmp_path, pause=Waits())
    assert list(tmp_path.iterdir()) == []


def test_a_web_page_instead_of_a_file(publisher: Publisher, tmp_path: Path) -> None:
    publisher.content_type = "text/html; charset=utf-8"
    with pytest.raises(ReleaseError, match="web page"):
        fetch(offer(publisher), tmp_path, pause=Waits())
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files["/files/a.zip"] = b""
    with pytest.raises(ReleaseError, match="empty"):
        fetch(offer(publisher), tmp_path, pause=Waits())


def test_a_moved_file_is_followed(publisher: Publisher, tmp_path: Path) -> None:
    publisher.moved["/files/old.zip"] = f"{publisher.address}/files/a.zip"
    path = fetch(offer(publisher, file="old.zip"), tmp_path, pause=Waits())
    assert (path.name, path.read_bytes()) == ("old.zip", DATA)


@pytest.mark.parametrize("to", ["ftp://127.0.0.1/a.zip", "file:///etc/hostname"])
def test_but_not_to_an_unsafe_address(publisher: Publisher, tmp_path: Path, to: str) -> None:
    publisher.moved["/files/old.zip"] = to
    with pytest.raises(ReleaseError):
        fetch(offer(publisher, file="old.zip"), tmp_path, pause=Waits())
    assert list(tmp_path.iterdir()) == []


def test_a_proxy_is_obeyed(publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", publisher.address)
    there = Offer("icd10cm", "2027", "http://publisher.invalid/files/a.zip", None, SHA256, "", PAGE)
    assert fetch(there, tmp_path, pause=Waits()).read_bytes() == DATA
    assert publisher.asked[0][0] == "http://publisher.invalid/files/a.zip"


def test_and_so_are_its_exceptions(publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert fetch(offer(publisher), tmp_path, pause=Waits()).read_bytes() == DATA


def test_offline(tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/a.zip"
    waits = Waits()
    with pytest.raises(OfflineError, match=r"127\.0\.0\.1 cannot be reached .*offline"):
        fetch(Offer("icd10cm", "2027", nobody, None, "", "", PAGE), tmp_path, pause=waits)
    assert (waits, list(tmp_path.iterdir())) == ([], [])


@pytest.mark.parametrize(
    "url", ["ftp://ftp.cdc.gov/a.zip", "file:///etc/passwd", "http://127.0.0.1/", "a.zip", "http://127.0.0.1/%2e%2e"]
)
def test_what_is_no_address_of_a_file(tmp_path: Path, url: str) -> None:
    with pytest.raises(ReleaseError, match="address"):
        fetch(Offer("", "", url, None, "", "", ""), tmp_path, pause=Waits())


def test_an_address_cannot_name_a_place_outside_the_folder(publisher: Publisher, tmp_path: Path) -> None:
    publisher.files["/files/..%2F..%2Fout.zip"] = DATA
    (tmp_path / "a" / "b").mkdir(parents=True)
    path = fetch(offer(publisher, file="..%2F..%2Fout.zip"), tmp_path / "a" / "b", pause=Waits())
    assert path == tmp_path / "a" / "b" / "out.zip"


def test_the_table_names_only_the_publishers_own_hosts() -> None:
    for row in offers():
        for address in (row.url, row.page):
            assert not address or address.startswith(tuple(f"https://{host}/" for host in OFFICIAL)), address
        assert row.page.startswith("https://")
        assert row.code_set
        assert row.release
        assert row.holds
        assert not row.sha256 or (len(row.sha256) == 64 and int(row.sha256, 16))
    addresses = [row.url for row in offers() if row.url]
    assert len(addresses) == len(set(addresses))


def test_a_release_is_chosen_by_year_or_day() -> None:
    table = offers()
    assert {row.release for row in chosen("icd10cm", "", table)} == {"2027"}
    assert {row.release for row in chosen("icd10cm", "fy2026", table)} == {"2026"}
    assert {row.release for row in chosen("icd10cm", "2026-04-01", table)} == {"2026-04-01"}
    with pytest.raises(UsageError, match="icd10cm, icd10pcs, hcpcs"):
        chosen("snomed", "", table)
    with pytest.raises(UsageError, match="2027, 2026-04-01, 2026"):
        chosen("icd10cm", "1999", table)
