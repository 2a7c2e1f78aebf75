"""A record back to the coded encounter it was made from."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from chartcode.errors import InvalidValueError, UnfitDocumentError
from chartcode.exports.schema import SCHEMA
from chartcode.model import (
    CPT,
    HCPCS,
    ICD10CM,
    ICD10PCS,
    Assertion,
    Code,
    CodedEncounter,
    Decision,
    Encounter,
    Evidence,
    Finding,
    Fit,
    Level,
    Line,
    Mention,
    PathStep,
    Query,
    Reason,
    Scope,
    SectionKind,
    Span,
)

Json = Mapping[str, Any]

_SYSTEMS: Mapping[str, type[Code]] = {kind.system: kind for kind in (ICD10CM, ICD10PCS, HCPCS, CPT)}


def from_record(data: Json, encounter: Encounter) -> CodedEncounter:
    """The coded encounter that `record` wrote: equal to it when the encounter is the same.

    Raises UnfitDocumentError when the record is of another version, of another encounter, broken, or quotes words that
    the encounter's notes do not have.
    """
    if data.get("schema") != SCHEMA:
        raise UnfitDocumentError(f"the record of {encounter.id} is not of {SCHEMA}: code the notes again")
    if data.get("note_id") != encounter.id:
        raise UnfitDocumentError(f"the record is not that of {encounter.id}: give it with its own encounter")
    try:
        coded = CodedEncounter(
            encounter=encounter,
            date=date.fromisoformat(data["date"]),
            scope=Scope(data["scope"]),
            releases=tuple(data["releases"].items()),
            lines=tuple(_line(line) for line in data["lines"]),
            decisions=tuple(_decision(decision) for decision in data["decisions"]),
            findings=tuple(_finding(finding) for finding in data["findings"]),
            queries=tuple(_query(query) for query in data["queries"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, InvalidValueError):
        raise UnfitDocumentError(
            f"the record of {encounter.id} does not fit its schema: code the notes again"
        ) from None
    if not _quotes(data, encounter):
        raise UnfitDocumentError(f"the record of {encounter.id} was made from other notes: code the notes again")
    return coded


def _quotes(data: Json, encounter: Encounter) -> bool:
    """Whether every quoted text is what the encounter's notes have there."""
    texts = {note.note_id: note.text for note in encounter.notes}
    quoted = [evidence for line in data["lines"] for evidence in line["evidence"]]
    quoted += [fact for query in data["queries"] for fact in query["indicators"]]
    for decision in data["decisions"]:
        quoted.append(decision)
        if decision["cue"] is not None:
            quoted.append({"note_id": decision["note_id"], **decision["cue"]})
    return all(texts.get(quote["note_id"], "")[quote["start"] : quote["end"]] == quote["text"] for quote in quoted)


def _line(data: Json) -> Line:
    return Line(
        code=_code(data),
        title=data["title"],
        order=data["order"],
        confidence=data["confidence"],
        evidence=_evidence(data["evidence"]),
        path=tuple(PathStep(step["how"], step["to"], step["text"]) for step in data["path"]),
        guidelines=tuple(data["guidelines"]),
        poa=data["poa"],
    )


def _decision(data: Json) -> Decision:
    reason = data["reason"]
    return Decision(
        mention=_mention(data, data["internal"]),
        code=_code(data),
        confidence=data["confidence"],
        reason=None if reason is None else Reason(reason),
        guidelines=tuple(data["guidelines"]),
        note=data["note"],
        derived=data["derived"],
    )


def _mention(data: Json, internal: Json) -> Mention:
    cue = data["cue"]
    return Mention(
        note_id=data["note_id"],
        span=_span(data),
        pieces=tuple(Span(start, end) for start, end in data["pieces"]),
        concept=data["concept"],
        codes=tuple(internal["codes"]),
        assertion=Assertion(data["assertion"]),
        section=SectionKind(data["section"]),
        fit=Fit(**internal["fit"]),
        cue=None if cue is None else _span(cue),
        side=internal["side"],
        problem=internal["problem"],
        needs=internal["needs"],
        episode=internal["episode"],
    )


def _finding(data: Json) -> Finding:
    codes = tuple(_code(code) for code in data["codes"])
    return Finding(data["rule"], Level(data["level"]), data["message"], codes, data["citation"])


def _query(data: Json) -> Query:
    return Query(
        topic=data["topic"],
        title=data["title"],
        question=data["question"],
        indicators=_evidence(data["indicators"]),
        options=tuple(data["options"]),
        citation=data["citation"],
        codes=tuple(_code(code) for code in data["codes"]),
    )


def _evidence(quotes: Iterable[Json]) -> tuple[Evidence, ...]:
    return tuple(Evidence(quote["note_id"], _span(quote), quote["text"]) for quote in quotes)


def _span(data: Json) -> Span:
    return Span(data["start"], data["end"])


def _code(data: Json) -> Code:
    return _SYSTEMS[data["system"]](data["code"])
