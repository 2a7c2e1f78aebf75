"""The data files inside installed packages, and the read-only books that chartcode compiles from them."""

import sqlite3
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from chartcode.codesets.cache import compiled
from chartcode.errors import ReleaseError


def inside(package: str, *parts: str) -> Path:
    """A file of an installed package, found without importing the package: its code is not ours to run.

    Raises ReleaseError that names the package when it, or the file, is missing.
    """
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ReleaseError(f"the package {package} is not installed; reinstall chartcode with its dependencies")
    path = Path(spec.submodule_search_locations[0]).joinpath(*parts)
    if not path.exists():
        raise _lacks(package, parts[-1])
    return path


def source_key(distribution: str, layout: int, *sources: Path) -> str:
    """A text that changes whenever a compiled book has to: its layout, the package's version, the sizes of files.

    Raises ReleaseError when a file is missing.
    """
    for source in sources:
        if not source.is_file():
            raise _lacks(distribution, source.name)
    sizes = " ".join(f"{source.name}:{source.stat().st_size}" for source in sources)
    return f"{layout} {distribution} {version(distribution)} {sizes}"


def open_compiled(name: str, key: str, fill: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    """The compiled book `name`, opened so that nothing can change it; `fill` writes its tables where it is missing.

    Raises ReleaseError when the cache folder cannot be written, and whatever `fill` raises.
    """

    def build(fresh: Path) -> None:
        book = sqlite3.connect(fresh)
        try:
            with book:
                fill(book)
        finally:
            book.close()

    path = compiled(name, key, build)
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _lacks(package: str, file: str) -> ReleaseError:
    return ReleaseError(f"the package {package} lacks {file}; reinstall chartcode with its dependencies")
