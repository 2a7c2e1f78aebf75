"""Imports official files: every file that is known becomes a release, or nothing changes at all."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.imports import store
from chartcode.codesets.imports.about import About
from chartcode.codesets.imports.dates import in_force
from chartcode.codesets.imports.kind import Kind
from chartcode.codesets.imports.kinds import HEAD_BYTES, KINDS, kind_of
from chartcode.codesets.imports.sources import Source, sources
from chartcode.codesets.imports.text import WRONG_ENCODING
from chartcode.codesets.imports.write import Delivery, delivery
from chartcode.errors import ReleaseError, UnfitDocumentError


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the releases it brought, those of them that took the place of another of that name, and the
    names of files in zips and folders that are of no known kind."""

    releases: tuple[About, ...]
    replaced: tuple[str, ...]
    passed_over: tuple[str, ...]


def bring(paths: Sequence[Path]) -> Imported:
    """Import the files, zips and folders at `paths` into the store, all together.

    Raises UnfitDocumentError for a file of no known kind or a zip or folder without any, ReleaseError for one that is
    cut, damaged or dangerous, and UnreadableInputError for one that cannot be opened. Then nothing has changed.
    """
    releases: dict[str, About] = {}
    passed_over: list[str] = []
    before = {file.release for file in store.held()}
    with delivery() as fresh:
        for path in paths:
            found = False
            for source in sources(path):
                about = _one(source, fresh)
                if about:
                    releases[about.name] = about
                    found = True
                else:
                    passed_over.append(source.name)
            if not found:
                raise UnfitDocumentError(f"{path.name} holds none of the files that can be imported: {_known()}")
    replaced = tuple(name for name in releases if name in before)
    return Imported(tuple(releases.values()), replaced, tuple(passed_over))


def _one(source: Source, fresh: Delivery) -> About | None:
    start = source.file.read(HEAD_BYTES)
    source.file.seek(0)
    try:
        kind = kind_of(source.name.rpartition("/")[2], start)
        if kind is not None:
            return fresh.build(kind, lambda book: _fill(book, source, kind))
    except ReleaseError as error:
        raise ReleaseError(f"{source.name} cannot be imported: {error}") from error
    except UnicodeDecodeError as error:
        raise ReleaseError(f"{source.name} cannot be imported: {WRONG_ENCODING}") from error
    if source.asked_for:
        raise UnfitDocumentError(f"{source.name} is none of the files that can be imported: {_known()}")
    return None


def _fill(book: Connection, source: Source, kind: Kind) -> About:
    contents = kind.build(source.file, book)
    when = in_force(contents.version, source.name, kind.cycle)
    published = source.published or source.file
    published.seek(0)
    return About(
        name=f"{kind.name}-{when.label}",
        kind=kind.name,
        layout=kind.layout,
        version=contents.version or str(when.year),
        year=when.year,
        first=when.first,
        last=when.last,
        source=source.name,
        sha256=_sha256(published),
        counts=contents.counts,
    )


def _sha256(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(1 << 20):
        digest.update(chunk)
    return digest.hexdigest()


def _known() -> str:
    return "; ".join(kind.title for kind in KINDS)
