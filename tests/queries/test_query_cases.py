"""Every case beside the query topics, through the pipeline; every draft complies with the linter."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import chartcode
from chartcode import errors, pipeline, queries
from chartcode.model import CodedEncounter, Encounter, Evidence, Note, Query, Scope, Setting, Span
from chartcode.model.query import OTHER, UNDETERMINED
from chartcode.queries.lint import lint_query
from chartcode.queries.text import text_of

FOLDER = Path(chartcode.__file__).parent / "queries"
KEYS = frozenset("name on setting note notes admit birth_date scope asks silent offers withholds quotes".split())
FEWEST_CASES = 6


@cache
def config(day: date, scope: Scope) -> pipeline.Config:
    return pipeline.config_on(day, scope)


def rows() -> list[tuple[str, dict[str, Any]]]:
    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        # The base loader takes `on` for a word and a day for its text.
        found += [(path.stem.replace("_", "-"), row) for row in yaml.load(path.read_text("utf-8"), yaml.BaseLoader)]
    return found


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def encounter(row: dict[str, Any]) -> Encounter:
    notes = tuple(
        Note(f"note-{i}", note["text"], note.get("type", ""), note.get("role", ""), day_of(note.get("date")))
        for i, note in enumerate(row.get("notes") or [{"text": row["note"]}], 1)
    )
    day = day_of(row["on"])
    return Encounter(
        "case",
        notes,
        Setting(row["setting"]),
        day_of(row.get("admit")),
        day,
        birth_date=day_of(row.get("birth_date")),
    )


def coded(row: dict[str, Any]) -> CodedEncounter:
    day = date.fromisoformat(row["on"])
    return pipeline.code(encounter(row), config(day, Scope(row.get("scope", "claim"))))


@pytest.mark.parametrize(("topic", "row"), rows(), ids=lambda value: value if isinstance(value, str) else value["name"])
def test_case(topic: str, row: dict[str, Any]) -> None:
    assert row.keys() <= KEYS
    answer = coded(row)
    asked = {query.topic for query in answer.queries}
    assert set(row.get("asks", ())) <= asked
    assert not set(row.get("silent", ())) & asked
    own = [query for query in answer.queries if query.topic == topic]
    options = "\n".join(option for query in own for option in query.options)
    quoted = "\n".join(fact.text for query in own for fact in query.indicators)
    assert [text for text in row.get("offers", ()) if text not in options] == []
    assert [text for text in row.get("withholds", ()) if text in options] == []
    assert [text for text in row.get("quotes", ()) if not re.search(text, quoted)] == []


@pytest.mark.parametrize(("topic", "row"), rows(), ids=lambda value: value if isinstance(value, str) else value["name"])
def test_every_draft_quotes_its_notes_and_complies(topic: str, row: dict[str, Any]) -> None:
    answer = coded(row)
    vocabulary = config(answer.date, Scope.CLAIM).vocabulary
    for query in answer.queries:
        assert query.options[-2:] == (OTHER, UNDETERMINED)
        for fact in query.indicators:
            text = answer.encounter.note(fact.note_id).text
            assert text[fact.span.start : fact.span.end] == fact.text
        message = text_of(query, answer.encounter)
        assert lint_query(query, answer.encounter, vocabulary) == (), message


@pytest.mark.parametrize("topic", queries.topics(), ids=lambda topic: topic.id)
def test_a_topic_has_its_file_citation_manual_page_and_cases(topic: Any) -> None:
    file = FOLDER / f"{topic.id.replace('-', '_')}.yaml"
    cases = [row for name, row in rows() if name == topic.id]
    assert file.is_file()
    assert topic.citation
    assert len(topic.summary) > 20
    assert len(cases) >= FEWEST_CASES
    assert len({row["name"] for row in cases}) == len(cases)
    assert any(topic.id in row.get("asks", ()) for row in cases)
    assert any(topic.id in row.get("silent", ()) for row in cases)


def test_every_yaml_belongs_to_a_topic() -> None:
    assert {name for name, _ in rows()} == set(queries.ORDER)


def test_a_query_without_facts_or_without_a_way_out_cannot_exist() -> None:
    fact = Evidence("n", Span(0, 6), "Na 118")
    answers = ("Hyponatremia", "A laboratory change", OTHER, UNDETERMINED)
    assert Query("sodium", "Sodium", "What does it mean?", (fact,), answers)
    with pytest.raises(errors.InvalidValueError, match="cites nothing"):
        Query("sodium", "Sodium", "What does it mean?", (), answers)
    for wrong in (answers[:-1], ("Hyponatremia", OTHER, UNDETERMINED), (*answers[:2], UNDETERMINED, OTHER)):
        with pytest.raises(errors.InvalidValueError, match="needs two answers"):
            Query("sodium", "Sodium", "What does it mean?", (fact,), wrong)


def test_a_message_names_the_date_and_the_source_of_every_fact() -> None:
    note = Note("n1", "Na 118 today.", "progress note", "physician", date(2026, 3, 4))
    chart = Encounter("E-1", (note,), Setting.INPATIENT)
    fact = Evidence("n1", Span(0, 6), "Na 118")
    query = Query("sodium", "A result", "What does it mean?", (fact,), ("One", "Two", OTHER, UNDETERMINED))
    assert '- 2026-03-04, progress note: "Na 118"' in text_of(query, chart)
