"""A path becomes a note, or one line that says why not."""

import os
from datetime import date
from pathlib import Path

import pytest

from chartcode.documents.files import read_note
from chartcode.documents.text import MAX_BYTES
from chartcode.errors import UnfitDocumentError, UnreadableInputError


def test_a_note_takes_its_id_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "visit-7.txt"
    path.write_bytes(b"Dx: asthma\r\n")
    note = read_note(path)
    assert (note.note_id, note.text, note.type, note.author_role, note.date) == (
        "visit-7",
        "Dx: asthma\n",
        "",
        "",
        None,
    )


def test_what_the_caller_knows_of_the_note_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Dx: asthma")
    note = read_note(path, note_id="n1", type="ED note", author_role="physician", date=date(2026, 4, 1))
    assert (note.note_id, note.type, note.author_role, note.date) == ("n1", "ED note", "physician", date(2026, 4, 1))


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="does not exist"):
        read_note(tmp_path / "none.txt")


def test_a_file_below_a_file_is_missing_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Dx: asthma")
    with pytest.raises(UnreadableInputError, match="does not exist"):
        read_note(tmp_path / "a.txt" / "b.txt")


def test_a_directory_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="is a directory"):
        read_note(tmp_path)


@pytest.mark.parametrize(
    ("failure", "says"),
    [(PermissionError(13, "Permission denied"), "may not be read"), (OSError(5, "Input/output error"), "Input/output")],
)
def test_a_file_that_may_not_or_cannot_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: OSError, says: str
) -> None:
    # Root may read everything, so the refusal is played.
    def refuse(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableInputError, match=says):
        read_note(tmp_path / "a.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_permission_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Dx: asthma")
    path.chmod(0)
    with pytest.raises(UnreadableInputError, match="may not be read"):
        read_note(path)


def test_a_name_that_cannot_be_a_path_is_said() -> None:
    with pytest.raises(UnreadableInputError, match="cannot be a path"):
        read_note(Path("a\0b.txt"))


def test_fifty_megabytes_are_refused_without_reading_them_all(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as handle:
        handle.truncate(2 * MAX_BYTES)
    with pytest.raises(UnfitDocumentError, match="larger than 25 MB"):
        read_note(path)


@pytest.mark.skipif(os.name != "posix", reason="names in bytes are a matter of POSIX")
def test_a_name_that_is_no_utf8_gives_an_id_that_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9\n.txt")
    path.write_text("Dx: asthma")
    assert read_note(path).note_id == "caf??"
