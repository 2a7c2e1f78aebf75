"""Compiled files: built once under a lock, written atomically, verified at every start, never trusted when damaged."""

import hashlib
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import platformdirs
from filelock import FileLock

from chartcode.errors import ReleaseError

_DIGEST_SIZE = 20


def cache_folder() -> Path:
    """The user's cache folder for compiled releases; `CHARTCODE_CACHE` moves it."""
    chosen = os.environ.get("CHARTCODE_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("chartcode")


def compiled(name: str, key: str, build: Callable[[Path], None]) -> Path:
    """The path of the compiled file `name` for the sources that `key` identifies, built first where it is missing.

    `build` writes the file to the path it is given. Beside the file stands its seal: a digest of key and contents. A
    file whose seal does not fit (cut, edited, of another version) is built again. Two processes at the same time wait
    for each other; a reader of the old file keeps it. Raises ReleaseError when the folder cannot be written.
    """
    folder = cache_folder()
    path = folder / f"{name}-{hashlib.blake2b(key.encode(), digest_size=8).hexdigest()}"
    if _sealed(path, key):
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f"{name}.lock"):
            if not _sealed(path, key):
                _build(path, key, build)
    except OSError as error:
        raise ReleaseError(
            f"cannot write compiled releases to {folder} ({error.strerror}); set CHARTCODE_CACHE to a folder you own"
        ) from error
    return path


def _build(path: Path, key: str, build: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix="building-") as folder:
        fresh = Path(folder) / path.name
        build(fresh)
        seal = Path(folder) / "seal"
        seal.write_text(_digest(fresh, key), encoding="ascii")
        fresh.replace(path)
        seal.replace(_seal(path))
    _remove_older(path)


def _remove_older(path: Path) -> None:
    """Drop what earlier versions compiled; a file another process still holds open stays readable to it."""
    stem = path.name.rpartition("-")[0]
    for old in path.parent.glob(f"{stem}-*"):
        if old.name not in {path.name, _seal(path).name}:
            with suppress(OSError):
                old.unlink()


def _seal(path: Path) -> Path:
    return path.with_name(path.name + ".seal")


def _sealed(path: Path, key: str) -> bool:
    try:
        return _seal(path).read_text(encoding="ascii") == _digest(path, key)
    except (OSError, UnicodeDecodeError):
        return False


def _digest(path: Path, key: str) -> str:
    digest = hashlib.blake2b(key.encode(), digest_size=_DIGEST_SIZE)
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
