"""Coded encounters as text in the format asked for, to stdout or to a file."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from chartcode.cli.table import print_encounter
from chartcode.cli.terminal import console
from chartcode.documents.names import shown
from chartcode.errors import UnreadableInputError
from chartcode.exports.record import record
from chartcode.exports.report import html
from chartcode.model import CodedEncounter

_FILE_WIDTH = 120


def write(coded: Sequence[CodedEncounter], shape: str, output: Path | None, *, several: bool) -> None:
    """Write `coded` as table, json (a list where `several` were asked for), jsonl or html.

    Raises UnreadableInputError when the file cannot be written.
    """
    if output is None:
        if shape == "table":
            for encounter in coded:
                print_encounter(encounter, console())
        else:
            sys.stdout.write(_text(coded, shape, several))
        return
    try:
        with output.open("w", encoding="utf-8", newline="\n") as file:
            if shape == "table":
                for encounter in coded:
                    print_encounter(encounter, console(file, width=_FILE_WIDTH))
            else:
                file.write(_text(coded, shape, several))
    except OSError as error:
        raise UnreadableInputError(f"{shown(output)} cannot be written ({error.strerror}): name another file") from None


def _text(coded: Sequence[CodedEncounter], shape: str, several: bool) -> str:
    if shape == "html":
        return html(coded[0])
    records = [record(encounter) for encounter in coded]
    if shape == "jsonl":
        return "".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) + "\n" for item in records)
    return json.dumps(records if several else records[0], ensure_ascii=False, indent=2) + "\n"
