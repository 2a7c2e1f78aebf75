"""The store of imported releases: one read-only SQLite file each, in the user's data folder.

A file is called `RELEASE@SEAL.sqlite`. The seal is a digest of the file's own bytes, so a file that was cut or edited
no longer fits its name and is not used; the names and stamps of the folder tell whether anything changed.
"""

import hashlib
import os
import re
import sqlite3
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import platformdirs

from chartcode.codesets.imports.about import About
from chartcode.codesets.imports.about import read as read_about
from chartcode.errors import ReleaseError

_FILE = re.compile(r"(?P<release>[a-z0-9-]+)@(?P<seal>[0-9a-f]{32})\.sqlite")

Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A file of the store: the name of its release and where it is. Nothing is said yet of whether it is whole."""

    release: str
    path: Path


@dataclass(frozen=True, slots=True)
class Checked:
    """A file of the store after a look: what it says of itself, or why it must not be used."""

    held: Held
    about: About | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """A release that may be used: what it says of itself and where it is."""

    about: About
    path: Path


def data_folder() -> Path:
    """The user's folder of imported releases; `CHARTCODE_DATA` moves it."""
    chosen = os.environ.get("CHARTCODE_DATA")
    return Path(chosen) if chosen else platformdirs.user_data_path("chartcode")


def stamp() -> Stamp:
    """A value that changes whenever a release is imported, replaced or removed, and else stays the same."""
    folder = data_folder()
    try:
        with os.scandir(folder) as entries:
            files = [(entry.name, entry.stat()) for entry in entries if _FILE.fullmatch(entry.name)]
    except (FileNotFoundError, NotADirectoryError):
        files = []
    except OSError as error:
        raise _unreadable(folder, error) from error
    return (str(folder), *sorted((name, stat.st_size, stat.st_mtime_ns, stat.st_ino) for name, stat in files))


def held(kind: str = "") -> tuple[Held, ...]:
    """The files of the store in the order of their names, all or those of one kind."""
    folder = data_folder()
    try:
        names = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise _unreadable(folder, error) from error
    found = ((_FILE.fullmatch(name), name) for name in names)
    return tuple(
        Held(match["release"], folder / name)
        for match, name in found
        if match and (not kind or re.fullmatch(rf"{kind}-\d{{4}}(-\d\d-\d\d)?", match["release"]))
    )


def check(file: Held) -> Checked:
    """Whether a file is whole and ready, and what it says of itself. Reads all of it, once as long as nobody touches
    it: about 10 ms for the Index."""
    try:
        stat = file.path.stat()
    except OSError as error:
        return Checked(file, None, f"it cannot be read ({error.strerror})")
    return _check(file, (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino))


@lru_cache(maxsize=256)
def _check(file: Held, _: Stamp) -> Checked:
    try:
        if seal(file.path) != _seal_of(file.path):
            return Checked(file, None, "it is damaged")
        book = open_book(file.path)
    except OSError as error:
        return Checked(file, None, f"it cannot be read ({error.strerror})")
    try:
        return Checked(file, read_about(book))
    except ReleaseError as error:
        return Checked(file, None, str(error))
    finally:
        book.close()


def ready(kind: str, layout: int) -> tuple[Ready, ...]:
    """The imported releases of a kind in the order of their first days.

    Raises ReleaseError when one is damaged or of another layout: what would be in force can then not be told, and
    another one in its place would change codes without a word.
    """
    known: dict[str, Ready] = {}
    for file in sorted(held(kind), key=_age):
        checked = check(file)
        about = checked.about
        if about is None or about.layout != layout:
            fault = checked.fault or "it was imported by another version of chartcode"
            raise ReleaseError(
                f"the imported release {file.release} cannot be used: {fault}; import it again, or"
                f" chartcode codesets remove {file.release}"
            )
        known[file.release] = Ready(about, file.path)
    return tuple(sorted(known.values(), key=lambda one: one.about.first))


def in_force(kind: str, layout: int, day: date) -> Checked | None:
    """The imported release of a kind for a day: the newest that is in force or was before. None where there is none.

    Raises ReleaseError as `ready` does.
    """
    known = [one for one in ready(kind, layout) if one.about.first <= day]
    return Checked(Held(known[-1].about.name, known[-1].path), known[-1].about) if known else None


def _age(file: Held) -> int:
    """When a file came. Of two files of one release, which a killed import leaves, the younger counts."""
    try:
        return file.path.stat().st_mtime_ns
    except OSError:
        return 0


def open_book(path: Path) -> sqlite3.Connection:
    """A release file, opened so that nothing can change it."""
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        return sqlite3.connect(address, uri=True, check_same_thread=False)
    except sqlite3.Error as error:
        raise OSError(0, "it is no SQLite file") from error


def seal(path: Path) -> str:
    """The digest of a file's bytes that its name must carry. Raises OSError."""
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def _seal_of(path: Path) -> str:
    match = _FILE.fullmatch(path.name)
    return match["seal"] if match else ""


def _unreadable(folder: Path, error: OSError) -> ReleaseError:
    return ReleaseError(
        f"cannot read the imported releases in {folder} ({error.strerror}); set CHARTCODE_DATA to a folder you own"
    )
