"""Inputs: a folder of notes and encounters, a JSON-lines file, or a Parquet file, as items in a fixed order."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

from chartcode.batch.items import BrokenItem, FileItem, FolderItem, Item
from chartcode.batch.rows import row_item
from chartcode.documents.folder import FILE, is_encounter
from chartcode.documents.names import shown
from chartcode.documents.text import MAX_BYTES
from chartcode.errors import UnfitDocumentError, UnreadableInputError, UsageError

_MOST_BYTES_OF_AN_ENCOUNTER_FILE = 1_000_000


def items(source: Path, leave_out: frozenset[Path] = frozenset()) -> Iterator[Item]:
    """The items of an input, one by one. `leave_out` are files in a folder that are no notes, such as the output.

    A folder is walked in the order of its names; ids are paths in it, without `.txt`. Raises UnreadableInputError when
    the input cannot be opened and UsageError when it is no such input; whatever is wrong with one note is an item.
    """
    if is_encounter(source):
        yield _folder_item(source, source)
    elif source.is_dir():
        yield from _walk(source, source, leave_out)
    elif not source.exists():
        raise UnreadableInputError(f"{shown(source)} does not exist: check the path")
    elif source.suffix == ".jsonl" or source.suffix == ".ndjson":
        yield from _json_lines(source)
    elif source.suffix == ".parquet":
        from chartcode.batch.parquet import parquet_rows

        for number, row in enumerate(parquet_rows(source), 1):
            yield row_item(f"row {number}", row)
    else:
        raise UsageError(f"{shown(source)} is no folder and ends in none of .jsonl, .ndjson, .parquet")


def count(source: Path, leave_out: frozenset[Path] = frozenset()) -> int | None:
    """How many items a folder has, None where only reading would tell."""
    if not source.is_dir():
        return None
    return 1 if is_encounter(source) else sum(1 for _ in _walk(source, source, leave_out))


def _walk(folder: Path, top: Path, leave_out: frozenset[Path]) -> Iterator[Item]:
    try:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
    except OSError as error:
        if folder == top:
            raise UnreadableInputError(f"{shown(folder)} may not be listed: ask its owner for permission") from error
        yield BrokenItem(_id(folder, top), UnreadableInputError(f"{shown(folder)} may not be listed"))
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(".") or path.absolute() in leave_out:
            continue
        if is_encounter(path):
            yield _folder_item(path, top)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(path, top, leave_out)
        elif entry.is_file() or entry.is_symlink():
            yield FileItem(_id(path, top), path)
        else:
            yield BrokenItem(_id(path, top), UnreadableInputError(f"{shown(path)} is no regular file"))


def _id(path: Path, top: Path) -> str:
    return shown(path.relative_to(top)).removesuffix(".txt")


def _folder_item(folder: Path, top: Path) -> Item:
    """The item is named by the id in `encounter.json`, as its result will be; by its path where that cannot be read."""
    name = _id(folder, top) if folder != top else shown(Path(folder.absolute().name))
    try:
        with (folder / FILE).open("rb") as file:
            found = json.loads(file.read(_MOST_BYTES_OF_AN_ENCOUNTER_FILE))["id"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        found = name
    return FolderItem(found if isinstance(found, str) and found.strip() else name, folder)


def _json_lines(source: Path) -> Iterator[Item]:
    try:
        with source.open("rb") as file:
            number = 0
            while line := file.readline(MAX_BYTES + 1):
                number += 1
                place = f"line {number}"
                if len(line) > MAX_BYTES and not line.endswith(b"\n"):
                    while (rest := file.readline(MAX_BYTES)) and not rest.endswith(b"\n"):
                        pass
                    size = MAX_BYTES // 1_000_000
                    yield BrokenItem(place, UnfitDocumentError(f"{place} is larger than {size} MB: split the note"))
                elif line.strip():
                    yield _parsed(place, line)
    except OSError as error:
        raise UnreadableInputError(f"{shown(source)} cannot be read ({error.strerror})") from error


def _parsed(place: str, line: bytes) -> Item:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return BrokenItem(place, UnfitDocumentError(f"{place} is no JSON in UTF-8: write it anew"))
    if not isinstance(row, dict):
        return BrokenItem(place, UnfitDocumentError(f"{place} must be a JSON object with note_id and text"))
    return row_item(place, row)
