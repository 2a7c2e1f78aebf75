"""Patient text stands in no error: a planted phrase goes through every bad input and comes out in no message."""

import io
import json
import traceback
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chartcode.documents.files import read_note
from chartcode.documents.folder import read_encounter
from chartcode.documents.text import MAX_CHARACTERS, decode
from chartcode.errors import ChartcodeError

PLANTED = "Wilhelmina Quackenbush has syphilis"


def told(error: BaseException) -> str:
    """Everything a log would hold of the error: its message and its traceback."""
    out = io.StringIO()
    traceback.print_exception(error, file=out)
    source = {line.strip() for line in Path(__file__).read_text(encoding="utf-8").splitlines()}
    return "\n".join(line for line in (*out.getvalue().splitlines(), str(error)) if line.strip() not in source)


@pytest.mark.parametrize(
    "data",
    [
        PLANTED.encode() + b"\0" * 10,
        b"\xff\xfe" + PLANTED.encode("utf-16-le") + b"x",
        b"\x01\x02\x03" * 20 + PLANTED.encode(),
        (PLANTED + " ").encode() * (MAX_CHARACTERS // len(PLANTED) + 1),
    ],
    ids=["NUL", "broken UTF-16", "binary", "too long"],
)
def test_a_bad_note(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes(data)
    for attempt in (lambda: decode(data, "note.txt"), lambda: read_note(tmp_path / "note.txt")):
        with pytest.raises(ChartcodeError) as caught:
            attempt()
        assert PLANTED not in told(caught.value)
        assert "\n" not in str(caught.value)


GOOD: dict[str, Any] = {"id": "E-1", "date": "2026-03-02", "notes": [{"file": "note.txt"}]}


@pytest.mark.parametrize(
    "wrong",
    [
        {"setting": PLANTED},
        {"sex": PLANTED},
        {"date": PLANTED},
        {"birth_date": PLANTED},
        {"admit": PLANTED},
        {"discharge": PLANTED, "date": None},
        {"new_patient": PLANTED},
        {"disposition": PLANTED * 100},
        {"disposition": [PLANTED]},
        {"id": f"{PLANTED}\n{PLANTED}"},
        {"id": {"name": PLANTED}},
        {"notes": PLANTED},
        {"notes": [PLANTED]},
        {"notes": [{"file": "note.txt", "date": PLANTED}]},
        {"notes": [{"file": "note.txt", "type": [PLANTED]}]},
        {"notes": [{"file": "note.txt", "author_role": f"{PLANTED}\n"}]},
        {"notes": [{"file": f"../{PLANTED}"}]},
        {"notes": [{"file": [PLANTED]}]},
    ],
    ids=lambda wrong: ", ".join(wrong),
)
def test_a_wrong_field_of_an_encounter(wrong: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text(PLANTED, encoding="utf-8")
    (tmp_path / "encounter.json").write_text(json.dumps({**GOOD, **wrong}), encoding="utf-8")
    with pytest.raises(ChartcodeError) as caught:
        read_encounter(tmp_path)
    assert PLANTED not in told(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        f'{{"id": "{PLANTED}"',
        f'{{"id": "{PLANTED}",}}',
        f'"{PLANTED}"',
        f'["{PLANTED}"]',
        PLANTED,
        f'{{"id": "{PLANTED}\n"}}',
    ],
)
def test_an_encounter_that_is_no_json_object(text: str, tmp_path: Path) -> None:
    (tmp_path / "encounter.json").write_text(text, encoding="utf-8")
    with pytest.raises(ChartcodeError) as caught:
        read_encounter(tmp_path)
    assert PLANTED not in told(caught.value)
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_bytes_of_any_kind(before: bytes, after: bytes) -> None:
    messages = []
    try:
        decode(before + PLANTED.encode() + after, "note")
    except ChartcodeError as error:
        messages.append(told(error))
    assert not any(PLANTED in message for message in messages)
