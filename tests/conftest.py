"""The whole suite runs without a developer's imported releases; tests that import have a folder of their own."""

import os
import shutil
import tempfile
from datetime import date
from pathlib import Path

import pytest

from chartcode import codesets
from chartcode.reading.vocabulary import Vocabulary, open_vocabulary

_FOLDER = "CHARTCODE_DATA"
_kept = pytest.StashKey[tuple[Path, str | None]]()


def pytest_configure(config: pytest.Config) -> None:
    """Before any test module is loaded, and for every process a test starts: an empty data folder."""
    config.stash[_kept] = (Path(tempfile.mkdtemp(prefix="chartcode-tests-")), os.environ.get(_FOLDER))
    os.environ[_FOLDER] = str(config.stash[_kept][0])


def pytest_unconfigure(config: pytest.Config) -> None:
    """Put the environment back as it was."""
    folder, before = config.stash[_kept]
    if before is None:
        os.environ.pop(_FOLDER, None)
    else:
        os.environ[_FOLDER] = before
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder for one test, not made yet."""
    monkeypatch.setenv(_FOLDER, str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def inbox(data: Path, tmp_path: Path) -> Path:
    """A folder for files to import, in a test with a data folder of its own."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary of one day, opened once for all tests."""
    return open_vocabulary(codesets.on(date(2026, 4, 1)))
