"""Reads a note: sections, sentences, mentions, and what is said of each."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chartcode.model import Assertion, Fit, Mention, Note, Section, SectionKind, Span
from chartcode.reading.assertions import CueAt, assertion, cues, turned
from chartcode.reading.match import Match, find
from chartcode.reading.phrases import NO_CONDITION
from chartcode.reading.problems import problem_until
from chartcode.reading.sections import sections
from chartcode.reading.sentence import Sentence, sentence_at
from chartcode.reading.sentences import sentences
from chartcode.reading.sides import side_of, sides
from chartcode.reading.vocabulary import Vocabulary

_SUBSEQUENT = frozenset("aftercare healing healed subsequent followup recheck nonunion malunion".split())
_SEQUELA = frozenset(("sequela", "sequelae"))


@dataclass(frozen=True, slots=True)
class Reading:
    """A note with its sections and its mentions in the order they stand."""

    note: Note
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]


class _Said(NamedTuple):
    """What a sentence says besides its mentions: read once, asked for each of them."""

    section: SectionKind
    cues: Sequence[CueAt]
    sides: Mapping[int, str]
    episode: str
    problem_until: int


def read(note: Note, vocabulary: Vocabulary) -> Reading:
    """What the note says: every mention of the vocabulary with its section and assertion. Pure."""
    text = note.text
    parts = sections(text)
    starts = [part.span.start for part in parts]
    mentions: list[Mention] = []
    for start, end in sentences(text):
        part = parts[bisect_right(starts, start) - 1]
        start = max(start, part.body)  # a heading is no sentence: "CLINICAL HISTORY: fever" is not a history of fever
        sentence = sentence_at(text, start, end, part.kind, vocabulary) if start < end else None
        found = find(sentence, vocabulary) if sentence else []
        matches = [match for match in found if vocabulary.source[match.phrase] != NO_CONDITION]
        if sentence and matches:
            said = _Said(
                part.kind,
                turned(cues(sentence.words), sentence.words, {token for match in found for token in match.at}),
                sides(sentence, vocabulary),
                episode(sentence.words),
                problem_until(text, start, part.kind),
            )
            mentions += _mentions(note, matches, sentence, said, vocabulary)
    return Reading(note, parts, tuple(mentions))


def episode(words: Sequence[str]) -> str:
    """Which encounter for an injury a sentence speaks of: empty (active treatment), subsequent or sequela."""
    said = set(words)
    if said & _SEQUELA:
        return "sequela"
    followed = "follow" in said and "up" in said
    return "subsequent" if followed or said & _SUBSEQUENT else ""


def _mentions(
    note: Note, matches: Sequence[Match], sentence: Sentence, said: _Said, vocabulary: Vocabulary
) -> Iterator[Mention]:
    text = note.text
    for match in sorted(matches, key=lambda match: match.at):
        at = match.at
        first, last = at[0], at[-1]
        asserted, by = assertion(first, last, said.cues, said.section, sentence.breaks, at)
        cue = Span(sentence.starts[by.first], sentence.ends[by.last]) if by else None
        if asserted is Assertion.PRESENT or (asserted is Assertion.PAST and not by):
            mark = _question_mark(text, sentence.starts[first], sentence.ends[last])
            asserted, cue = (Assertion.POSSIBLE, mark) if mark else (asserted, cue)
        yield Mention(
            note_id=note.note_id,
            span=Span(sentence.starts[first], max(sentence.ends[token] for token in at)),
            pieces=tuple(Span(sentence.starts[token], sentence.ends[token]) for token in at),
            concept=vocabulary.text(match.phrase),
            codes=vocabulary.codes(match.phrase),
            assertion=asserted,
            section=said.section,
            fit=_fit(match, sentence, vocabulary),
            cue=cue,
            side=side_of(first, last, said.sides, sentence.words),
            problem=sentence.starts[first] < said.problem_until,
            needs=vocabulary.needs(match.phrase),
            episode=said.episode,
        )


def _question_mark(text: str, start: int, end: int) -> Span | None:
    """The question mark right before or after a mention: "?UTI", "malnutrition?"."""
    if text[start - 1 : start] == "?":
        return Span(start - 1, start)
    return Span(end, end + 1) if text[end : end + 1] == "?" else None


def _fit(match: Match, sentence: Sentence, vocabulary: Vocabulary) -> Fit:
    return Fit(
        words=len(match.at),
        rarity=round(match.rarity, 3),
        gap=match.gap,
        commas=match.commas,
        shared=match.shared,
        source=vocabulary.source[match.phrase],
        expanded=sum(sentence.expanded[token] > 0 for token in match.at),
        misspelt=sum(sentence.words[token] in vocabulary.misspelt for token in match.at),
    )
