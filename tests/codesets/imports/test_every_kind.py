"""What holds of every kind of official file that can be imported: bad ones change nothing, whatever is wrong."""

import os
import re
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from kind_examples import NAMES, File, all_files, examples

from chartcode.codesets.imports import store
from chartcode.codesets.imports.bring import bring
from chartcode.errors import ChartcodeError, ReleaseError, UnfitDocumentError

pytestmark = pytest.mark.usefixtures("data")

IMPORT = "import sys; from pathlib import Path; from chartcode.codesets.imports.bring import bring; "
YEAR = re.compile(r"20[1-9]\d|(?<=FY)\d\d")

ENDLESS = ("icd10pcs-index-addenda", "ncci-mue-", "ncci-addon", "cpt")
"""Kinds whose lines end with words of any length and whose last line is like any other: a cut cannot be seen."""


@pytest.fixture(params=NAMES)
def file(request: pytest.FixtureRequest) -> File:
    """An example of each kind: its file name and contents."""
    if request.param not in examples():
        pytest.skip(f"no module of examples has a {request.param} in its BY_NAME or FILES")
    files = examples()[request.param]
    if len(files) > 1:
        pytest.skip("it comes in several files, which the tests of its code set take apart")
    return files[0]


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def zipped(name: str, data: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return content.getvalue()


def refused(path: Path, says: str = "") -> str:
    """The one line an import gives up with; nothing must have changed."""
    before = store.held()
    with pytest.raises(ChartcodeError) as caught:
        bring([path])
    assert "\n" not in str(caught.value)
    assert says in str(caught.value)
    assert store.held() == before
    return str(caught.value)


def test_a_whole_file_loose_zipped_and_in_a_zip_in_a_zip(file: File, inbox: Path) -> None:
    name, data = file
    (loose,) = bring([put(inbox, name, data)]).releases
    inner = zipped(name, data)
    for outer in (inner, zipped("inner.zip", inner)):
        done = bring([put(inbox, "outer.zip", outer)])
        assert [about.sha256 for about in done.releases] == [loose.sha256]
        assert done.replaced == (loose.name,)
    (held,) = store.held()
    assert store.check(held).about is not None


def test_a_zip_too_deep_and_a_cut_zip(file: File, inbox: Path) -> None:
    name, data = file
    deep = data
    for _ in range(4):
        deep = zipped("a.zip" if deep[:2] == b"PK" else name, deep)
    refused(put(inbox, "deep.zip", deep), "deep")
    refused(put(inbox, "cut.zip", zipped(name, data)[:-30]), "zip")


def test_a_zip_bomb(file: File, inbox: Path) -> None:
    name, data = file
    refused(put(inbox, "bomb.zip", zipped(name, data + b" " * 30_000_000)), "unpacks")


def test_another_file_under_its_name(file: File, inbox: Path) -> None:
    for content in (b"", b"Essential hypertension.\n", bytes(range(256)) * 8, b"<html/>"):
        with pytest.raises((UnfitDocumentError, ReleaseError)):
            bring([put(inbox, file[0], content)])
    assert store.held() == ()


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_cut_file(file: File, inbox: Path, share: float, request: pytest.FixtureRequest) -> None:
    """Cut anywhere in the XML, or within a line of the text. A title that is cut in the very last line looks whole."""
    name, data = file
    if any(f"[{kind}" in request.node.name for kind in ENDLESS):
        pytest.skip("where such a file ends says nothing")
    is_xml = data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<")
    end = min(int(len(data) * share), len(data) if is_xml else data.rstrip().rfind(b"\n"))
    while data[end - 1 : end] in {b"\n", b"\r", b" ", b"\t"}:
        end -= 1
    refused(put(inbox, name, data[: end - 1]))


def test_another_year_in_its_name(file: File, inbox: Path) -> None:
    """Where a file says its year itself, another one in its name is refused; else the name is all there is."""
    name, data = file
    bring([put(inbox, name, data)])
    other = YEAR.sub(lambda year: "18" if len(year.group()) == 2 else "2018", name)
    if other == name:
        pytest.skip("its name says no year")
    try:
        found = str(bring([put(inbox, other, data)]).releases[0].year)
    except ReleaseError as error:
        found = str(error)
    assert "2018" in found


def test_an_encoding_that_no_publisher_uses(file: File, inbox: Path) -> None:
    name, data = file
    middle = len(data) // 2
    refused(put(inbox, name, data[:middle] + b"\x00\x81\x00" + data[middle:]))
    refused(put(inbox, name, data[: len(data) - len(data) // 4] + b"\xff\xfe\x81\x8d" * 8))


def test_a_document_type(file: File, inbox: Path) -> None:
    name, data = file
    if not data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        pytest.skip("it is no XML")
    start = re.search(rb"<[A-Za-z]", data)
    assert start is not None
    lol = b'<!DOCTYPE lol [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    refused(put(inbox, name, data[: start.start()] + lol + data[start.start() :]), "DOCTYPE")


def test_a_killed_import_leaves_nothing_and_the_next_one_works(file: File, inbox: Path, data: Path) -> None:
    path = put(inbox, *file)
    kill = (
        "import os, signal; import chartcode.codesets.imports.bring as b; "
        "b.in_force = lambda *_: os.kill(os.getpid(), signal.SIGKILL); "
    )
    died = subprocess.run([sys.executable, "-c", f"{IMPORT}{kill}bring([Path(sys.argv[1])])", str(path)], check=False)
    assert died.returncode == -signal.SIGKILL
    assert list(data.glob("importing-*"))
    assert store.held() == ()
    assert len(bring([path]).releases) == 1
    assert sorted(entry.suffix for entry in data.iterdir()) == [".lock", ".sqlite"]


def test_two_imports_of_everything_at_once(inbox: Path, data: Path) -> None:
    for name, content in all_files():
        put(inbox, name, content)
    command = [sys.executable, "-c", f"{IMPORT}bring([Path(sys.argv[1])])", str(inbox)]
    running = [subprocess.Popen(command, env=os.environ) for _ in range(3)]
    assert [process.wait(120) for process in running] == [0, 0, 0]
    assert len(store.held()) == len(examples())
    assert all(store.check(held).about for held in store.held())
    assert not list(data.glob("importing-*"))


def test_one_bad_file_among_good_ones_and_none_is_imported(inbox: Path) -> None:
    for name, content in all_files():
        put(inbox, name, content)
    put(inbox, "zz-icd10cm-index-2026.xml", examples()["icd10cm-index"][0][1][:300])
    refused(inbox, "cut")
    assert store.held() == ()


def test_official_kinds_of_icd_10_cm_all_have_an_example() -> None:
    assert [name for name in NAMES if name.startswith("icd10cm-") and name not in examples()] == []
