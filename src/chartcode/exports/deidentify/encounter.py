"""A coded encounter without what identifies the patient: texts, dates and ids changed, every span still a quote."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from chartcode.exports.deidentify.patterns import name_words
from chartcode.exports.deidentify.rewrite import Rewritten
from chartcode.exports.deidentify.scrub import Scrubber, names_in
from chartcode.exports.deidentify.surrogates import Surrogates
from chartcode.exports.exporter import Job
from chartcode.model import CodedEncounter, Decision, Encounter, Evidence, Finding, Line, Mention, Note, Query

Notes = Mapping[str, tuple[str, Rewritten]]
"""For each old note id the new one and the new text."""

_OF_THE_BOOK = ("Tabular List", "phrase")
"""Steps whose words are those of a code set or the vocabulary; the others may repeat the chart."""


def scrubber(job: Job) -> Scrubber:
    """The scrubber of a job's encounter: it knows every name that a note says is one, and those of billing facts."""
    encounter = job.coded.encounter
    names = names_in((*(note.text for note in encounter.notes), encounter.disposition))
    return Scrubber(Surrogates(job.secret, encounter.id), names | _billed(job), job.ended)


def _billed(job: Job) -> frozenset[str]:
    facts = job.billing
    if facts is None:
        return frozenset()
    people = (facts.who, facts.coverage.subscriber, facts.rendering, facts.attending, facts.operating)
    return frozenset(
        word.lower() for person in people if person for word in name_words(f"{person.last} {person.first}")
    )


def deidentified(coded: CodedEncounter, scrub: Scrubber) -> CodedEncounter:
    """The coded encounter with surrogates. Lines, decisions, findings and queries keep their order and codes."""
    notes = _notes(coded, scrub)
    return replace(
        coded,
        encounter=_encounter(coded.encounter, notes, scrub),
        date=scrub.day(coded.date),
        lines=tuple(_line(line, notes, scrub) for line in coded.lines),
        decisions=tuple(_decision(decision, notes, scrub) for decision in coded.decisions),
        findings=tuple(_finding(finding, scrub) for finding in coded.findings),
        queries=tuple(_query(query, notes, scrub) for query in coded.queries),
    )


def _notes(coded: CodedEncounter, scrub: Scrubber) -> Notes:
    found = {}
    for number, note in enumerate(coded.encounter.notes, 1):
        mentions = [decision.mention for decision in coded.decisions if decision.mention.note_id == note.note_id]
        pieces = [piece for mention in mentions for piece in mention.pieces]
        found[note.note_id] = (f"note-{number}", scrub.rewrite(note.text, pieces))
    return found


def _encounter(encounter: Encounter, notes: Notes, scrub: Scrubber) -> Encounter:
    return replace(
        encounter,
        id=scrub.surrogates.id_of("E", encounter.id),
        notes=tuple(_note(note, notes, scrub) for note in encounter.notes),
        admit=_day(encounter.admit, scrub),
        discharge=_day(encounter.discharge, scrub),
        birth_date=_day(encounter.birth_date, scrub),
        disposition=scrub.words(encounter.disposition),
    )


def _day(day: date | None, scrub: Scrubber) -> date | None:
    return scrub.day(day) if day else None


def _note(note: Note, notes: Notes, scrub: Scrubber) -> Note:
    name, text = notes[note.note_id]
    return Note(name, text.text, scrub.words(note.type), scrub.words(note.author_role), _day(note.date, scrub))


def _line(line: Line, notes: Notes, scrub: Scrubber) -> Line:
    return replace(
        line,
        evidence=tuple(_evidence(evidence, notes) for evidence in line.evidence),
        path=tuple(
            step if step.how in _OF_THE_BOOK else replace(step, text=scrub.words(step.text)) for step in line.path
        ),
    )


def _evidence(evidence: Evidence, notes: Notes) -> Evidence:
    name, text = notes[evidence.note_id]
    span = text.span(evidence.span)
    return Evidence(name, span, text.text[span.start : span.end])


def _decision(decision: Decision, notes: Notes, scrub: Scrubber) -> Decision:
    return replace(decision, mention=_mention(decision.mention, notes), note=scrub.words(decision.note))


def _mention(mention: Mention, notes: Notes) -> Mention:
    name, text = notes[mention.note_id]
    return replace(
        mention,
        note_id=name,
        span=text.span(mention.span),
        pieces=tuple(text.span(piece) for piece in mention.pieces),
        cue=text.span(mention.cue) if mention.cue else None,
    )


def _finding(finding: Finding, scrub: Scrubber) -> Finding:
    return replace(finding, message=scrub.words(finding.message))


def _query(query: Query, notes: Notes, scrub: Scrubber) -> Query:
    return replace(
        query,
        question=scrub.words(query.question),
        indicators=tuple(_evidence(evidence, notes) for evidence in query.indicators),
    )
