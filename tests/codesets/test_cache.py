"""Compiled files: built once, sealed, rebuilt when damaged or foreign, safe between processes."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chartcode.codesets.cache import cache_folder, compiled
from chartcode.errors import ReleaseError

COUNT = (
    "from datetime import date; from chartcode import codesets;"
    " print(len(codesets.on(date(2026, 4, 1)).icd10cm.billable_codes()))"
)


class Builder:
    """Counts how often it builds."""

    def __init__(self, text: str = "the release") -> None:
        self.text = text
        self.times = 0

    def __call__(self, path: Path) -> None:
        self.times += 1
        path.write_text(self.text, encoding="utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHARTCODE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_environment_moves_the_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_folder() == folder
    monkeypatch.delenv("CHARTCODE_CACHE")
    assert cache_folder().name == "chartcode"


def test_a_file_is_built_once() -> None:
    build = Builder()
    first = compiled("book", "key 1", build)
    assert compiled("book", "key 1", build) == first
    assert (first.read_text(encoding="utf-8"), build.times) == ("the release", 1)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _change(path: Path) -> None:
    path.write_bytes(b"another release")


def _seal(path: Path) -> Path:
    return path.with_name(path.name + ".seal")


@pytest.mark.parametrize(
    "damage",
    [
        _cut,
        _change,
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: _seal(path).unlink(),
        lambda path: _seal(path).write_text("0" * 40, encoding="ascii"),
        lambda path: _seal(path).write_bytes(b"\xff\xfe"),
    ],
    ids=["cut", "foreign", "lost", "emptied", "seal lost", "seal of another file", "seal unreadable"],
)
def test_a_file_that_does_not_fit_its_seal_is_built_again(damage: Callable[[Path], object]) -> None:
    build = Builder()
    path = compiled("book", "key 1", build)
    damage(path)
    assert compiled("book", "key 1", build).read_text(encoding="utf-8") == "the release"
    assert build.times == 2


def test_the_seal_covers_the_key() -> None:
    """A file copied over from another version's name is not trusted, whole as it is."""
    old = compiled("book", "key 1", Builder("old"))
    kept, seal = old.read_bytes(), _seal(old).read_bytes()
    new = compiled("book", "key 2", Builder("new"))
    new.write_bytes(kept)
    _seal(new).write_bytes(seal)
    assert compiled("book", "key 2", Builder("new")).read_text(encoding="utf-8") == "new"


def test_what_an_earlier_version_compiled_is_removed_and_other_files_are_not(folder: Path) -> None:
    old = compiled("book", "key 1", Builder())
    other = compiled("words", "key 1", Builder())
    new = compiled("book", "key 2", Builder())
    assert not old.exists()
    assert {path.name for path in folder.iterdir()} == {
        "book.lock", "words.lock", new.name, _seal(new).name, other.name, _seal(other).name,
    }  # fmt: skip


def test_a_build_that_fails_leaves_nothing_behind(folder: Path) -> None:
    def fail(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise ReleaseError("the source is damaged")

    with pytest.raises(ReleaseError, match="damaged"):
        compiled("book", "key 1", fail)
    assert [path.name for path in folder.iterdir() if path.suffix != ".lock"] == []


def test_a_folder_that_cannot_be_written_is_one_line_that_says_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("CHARTCODE_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(ReleaseError, match=r"cannot write compiled releases.*set CHARTCODE_CACHE") as caught:
        compiled("book", "key 1", Builder())
    assert "\n" not in str(caught.value)


def test_two_processes_at_the_first_start_both_answer_and_the_third_trusts_nothing_damaged(folder: Path) -> None:
    def start() -> subprocess.Popen[str]:
        environment = {**os.environ, "CHARTCODE_CACHE": str(folder)}
        return subprocess.Popen(
            [sys.executable, "-W", "error", "-c", COUNT],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    both = [start(), start()]
    assert [process.communicate(timeout=60) for process in both] == [("74719\n", "")] * 2
    (book,) = (path for path in folder.glob("icd10cm-*") if path.suffix != ".seal")
    book.write_bytes(book.read_bytes()[:100_000])
    assert start().communicate(timeout=60) == ("74719\n", "")
