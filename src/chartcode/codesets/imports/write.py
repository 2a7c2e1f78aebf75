"""The only writer of the store: new releases come in all together or not at all, and leave by name."""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

from filelock import FileLock, Timeout

from chartcode.codesets.imports import about, store
from chartcode.codesets.imports.about import About
from chartcode.codesets.imports.kind import Kind, Parts
from chartcode.errors import ReleaseError, UsageError

_WAIT = 120.0
"""Seconds to wait for another import to end. A whole year of files takes far less."""

_UNFINISHED = "importing-"


_PUBLIC, _PRIVATE = 0o444, 0o400


@dataclass(frozen=True, slots=True)
class _Built:
    path: Path
    kind: Kind


class Delivery:
    """Releases on their way into the store. Nothing of them is visible before the delivery is taken in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._built: dict[str, _Built] = {}

    def build(self, kind: Kind, fill: Callable[[sqlite3.Connection], About]) -> About:
        """Write one release with `fill`, which returns what the release then says of itself.

        A file of a release that comes in parts joins those of it that are in the delivery already. Raises whatever
        `fill` raises, and ReleaseError when a release of that name is in the delivery already and has no parts.
        """
        path = self._folder / str(len(self._built))
        with _writable(path) as book:
            book.execute(about.TABLE)
            book.execute("INSERT INTO about VALUES ('state', ?)", (about.IMPORTING,))
            book.commit()
            said = fill(book)
            about.write(book, said)
            book.commit()
        if said.name in self._built:
            if kind.parts is None:
                path.unlink()
                raise ReleaseError(f"it is the second file of {said.name}; import one at a time")
            said = _joined(self._built[said.name].path, path, said, kind.parts)
            path.unlink()
        else:
            self._built[said.name] = _Built(path, kind)
        return said

    def take_in(self) -> None:
        """Move all releases into the store. One of the same name that was there goes.

        Raises ReleaseError, before anything is moved, when a part of a release is missing.
        """
        for release, built in self._built.items():
            _check(release, built)
        target = store.data_folder()
        for release, built in self._built.items():
            final = target / f"{release}@{store.seal(built.path)}.sqlite"
            older = [file.path for file in store.held() if file.release == release and file.path != final]
            built.path.chmod(_PRIVATE if built.kind.private else _PUBLIC)
            built.path.replace(final)
            for file in older:
                file.unlink(missing_ok=True)


@contextmanager
def _writable(path: Path) -> Iterator[sqlite3.Connection]:
    """A release file while it is built; what it must not lose is checked when it is whole, not while it grows."""
    with closing(sqlite3.connect(path)) as book:
        book.execute("PRAGMA journal_mode = OFF")
        book.execute("PRAGMA synchronous = OFF")
        yield book


def _joined(whole: Path, part: Path, said: About, parts: Parts) -> About:
    """Take the part over into the release. Returns what the release says of itself from then on."""
    with _writable(whole) as book:
        before = about.read(book)
        book.execute("ATTACH ? AS part", (str(part),))
        joined = replace(
            before,
            source=f"{before.source}, {said.source}",
            sha256=f"{before.sha256}, {said.sha256}",
            counts=parts.join(book),
        )
        about.write(book, joined)
        book.commit()
    return joined


def _check(release: str, built: _Built) -> None:
    if built.kind.parts is None:
        return
    with _writable(built.path) as book:
        try:
            built.kind.parts.check(book, about.read(book))
        except ReleaseError as error:
            raise ReleaseError(f"{release} cannot be imported: {error}") from error


@contextmanager
def delivery() -> Iterator[Delivery]:
    """A delivery, under the lock of the store. What it holds is taken in when the block ends without an error.

    However the block ends, nothing unfinished stays behind; what a killed import left is swept here too. Raises
    ReleaseError when the folder cannot be written or another import does not end.
    """
    with _locked() as folder:
        for left in folder.glob(f"{_UNFINISHED}*"):
            rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=_UNFINISHED) as name:
            fresh = Delivery(Path(name))
            yield fresh
            fresh.take_in()


def remove(release: str) -> None:
    """Take a release out of the store, damaged or not. Raises UsageError when the store has none of that name."""
    if not any(file.release == release for file in store.held()):
        names = ", ".join(sorted({file.release for file in store.held()})) or "none"
        raise UsageError(f"no imported release has that name; imported are: {names}")
    with _locked():
        for file in store.held():
            if file.release == release:
                file.path.unlink(missing_ok=True)


@contextmanager
def _locked() -> Iterator[Path]:
    folder = store.data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "store.lock", timeout=_WAIT):
            yield folder
    except Timeout as error:
        raise ReleaseError("another import is still running; try again when it is done") from error
    except OSError as error:
        raise ReleaseError(
            f"cannot write imported releases to {folder} ({error.strerror}); set CHARTCODE_DATA to a folder you own"
        ) from error
