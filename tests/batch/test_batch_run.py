"""Batches: every note has its line, in order, whatever happens; reruns go on where they were."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chartcode.batch import work
from chartcode.batch.request import Request
from chartcode.batch.run import Summary, run
from chartcode.errors import ReleaseError, UnfitDocumentError, UnreadableInputError, UsageError
from chartcode.model import Encounter, Scope, Setting

DAY = date(2026, 4, 1)
REQUEST = Request(today=DAY)
NOTE = "Assessment:\n1. Essential hypertension\n2. Type 2 diabetes mellitus\nDenies chest pain.\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A folder with good notes, poison, a hidden file and an encounter."""
    folder = tmp_path / "notes"
    (folder / "ward").mkdir(parents=True)
    (folder / "stay").mkdir()
    for name in ("a.txt", "b.txt", "ward/c.txt", "z.txt"):
        (folder / name).write_text(f"{name}\n{NOTE}", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / ".hidden.txt").write_text(NOTE, encoding="utf-8")
    (folder / "stay" / "day1.txt").write_text(NOTE, encoding="utf-8")
    about = {"id": "stay-1", "setting": "inpatient", "admit": "2026-01-02", "discharge": "2026-01-05"}
    about |= {"notes": [{"file": "day1.txt"}]}  # type: ignore[dict-item]
    (folder / "stay" / "encounter.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def coded(source: Path, target: Path, request: Request = REQUEST, workers: int = 1) -> Summary:
    return run(source, target, request, workers=workers)


def test_every_note_has_its_line_in_order(notes: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    assert coded(notes, target) == Summary(coded=5, failed=3, skipped=0)
    found = lines(target)
    assert [line["note_id"] for line in found] == ["a", "b", "binary", "empty", "gone", "stay-1", "ward/c", "z"]
    assert [line.get("kind") for line in found] == [None, None, "unfit", "unfit", "unreadable", None, None, None]
    assert "I10" in {item["code"] for item in found[0]["lines"]}
    assert (found[5]["setting"], found[5]["date"]) == ("inpatient", "2026-01-05")


def test_workers_give_byte_equal_output(notes: Path, tmp_path: Path) -> None:
    coded(notes, tmp_path / "one.jsonl")
    coded(notes, tmp_path / "two.jsonl", workers=2)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_a_rerun_goes_on_where_it_was_and_drops_a_cut_line(notes: Path, tmp_path: Path) -> None:
    whole, target = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    coded(notes, whole)
    coded(notes, target)
    done = target.read_bytes().splitlines(keepends=True)
    target.write_bytes(b"".join(done[:3]) + done[3][:20])
    assert coded(notes, target) == Summary(coded=3, failed=2, skipped=3)
    assert target.read_bytes() == whole.read_bytes()
    assert coded(notes, target) == Summary(coded=0, failed=0, skipped=8)
    (notes / "new.txt").write_text(NOTE, encoding="utf-8")
    assert coded(notes, target) == Summary(coded=1, failed=0, skipped=8)


def test_a_rerun_keeps_the_day_of_its_first_start(notes: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    coded(notes, target)
    (notes / "new.txt").write_text(NOTE, encoding="utf-8")
    coded(notes, target, Request(today=date(2026, 5, 5)))
    assert lines(target)[-1]["date"] == DAY.isoformat()


@pytest.mark.parametrize(
    "other",
    [
        Request(today=DAY, scope=Scope.MENTIONS),
        Request(today=DAY, setting=Setting.INPATIENT),
        Request(today=DAY, date=date(2026, 3, 3)),
    ],
    ids=["scope", "setting", "date"],
)
def test_a_rerun_with_another_configuration_is_refused(other: Request, notes: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    coded(notes, target)
    before = target.read_bytes()
    with pytest.raises(UsageError, match=r"out\.jsonl was begun with"):
        coded(notes, target, other)
    assert target.read_bytes() == before


def test_a_file_of_another_program_is_left_alone(notes: Path, tmp_path: Path) -> None:
    target = tmp_path / "thesis.jsonl"
    target.write_text("my work\n", encoding="utf-8")
    with pytest.raises(UsageError, match="did not write it"):
        coded(notes, target)
    assert target.read_text(encoding="utf-8") == "my work\n"


def test_a_damaged_line_is_named(notes: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    coded(notes, target)
    target.write_bytes(b"\0\0\0\n" + target.read_bytes())
    with pytest.raises(UnfitDocumentError, match="line 1 is damaged"):
        coded(notes, target)


def test_an_output_among_the_notes_is_no_note(notes: Path) -> None:
    target = notes / "out.jsonl"
    assert coded(notes, target).coded == 5
    assert coded(notes, target) == Summary(coded=0, failed=0, skipped=8)


def test_rows_of_json_lines(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    row = {
        "note_id": "r1",
        "text": NOTE,
        "setting": "snf",
        "date": "2026-02-01",
        "sex": "F",
        "birth_date": "1950-01-01",
    }
    rows: list[Any] = [
        row,
        {"note_id": 17, "text": NOTE, "other": "column"},
        {"text": NOTE},
        {"note_id": "no text"},
        {"note_id": "half", "text": "Hypertension \ud800"},
        {"note_id": "nul", "text": "Hypertension\0"},
        row | {"note_id": "setting", "setting": "moon"},
        row | {"note_id": "born late", "birth_date": "2026-03-01"},
        row | {"note_id": "before all releases", "date": "1999-01-01"},
        [1],
    ]
    source.write_text("".join(json.dumps(item) + "\n" for item in rows) + "no json\n\n", encoding="utf-8")
    with source.open("ab") as file:
        file.write(b'{"note_id": "\xff"}\n')
    coded(source, target)
    found = lines(target)
    assert [(line["note_id"], line.get("kind")) for line in found] == [
        ("r1", None),
        ("17", None),
        ("line 3", "usage"),
        ("no text", "unfit"),
        ("half", "unfit"),
        ("nul", "unfit"),
        ("setting", "usage"),
        ("born late", "usage"),
        ("before all releases", "release"),
        ("line 10", "unfit"),
        ("line 11", "unfit"),
        ("line 13", "unfit"),
    ]
    assert (found[0]["setting"], found[0]["date"]) == ("snf", "2026-02-01")
    assert not any("ypertension" in line.get("error", "") for line in found)
    assert coded(source, target).skipped == 12


def test_an_option_wins_over_a_column(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"note_id": "a", "text": NOTE, "setting": "snf"}) + "\n", encoding="utf-8")
    coded(source, target, Request(today=DAY, setting=Setting.HOSPICE))
    assert lines(target)[0]["setting"] == "hospice"


def test_two_notes_of_one_id_are_both_coded_once(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text((json.dumps({"note_id": "a", "text": NOTE}) + "\n") * 2, encoding="utf-8")
    assert coded(source, target).coded == 2
    target.write_bytes(target.read_bytes().splitlines(keepends=True)[0])
    assert coded(source, target) == Summary(coded=1, failed=0, skipped=1)


def test_a_fault_of_ours_is_a_line_without_patient_text(notes: Path, tmp_path: Path, monkeypatch: Any) -> None:
    def broken(encounter: Encounter, config: object) -> None:
        raise KeyError(encounter.notes[0].text)

    monkeypatch.setattr(work, "code", broken)
    coded(notes, tmp_path / "out.jsonl")
    first = lines(tmp_path / "out.jsonl")[0]
    assert first["kind"] == "internal"
    assert "KeyError" in first["error"]
    assert "ypertension" not in first["error"]


def test_inputs_and_outputs_that_cannot_be(notes: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    target = tmp_path / "out.jsonl"
    with pytest.raises(UnfitDocumentError, match="holds no notes"):
        coded(empty, target)
    with pytest.raises(UnreadableInputError, match="does not exist"):
        coded(tmp_path / "nosuch", target)
    with pytest.raises(UsageError, match="ends in none of"):
        coded(notes / "a.txt", target)
    with pytest.raises(UnreadableInputError, match="folder does not exist"):
        coded(notes, tmp_path / "no" / "out.jsonl")
    with pytest.raises(UnreadableInputError, match="cannot be written"):
        coded(notes, empty)
    with pytest.raises(ReleaseError, match="no ICD-10-CM release"):
        coded(notes, target, Request(today=DAY, date=date(1999, 1, 1)))
    assert not target.exists()


def test_one_encounter_folder_is_a_batch_of_one(notes: Path, tmp_path: Path) -> None:
    coded(notes / "stay", tmp_path / "out.jsonl")
    assert [line["note_id"] for line in lines(tmp_path / "out.jsonl")] == ["stay-1"]
