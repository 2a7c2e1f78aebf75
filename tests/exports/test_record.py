"""The record meets its schema, quotes the notes, and reads back to an equal coded encounter."""

import copy
import dataclasses
import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from coded_examples import DISCHARGE, VISIT, by_hand, coded, coded_encounters
from hypothesis import given

from chartcode.errors import UnfitDocumentError
from chartcode.exports.record import record
from chartcode.exports.restore import from_record
from chartcode.exports.schema import SCHEMA, schema
from chartcode.model import (
    CPT,
    HCPCS,
    ICD10CM,
    ICD10PCS,
    Assertion,
    CodedEncounter,
    Decision,
    Encounter,
    Fit,
    Level,
    Mention,
    Note,
    Reason,
    Scope,
    SectionKind,
    Setting,
)

VALIDATOR = jsonschema.Draft202012Validator(schema())


def written(answer: CodedEncounter) -> dict[str, Any]:
    """The record as another program reads it: through JSON text."""
    found: dict[str, Any] = json.loads(json.dumps(record(answer), ensure_ascii=False))
    return found


@pytest.mark.parametrize("scope", Scope)
def test_a_real_answer_meets_the_schema_and_comes_back_equal(scope: Scope) -> None:
    answer = coded(VISIT, DISCHARGE, scope=scope)
    data = written(answer)
    VALIDATOR.validate(data)
    assert from_record(data, answer.encounter) == answer
    assert {"I10"} <= {line["code"] for line in data["lines"]}


@given(coded_encounters())
def test_any_answer_meets_the_schema_and_comes_back_equal(answer: CodedEncounter) -> None:
    data = written(answer)
    VALIDATOR.validate(data)
    assert from_record(data, answer.encounter) == answer


@given(coded_encounters())
def test_every_quote_is_the_words_of_its_note(answer: CodedEncounter) -> None:
    for quote in quotes(record(answer)):
        text = answer.encounter.note(quote["note_id"]).text
        assert text[quote["start"] : quote["end"]] == quote["text"]


def quotes(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every place of a record that quotes a note."""
    for line in data["lines"]:
        yield from line["evidence"]
    for decision in data["decisions"]:
        yield decision
        if decision["cue"]:
            yield {"note_id": decision["note_id"], **decision["cue"]}


def test_the_record_says_line_or_reason_for_every_mention() -> None:
    note = Note("n1", "Hypertension. No asthma.")
    data = record(by_hand(note, ("Hypertension", "I10", None), ("asthma", "J45.909", Reason.NEGATED)))
    assert [(d["text"], d["code"], d["line"], d["reason"]) for d in data["decisions"]] == [
        ("Hypertension", "I10", 1, None),
        ("asthma", "J45.909", None, "negated"),
    ]
    assert (data["schema"], data["note_id"], data["date"]) == (SCHEMA, "E-2", "2026-04-01")


def test_in_the_scope_of_mentions_a_line_may_stand_on_words_that_are_not_coded() -> None:
    note = Note("n1", "Hypertension. No hypertension.")
    coded_line = by_hand(note, ("Hypertension", "I10", None))
    negated = dataclasses.replace(coded_line.decisions[0], reason=Reason.NEGATED)
    answer = dataclasses.replace(coded_line, scope=Scope.MENTIONS, decisions=(negated,))
    assert [(d["line"], d["reason"]) for d in record(answer)["decisions"]] == [(1, "negated")]


def test_a_record_is_plain_json_values() -> None:
    def plain(value: object) -> bool:
        match value:
            case dict():
                return all(type(key) is str and plain(child) for key, child in value.items())
            case list():
                return all(plain(child) for child in value)
            case _:
                return type(value) in {str, int, float, bool, type(None)}

    assert plain(record(coded(VISIT, DISCHARGE)))


@pytest.mark.parametrize(
    ("place", "enum"),
    [
        (("properties", "setting"), Setting),
        (("properties", "scope"), Scope),
        (("$defs", "decision", "properties", "assertion"), Assertion),
        (("$defs", "decision", "properties", "section"), SectionKind),
        (("$defs", "decision", "properties", "reason"), Reason),
        (("$defs", "finding", "properties", "level"), Level),
    ],
)
def test_the_schema_knows_every_word_of_the_model(place: tuple[str, ...], enum: type[StrEnum]) -> None:
    found: Any = schema()
    for key in place:
        found = found[key]
    assert [value for value in found["enum"] if value is not None] == [member.value for member in enum]


@pytest.mark.parametrize(
    ("kind", "renamed"),
    [
        (Mention, {"span": "start", "fit": "internal", "codes": "internal"}),
        (Decision, {"mention": "text", "code": "code"}),
    ],
)
def test_no_field_of_the_ledger_is_left_out(kind: type, renamed: dict[str, str]) -> None:
    decision = schema()["$defs"]["decision"]["properties"]
    known = {*decision, *schema()["$defs"]["internal"]["properties"]}
    assert {renamed.get(field.name, field.name) for field in dataclasses.fields(kind)} <= known


def test_no_field_of_a_fit_is_left_out() -> None:
    known = schema()["$defs"]["internal"]["properties"]["fit"]["properties"]
    assert set(known) == {field.name for field in dataclasses.fields(Fit)}


def test_the_schema_is_sound_and_knows_every_code_set() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$id"] == SCHEMA
    assert schema()["$defs"]["system"]["enum"] == [kind.system for kind in (ICD10CM, ICD10PCS, HCPCS, CPT)]


def test_the_schema_is_strict() -> None:
    def objects(value: object) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            if value.get("type") == "object" and "properties" in value:
                yield value
            value = list(value.values())
        if isinstance(value, list):
            for child in value:
                yield from objects(child)

    for found in objects(schema()):
        assert found["additionalProperties"] is False
        assert found["required"] == list(found["properties"])


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema",), "https://chartcode.dev/schema/coded-note/2"),
        (("note_id",), "someone else"),
        (("lines",), None),
        (("lines", 0, "code"), "no code"),
        (("lines", 0, "system"), "ICD-9"),
        (("lines", 0, "confidence"), 7),
        (("lines", 0, "evidence"), []),
        (("lines", 0, "evidence", 0, "text"), "asthma"),
        (("lines", 0, "evidence", 0, "start"), "0"),
        (("decisions", 0, "note_id"), "n9"),
        (("decisions", 0, "text"), "hypertensioN"),
        (("decisions", 0, "reason"), "no reason"),
        (("decisions", 0, "internal"), {}),
        (("decisions", 0, "internal", "fit"), {"words": 1}),
    ],
)
def test_a_record_that_does_not_fit_is_refused_without_its_words(path: tuple[str | int, ...], value: object) -> None:
    answer = by_hand(Note("n1", "Hypertension."), ("Hypertension", "I10", None))
    data: Any = copy.deepcopy(record(answer))
    inner = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(UnfitDocumentError) as error:
        from_record(data, answer.encounter)
    assert "\n" not in str(error.value)
    assert "hypertension" not in str(error.value).lower()


def test_a_record_of_another_text_is_refused() -> None:
    answer = by_hand(Note("n1", "Hypertension."), ("Hypertension", "I10", None))
    other = Encounter(answer.encounter.id, (Note("n1", "Hypotension!!"),))
    with pytest.raises(UnfitDocumentError, match="made from other notes"):
        from_record(record(answer), other)
