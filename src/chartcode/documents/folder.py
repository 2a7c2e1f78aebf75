"""Encounter folders: an `encounter.json` and the note files it names, to an Encounter."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from chartcode.documents.fields import Fields, one_line
from chartcode.documents.files import read_bytes
from chartcode.documents.names import shown
from chartcode.documents.read import read_file
from chartcode.documents.text import decode
from chartcode.errors import UnfitDocumentError
from chartcode.model import Encounter, Note, Setting, Sex

FILE = "encounter.json"

_ENCOUNTER = (
    "id",
    "setting",
    "admit",
    "discharge",
    "date",
    "sex",
    "birth_date",
    "disposition",
    "new_patient",
    "notes",
)
_NOTE = ("file", "type", "author_role", "date")


def is_encounter(path: Path) -> bool:
    """Whether the path is a folder with an `encounter.json`."""
    try:
        return (path / FILE).is_file()
    except OSError:
        return False


def read_encounter(folder: Path) -> Encounter:
    """The encounter in a folder. A note's id is its file's path in the folder, without the ending; a file that holds
    several notes gives the others that id with #2, #3 and so on. Facts are those of `encounter.json` alone.

    Raises UsageError naming the field that is wrong, UnfitDocumentError when `encounter.json` or a note is broken, and
    UnreadableInputError when a file cannot be opened.
    """
    fields = Fields(shown(folder / FILE), _object(folder / FILE))
    fields.only(_ENCOUNTER)
    name = fields.word("id", required=True)
    setting = Setting(fields.one_of("setting", [setting.value for setting in Setting], Setting.OUTPATIENT))
    sex = Sex(fields.one_of("sex", [sex.value for sex in Sex], Sex.UNKNOWN))
    day, admit, discharge = fields.date("date"), fields.date("admit"), fields.date("discharge")
    if day and (admit or discharge):
        raise fields.wrong("date", "is for a visit; a stay has `admit` and `discharge` and no `date`")
    if admit and discharge and discharge < admit:
        raise fields.wrong("discharge", "is before `admit`")
    born, end = fields.date("birth_date"), day or discharge or admit
    if born and end and end < born:
        raise fields.wrong("birth_date", "is after the encounter")
    return Encounter(
        id=name,
        notes=_notes(folder, fields),
        setting=setting,
        admit=admit,
        discharge=day or discharge,
        sex=sex,
        birth_date=born,
        disposition=fields.word("disposition"),
        new_patient=fields.truth("new_patient"),
    )


def _object(path: Path) -> dict[str, Any]:
    name = shown(path)
    try:
        found = json.loads(decode(read_bytes(path), name), object_pairs_hook=_each_once)
    except json.JSONDecodeError as error:
        raise UnfitDocumentError(f"{name} is no JSON: {error.msg}, line {error.lineno} column {error.colno}") from None
    except _TwiceError as error:
        raise UnfitDocumentError(f"{name} has a field twice in one object, `{error}`: keep one") from None
    except (ValueError, RecursionError):
        raise UnfitDocumentError(f"{name} is no JSON that can be read: write it anew") from None
    if not isinstance(found, dict):
        raise UnfitDocumentError(f"{name} must hold one JSON object, {{...}}")
    return found


class _TwiceError(Exception):
    """A JSON object names one field twice; JSON does not say which of the two counts."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(one_line(key))
        found[key] = value
    return found


def _notes(folder: Path, fields: Fields) -> tuple[Note, ...]:
    entries = fields.values.get("notes")
    if not isinstance(entries, list) or not entries:
        raise fields.wrong("notes", 'must list at least one note, as in [{"file": "discharge.txt"}]')
    found: dict[str, Note] = {}
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict):
            raise fields.wrong("notes", f'has an entry {number} that is no object, as in {{"file": "discharge.txt"}}')
        for note in _read(folder, Fields(f"{fields.place}, note {number}", entry)):
            if note.note_id in found:
                raise fields.wrong("notes", f"has two notes with the id {note.note_id}: give their files other names")
            found[note.note_id] = note
    return tuple(found.values())


def _read(folder: Path, fields: Fields) -> Iterator[Note]:
    """The notes of one file. What `encounter.json` says of it wins over what it says itself."""
    fields.only(_NOTE)
    file = PurePosixPath(fields.word("file", required=True))
    path = folder / file
    if ".." in file.parts or not _inside(path, folder):
        raise fields.wrong("file", "must be a file in the encounter's folder")
    type, role, date = fields.word("type"), fields.word("author_role"), fields.date("date")
    for note in read_file(path, note_id=str(file.with_suffix(""))).notes:
        yield replace(note, type=type or note.type, author_role=role or note.author_role, date=date or note.date)


def _inside(path: Path, folder: Path) -> bool:
    """Whether the file, links followed, is under the folder and is not the encounter's own file."""
    try:
        inside = path.resolve().relative_to(folder.resolve())
    except (ValueError, OSError, RuntimeError):
        return False
    return inside.parts not in {(), (FILE,)}
