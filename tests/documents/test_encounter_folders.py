"""An encounter folder becomes an Encounter; a wrong field is named in one line that holds nothing of the patient."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chartcode.documents.folder import is_encounter, read_encounter
from chartcode.errors import ChartcodeError, UnfitDocumentError, UnreadableInputError, UsageError
from chartcode.model import Setting, Sex

NOTES = {"ed.txt": "SECRET words of the patient: asthma", "progress/day1.txt": "SECRET: hypertension"}
STAY = {
    "id": "E-1",
    "setting": "inpatient",
    "admit": "2026-03-30",
    "discharge": "2026-04-01",
    "sex": "F",
    "birth_date": "1954-07-02",
    "disposition": "home",
    "new_patient": False,
    "notes": [
        {"file": "ed.txt", "type": "ED note", "author_role": "physician", "date": "2026-03-30"},
        {"file": "progress/day1.txt"},
    ],
}


def folder(tmp_path: Path, encounter: object) -> Path:
    """An encounter folder with our two notes and this `encounter.json`, an object or its text."""
    for name, text in NOTES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    text = encounter if isinstance(encounter, str) else json.dumps(encounter)
    (tmp_path / "encounter.json").write_text(text)
    return tmp_path


def test_a_stay_with_two_notes_is_read_whole(tmp_path: Path) -> None:
    encounter = read_encounter(folder(tmp_path, STAY))
    assert (encounter.id, encounter.setting, encounter.sex) == ("E-1", Setting.INPATIENT, Sex.FEMALE)
    assert (encounter.admit, encounter.discharge) == (date(2026, 3, 30), date(2026, 4, 1))
    assert (encounter.birth_date, encounter.disposition, encounter.new_patient) == (date(1954, 7, 2), "home", False)
    first, second = encounter.notes
    assert (first.note_id, first.type, first.author_role, first.date) == (
        "ed",
        "ED note",
        "physician",
        date(2026, 3, 30),
    )
    assert (second.note_id, second.text) == ("progress/day1", NOTES["progress/day1.txt"])


def test_a_visit_needs_an_id_and_a_note_only(tmp_path: Path) -> None:
    encounter = read_encounter(folder(tmp_path, {"id": "V-1", "date": "2026-04-01", "notes": [{"file": "ed.txt"}]}))
    assert (encounter.admit, encounter.discharge, encounter.sex) == (None, date(2026, 4, 1), Sex.UNKNOWN)


def test_null_is_not_given(tmp_path: Path) -> None:
    nothing = dict.fromkeys(("setting", "admit", "sex", "birth_date", "disposition", "new_patient"))
    encounter = read_encounter(folder(tmp_path, {"id": "V-1", **nothing, "notes": [{"file": "ed.txt", "type": None}]}))
    assert encounter.new_patient is None


def test_a_folder_is_an_encounter_by_its_file(tmp_path: Path) -> None:
    assert not is_encounter(tmp_path)
    assert is_encounter(folder(tmp_path, STAY))
    assert not is_encounter(tmp_path / "encounter.json")
    assert not is_encounter(Path("a\0b"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"id": None}, "`id` is missing"),
        ({"id": " "}, "`id` must be one line"),
        ({"id": 1042}, "`id` must be a text"),
        ({"id": "SECRET\nline"}, "`id` must be one line"),
        ({"id": "SECRET" * 50}, "`id` must be one line"),
        (
            {"setting": "SECRET"},
            "`setting` must be one of inpatient, outpatient, office, asc, snf, home-health, hospice",
        ),
        ({"setting": ["inpatient"]}, "`setting` must be a text"),
        ({"sex": "female"}, "`sex` must be one of F, M, U"),
        ({"admit": "2026-02-30"}, "`admit` is no day of the calendar; write it as YYYY-MM-DD"),
        ({"admit": "20260201"}, "`admit` is no day"),
        ({"discharge": "04/01/2026"}, "`discharge` is no day"),
        ({"discharge": 20260401}, "`discharge` must be a text"),
        ({"birth_date": "SECRET"}, "`birth_date` is no day"),
        ({"birth_date": "2026-04-02"}, "`birth_date` is after the encounter"),
        ({"discharge": "2026-03-01"}, "`discharge` is before `admit`"),
        ({"date": "2026-04-01"}, "`date` is for a visit"),
        ({"disposition": {"SECRET": 1}}, "`disposition` must be a text"),
        ({"new_patient": "yes"}, "`new_patient` must be true or false"),
        ({"patient": "SECRET"}, "`patient` is not known; the fields are id, setting,"),
        ({"notes": None}, "`notes` must list at least one note"),
        ({"notes": []}, "`notes` must list at least one note"),
        ({"notes": "ed.txt"}, "`notes` must list at least one note"),
        ({"notes": ["ed.txt"]}, "`notes` has an entry 1 that is no object"),
        ({"notes": [{"file": "ed.txt"}, {"type": "ED note"}]}, "note 2: `file` is missing"),
        ({"notes": [{"file": "ed.txt", "text": "SECRET"}]}, "note 1: `text` is not known"),
        ({"notes": [{"file": "ed.txt", "date": "2026-13-01"}]}, "note 1: `date` is no day"),
        ({"notes": [{"file": "ed.txt"}, {"file": "ed.txt"}]}, "`notes` has two notes with the id ed"),
        ({"notes": [{"file": "../outside.txt"}]}, "`file` must be a file in the encounter's folder"),
        ({"notes": [{"file": "progress/../ed.txt"}]}, "`file` must be a file in the encounter's folder"),
        ({"notes": [{"file": "/etc/hostname"}]}, "`file` must be a file in the encounter's folder"),
        ({"notes": [{"file": "link.txt"}]}, "`file` must be a file in the encounter's folder"),
        ({"notes": [{"file": "."}]}, "`file` must be a file in the encounter's folder"),
        ({"notes": [{"file": "encounter.json"}]}, "`file` must be a file in the encounter's folder"),
        ({"notes": [{"file": "a\0b"}]}, "`file` must be one line"),
    ],
)
def test_a_wrong_field_is_named_in_one_line(tmp_path: Path, change: dict[str, Any], says: str) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("SECRET")
    inner = tmp_path / "encounter"
    inner.mkdir()
    (inner / "link.txt").symlink_to(outside)
    with pytest.raises(UsageError) as error:
        read_encounter(folder(inner, {**STAY, **change}))
    assert says in str(error.value)
    assert_clean(error.value)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("{'id': 'SECRET'}", "is no JSON: Expecting property name enclosed in double quotes, line 1 column 2"),
        ('{"id": "SECRET"} SECRET', "is no JSON"),
        ("[]", "must hold one JSON object"),
        ('"SECRET"', "must hold one JSON object"),
        ('{"id": "SECRET", "id": "b"}', "a field twice in one object, `id`"),
        ("[" * 100_000, "is no JSON"),
        ('{"id": ' + "9" * 5000 + "}", "is no JSON"),
        ("{\0}", "NUL"),
    ],
    ids=["empty", "single quotes", "rest", "list", "text", "twice", "deep", "huge number", "NUL"],
)
def test_a_broken_encounter_file_is_said_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UnfitDocumentError) as error:
        read_encounter(folder(tmp_path, text))
    assert says in str(error.value)
    assert_clean(error.value)


def test_a_missing_note_file_is_said_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"none\.txt does not exist"):
        read_encounter(folder(tmp_path, {**STAY, "notes": [{"file": "none.txt"}]}))


def test_an_empty_note_file_is_said_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text(" \n")
    with pytest.raises(UnfitDocumentError, match=r"blank\.txt is empty"):
        read_encounter(folder(tmp_path, {**STAY, "notes": [{"file": "blank.txt"}]}))


def test_a_folder_without_the_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match=r"encounter\.json does not exist"):
        read_encounter(tmp_path)


def assert_clean(error: ChartcodeError) -> None:
    """One line, and nothing the patient said."""
    assert "\n" not in str(error)
    assert "SECRET" not in str(error)
