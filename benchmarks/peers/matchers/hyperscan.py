"""Hyperscan, compiled for literal text; it works on bytes, and its database can be saved."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import hyperscan  # type: ignore[import-not-found]

from benchmarks.peers.matching import Matcher


def _build(phrases: Sequence[str]) -> Any:
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[phrase.encode() for phrase in phrases],
        ids=list(range(len(phrases))),
        elements=len(phrases),
        flags=0,
        literal=True,
    )
    return database


def _save(database: Any, path: Path) -> None:
    path.write_bytes(hyperscan.dumpb(database))


def _load(path: Path) -> Any:
    database = hyperscan.loadb(path.read_bytes(), hyperscan.HS_MODE_BLOCK)
    database.scratch = hyperscan.Scratch(database)
    return database


def _scan(database: Any, text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []

    def keep(number: int, _start: int, end: int, _flags: int, _context: object) -> None:
        found.append((number, end))

    database.scan(text.encode(), match_event_handler=keep)
    return found


MATCHER = Matcher("hyperscan", _build, _scan, _save, _load, bytes_offsets=True)
