"""The record: a coded encounter as the versioned JSON object that `code`, `batch` and the API write."""

from typing import Any

from chartcode.exports.ledger import line_orders
from chartcode.exports.schema import SCHEMA
from chartcode.model import Code, CodedEncounter, Decision, Evidence, Finding, Line, Mention, Query, Span

Json = dict[str, Any]


def record(coded: CodedEncounter) -> Json:
    """The coded encounter as plain dicts, lists, strings and numbers, in the shape of `exports.schema.schema()`.

    `note_id` is the encounter's id, which for a note on its own is the note's. Offsets count code points of the note's
    text. What only chartcode itself needs, to read the record back whole, stands under `internal`.
    """
    texts = {note.note_id: note.text for note in coded.encounter.notes}
    return {
        "schema": SCHEMA,
        "note_id": coded.encounter.id,
        "date": coded.date.isoformat(),
        "setting": coded.encounter.setting.value,
        "scope": coded.scope.value,
        "releases": dict(coded.releases),
        "lines": [_line(line) for line in coded.lines],
        "decisions": [
            _decision(decision, texts[decision.mention.note_id], order)
            for decision, order in zip(coded.decisions, line_orders(coded), strict=True)
        ],
        "findings": [_finding(finding) for finding in coded.findings],
        "queries": [_query(query) for query in coded.queries],
    }


def _line(line: Line) -> Json:
    return {
        "system": line.code.system,
        "code": line.code.value,
        "title": line.title,
        "order": line.order,
        "confidence": line.confidence,
        "evidence": [_evidence(evidence) for evidence in line.evidence],
        "path": [{"how": step.how, "to": step.to, "text": step.text} for step in line.path],
        "guidelines": list(line.guidelines),
        "poa": line.poa,
    }


def _evidence(evidence: Evidence) -> Json:
    span = evidence.span
    return {"note_id": evidence.note_id, "start": span.start, "end": span.end, "text": evidence.text}


def _decision(decision: Decision, text: str, order: int | None) -> Json:
    mention, code, reason = decision.mention, decision.code, decision.reason
    span = mention.span
    return {
        "note_id": mention.note_id,
        "start": span.start,
        "end": span.end,
        "text": text[span.start : span.end],
        "pieces": [[piece.start, piece.end] for piece in mention.pieces],
        "concept": mention.concept,
        "assertion": mention.assertion.value,
        "cue": _cue(mention.cue, text),
        "section": mention.section.value,
        "system": code.system,
        "code": code.value,
        "line": order,
        "reason": None if reason is None else reason.value,
        "confidence": decision.confidence,
        "guidelines": list(decision.guidelines),
        "note": decision.note,
        "derived": decision.derived,
        "internal": _internal(mention),
    }


def _cue(cue: Span | None, text: str) -> Json | None:
    return None if cue is None else {"start": cue.start, "end": cue.end, "text": text[cue.start : cue.end]}


def _internal(mention: Mention) -> Json:
    fit = mention.fit
    return {
        "codes": list(mention.codes),
        "side": mention.side,
        "problem": mention.problem,
        "needs": mention.needs,
        "episode": mention.episode,
        "fit": {
            "words": fit.words,
            "rarity": fit.rarity,
            "gap": fit.gap,
            "commas": fit.commas,
            "shared": fit.shared,
            "source": fit.source,
            "expanded": fit.expanded,
            "misspelt": fit.misspelt,
        },
    }


def _finding(finding: Finding) -> Json:
    return {
        "rule": finding.rule,
        "level": finding.level.value,
        "message": finding.message,
        "codes": [_code(code) for code in finding.codes],
        "citation": finding.citation,
    }


def _query(query: Query) -> Json:
    return {
        "topic": query.topic,
        "title": query.title,
        "question": query.question,
        "indicators": [_evidence(fact) for fact in query.indicators],
        "options": list(query.options),
        "citation": query.citation,
        "codes": [_code(code) for code in query.codes],
    }


def _code(code: Code) -> Json:
    return {"system": code.system, "code": code.value}
