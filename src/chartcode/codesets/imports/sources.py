"""The files a user names: loose, in zips, in zips in zips, in folders, each opened one after the other."""

import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from chartcode.codesets.imports.workbook import as_text, can_read, is_workbook
from chartcode.errors import ReleaseError, UnreadableInputError

MAX_BYTES = 500_000_000
"""The largest file that is read, unpacked, in bytes. The largest official file, NCCI's PTP edits, has 150 million."""

MAX_TOTAL_BYTES = 2_000_000_000
"""The most that one zip may unpack to, in bytes, zips within it included."""

MAX_RATIO = 100
"""The most a file may grow when it is unpacked. Official XML and text grow at most 30 times."""

MAX_DEPTH = 3
"""Zips in zips: CMS goes two deep."""

MAX_FILES = 5000
"""The most files in one zip or folder."""

_SMALL = 1_000_000
"""Files up to this size, unpacked, may grow as they like: they can do no harm."""

_IN_MEMORY = 32_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """A file to look at: `name` as it may be shown, with the zips around it before slashes, its bytes, and whether the
    user named it, rather than a zip or a folder that holds it."""

    name: str
    file: BinaryIO
    asked_for: bool
    published: BinaryIO | None = None
    """The file as it was published, where `file` is its text."""


def sources(path: Path) -> Iterator[Source]:
    """The files at a path, each open until the next is asked for. Files in a folder come in the order of their names.

    Raises UnreadableInputError when the path cannot be opened, and ReleaseError for a zip that is damaged, encrypted,
    or unpacks to more than any official file does; that is seen before anything of it is unpacked.
    """
    if path.is_dir():
        yield from _folder(path)
        return
    with _opened(path) as file:
        yield from _file(Source(_shown(path.name), file, asked_for=True), 0, [MAX_TOTAL_BYTES])


def _folder(folder: Path) -> Iterator[Source]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    if len(files) > MAX_FILES:
        raise ReleaseError(f"{_shown(folder.name)} holds more than {MAX_FILES} files; name the one that has the files")
    names = {str(path).lower() for path in files}
    for path in files:
        if not _has_text_beside(str(path), names):
            with _opened(path) as file:
                yield from _file(Source(_shown(path.name), file, asked_for=False), 0, [MAX_TOTAL_BYTES])


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    name = _shown(str(path))
    try:
        if path.exists() and not path.is_file():
            raise UnreadableInputError(f"{name} is no regular file: name a file, a zip or a folder")
        with path.open("rb") as file:
            if path.stat().st_size > MAX_BYTES:
                raise ReleaseError(f"{name} is larger than {MAX_BYTES // 1_000_000} MB, so it is no official file")
            yield file
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableInputError(f"{name} does not exist: check the path") from None
    except PermissionError:
        raise UnreadableInputError(f"{name} may not be read: ask its owner for read permission") from None


def _file(source: Source, depth: int, left: list[int]) -> Iterator[Source]:
    if not _starts_as_zip(source.file):
        yield source
        return
    if _is_office(source.name):
        yield from _workbook(source, left)
        return
    if depth == MAX_DEPTH:
        raise ReleaseError(f"{source.name} holds zips more than {MAX_DEPTH} deep; unpack it and name the inner one")
    try:
        with zipfile.ZipFile(source.file) as archive:
            names = {name.lower() for name in archive.namelist()}
            for member in _checked(archive, source.name, left):
                if _has_text_beside(member.filename, names):
                    continue
                with _unpacked(archive, member) as file:
                    inner = f"{source.name}/{_shown(PurePosixPath(member.filename).name)}"
                    yield from _file(Source(inner, file, asked_for=False), depth + 1, left)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, zlib.error) as error:
        raise ReleaseError(f"{source.name} is a cut or damaged zip; download it again") from error


def _checked(archive: zipfile.ZipFile, name: str, left: list[int]) -> list[zipfile.ZipInfo]:
    """The files of a zip, its own claims about their sizes checked before anything is unpacked."""
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MAX_FILES:
        raise ReleaseError(f"{name} holds more than {MAX_FILES} files, so it is no official zip")
    for member in members:
        grows = member.file_size > _SMALL and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        left[0] -= member.file_size
        if grows or member.file_size > MAX_BYTES or left[0] < 0:
            raise ReleaseError(f"{name} unpacks to far more than any official zip: it was not unpacked")
        if member.flag_bits & 1:
            raise ReleaseError(f"{name} is encrypted; unpack it and name the files")
    return members


@contextmanager
def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[BinaryIO]:
    """One file of a zip, unpacked to memory or, when large, to a temporary file. Its size is not taken on trust."""
    with archive.open(member) as packed, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        written = 0
        while chunk := packed.read(1 << 20):
            written += len(chunk)
            if written > member.file_size:
                raise zipfile.BadZipFile("a file is longer than its zip says")
            file.write(chunk)
        file.seek(0)
        yield _binary(file)


def _binary(file: IO[bytes]) -> BinaryIO:
    return file  # type: ignore[return-value]


def _starts_as_zip(file: BinaryIO) -> bool:
    start = file.read(4)
    file.seek(0)
    return start == b"PK\x03\x04"


def _is_office(name: str) -> bool:
    """Office documents are zips too."""
    return name.lower().endswith((".xlsx", ".docx", ".pptx", ".xlsm"))


def _has_text_beside(name: str, names: Collection[str]) -> bool:
    """Whether a workbook says what a text file beside it says: CMS publishes some tables as both."""
    stem, _, kind = PurePosixPath(name).name.lower().rpartition(".")
    beside = {PurePosixPath(other).name for other in names}
    return kind in {"xlsx", "xlsm"} and any(f"{stem}.{text}" in beside for text in ("txt", "csv"))


def _workbook(source: Source, left: list[int]) -> Iterator[Source]:
    """A workbook as text. One that nobody named is left out where the extra that reads it is not installed."""
    if not is_workbook(source.file) or not (source.asked_for or can_read()):
        return
    with zipfile.ZipFile(source.file) as archive:
        _checked(archive, source.name, left)
    source.file.seek(0)
    try:
        text = as_text(source.file)
    except ReleaseError as error:
        raise ReleaseError(f"{source.name} cannot be imported: {error}") from error
    yield replace(source, file=text, published=source.file)


def _shown(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name)
