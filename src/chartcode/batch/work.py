"""Work: an item to its output line, whatever happens to it."""

import json
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple

from chartcode.batch.items import Item
from chartcode.batch.request import Request
from chartcode.errors import ChartcodeError
from chartcode.exports.record import record
from chartcode.pipeline import code, config_on

_KINDS = {2: "usage", 3: "unreadable", 4: "unfit", 5: "release"}
"""The kind of an error by its exit code, as `chartcode --help` lists them."""


class OutputLine(NamedTuple):
    """One line of output with its line feed, and whether it holds codes rather than an error."""

    data: bytes
    good: bool


def code_item(item: Item, request: Request) -> OutputLine:
    """The record of an item as a line of JSON, or a line that says what went wrong, without patient text."""
    try:
        encounter = request.apply(item.encounter())
        coded = code(encounter, config_on(request.day_of(encounter), request.scope))
        return OutputLine(_line(record(coded)), True)
    except ChartcodeError as error:
        return error_line(item.id, str(error), _KINDS.get(error.exit_code, "error"))
    except Exception as error:
        # A message of a foreign exception may quote the note; its type and place cannot.
        return error_line(item.id, f"internal error: {_fault(error)}; please report it", "internal")


def error_line(note_id: str, error: str, kind: str) -> OutputLine:
    """The line of a note that could not be coded."""
    return OutputLine(_line({"note_id": note_id, "error": error, "kind": kind}), False)


def _line(value: dict[str, object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _fault(error: Exception) -> str:
    last = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
