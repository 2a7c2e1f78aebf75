"""JSON and JSON-lines files of the evaluation sets, read with errors that name the line and never its content."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chartcode.documents.names import shown
from chartcode.errors import UnfitDocumentError, UnreadableInputError

Row = dict[str, Any]


def read_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """(line number, row) of each line that is not blank. Raises UnreadableInputError or UnfitDocumentError."""
    for number, line in enumerate(_text(path).split("\n"), 1):
        if line.strip():
            yield number, _object(line, f"{shown(path)}, line {number}")


def read_object(path: Path) -> Row:
    """The one JSON object a file holds. Raises UnreadableInputError or UnfitDocumentError."""
    return _object(_text(path), shown(path))


def _object(text: str, place: str) -> Row:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnfitDocumentError(f"{place}: not valid JSON") from error
    if not isinstance(found, dict):
        raise UnfitDocumentError(f"{place}: a JSON object is expected")
    return found


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnfitDocumentError(f"{shown(path)}: not UTF-8 text") from error
    except OSError as error:
        raise UnreadableInputError(f"cannot open {shown(path)}: {error.strerror}") from error
