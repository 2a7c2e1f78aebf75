"""Reads a note: sections, sentences, mentions, and what is said of each."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from chartcode.model import Assertion, Fit, Mention, Note, Section, SectionKind, Span
from chartcode.reading.assertions import assertion, cues
from chartcode.reading.match import CAUSE_GAP, Match, find
from chartcode.reading.match import Sentence as Tokens
from chartcode.reading.sections import ASSESSED, sections
from chartcode.reading.sentences import sentences
from chartcode.reading.tokens import plain, tokens
from chartcode.reading.vocabulary import Ids, Joined, Sense, Vocabulary
from chartcode.reading.words import CAUSES, SIDE_WORDS, STOP_WORDS, in_context

_SIDE_REACH = 4
_MOST_WORDS_OF_A_PROBLEM = 16
_ITEM = re.compile(r"[ \t]*(?:[-*•#>+]+|\(?\d{1,2}[.)]|#\d{1,2}[.)]?)?[ \t]*")
_LETTER_SIDES = {"R": "right", "L": "left", "Rt": "right", "Lt": "left", "RT": "right", "LT": "left"}
_WORD_FOLLOWS = re.compile(r"\)?\.? [A-Za-z]{2}")
_END_OF_PROBLEM = re.compile(r" [-–—]+ |[:;](?=\s)|\.(?=\s|$)| [-–—]+$")
_CLAUSE_ENDS = frozenset(";:)")
_LINKS = frozenset(("with", "w", "including", "includes", "complicated", "causing", "due", "secondary"))
_JOINS = frozenset(("and", "or", "nor"))
_SUBSEQUENT = frozenset("aftercare healing healed subsequent followup recheck nonunion malunion".split())
_SEQUELA = frozenset(("sequela", "sequelae"))
_SHORT_NOTE = 900
"""A note of at most so many characters is one context: its other sentences tell which sense a word has."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A note with its sections and its mentions in the order they stand."""

    note: Note
    sections: tuple[Section, ...]
    mentions: tuple[Mention, ...]


class _Sentence(NamedTuple):
    """One sentence as parallel lists over its tokens."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    ids: list[Ids]
    expanded: list[int]
    section: SectionKind
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
        if start >= end:
            continue
        sentence = _sentence(text, start, end, part.kind, vocabulary)
        if any(sentence.ids):
            mentions += _mentions(note.note_id, text, sentence, vocabulary)
    return Reading(note, parts, tuple(mentions))


def _sentence(text: str, start: int, end: int, section: SectionKind, vocabulary: Vocabulary) -> _Sentence:
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    ids: list[Ids] = []
    expanded: list[int] = []
    shouted = text[start:end].isupper()
    before = ""
    skip_to = -1
    ambiguous: list[tuple[int, Sequence[Sense]]] = []
    any_case, exact, joined = vocabulary.any_case, vocabulary.exact, vocabulary.joined
    for match in tokens(text[start:end]):
        written = match.group()
        at = start + match.start()
        word = _LETTER_SIDES.get(written) if written in _LETTER_SIDES else None
        if word is None or not _names_a_side(text, at, start + match.end()):
            word = plain(written)
        starts.append(at)
        ends.append(start + match.end())
        words.append(word)
        expanded.append(0)
        if at < skip_to:
            ids.append(())
            ends[-1] = max(ends[-1], ends[-2])
            continue
        if word in joined:
            entry = _joined(text, at, joined[word])
            if entry is not None:
                ids.append(entry.ids)
                expanded[-1] = len(entry.ids)
                skip_to = at - entry.lead + len(entry.written)
                if entry.cause:
                    words[-1] = "due"
                before = word
                continue
        senses = exact.get(written) if not (shouted and len(words) != 1 and vocabulary.ids(word)) else None
        if senses is None:
            senses = any_case.get(word)
        if senses is not None and word not in STOP_WORDS:
            if len(senses) == 1 and not senses[0].when:
                ids.append(senses[0].ids + vocabulary.ids(word))  # phrases may spell the abbreviation itself
                expanded[-1] = len(senses[0].ids)
            else:
                ambiguous.append((len(words) - 1, senses))
                ids.append(())
        else:
            numbered = in_context(word, before)
            if "." in numbered and numbered[0].isdigit():
                numbered = numbered.partition(".")[0]
            ids.append(vocabulary.ids(numbered))
            if word == "old" and not numbered:
                ids[-3:] = [()] * len(ids[-3:])  # "a 3-month-old": an age, not three months of something
        before = word
    if ambiguous:
        near = {*words, *section.value.split()}
        if len(text) <= _SHORT_NOTE:
            near.update(plain(match.group()) for match in tokens(text))
        for token, senses in ambiguous:
            for sense in senses:
                if not sense.when or any(cue in near for cue in sense.when):
                    ids[token] = sense.ids + vocabulary.ids(words[token])
                    expanded[token] = len(sense.ids)
                    break
            else:
                ids[token] = vocabulary.ids(words[token])
    return _Sentence(starts, ends, words, ids, expanded, section, _problem_until(text, start, section))


def _names_a_side(text: str, start: int, end: int) -> bool:
    """Whether a lone "R" or "L" is a side: a word follows, no number comes before ("2 L of saline")."""
    return bool(_WORD_FOLLOWS.match(text, end)) and not text[:start].rstrip()[-1:].isdigit()


def _joined(text: str, at: int, entries: Sequence[Joined]) -> Joined | None:
    """The longest abbreviation written with blanks or marks whose first word is the token that starts at `at`."""
    for entry in entries:
        start = at - entry.lead
        end = start + len(entry.written)
        piece = text[max(start, 0) : end]
        if (piece if entry.exact else piece.lower()) == entry.written:
            if not text[end : end + 1].isalnum() and not text[start - 1 : start].isalnum():
                return entry
    return None


def _problem_until(text: str, start: int, section: SectionKind) -> int:
    """Where the problem ends that a line names under a heading where problems are named; -1 where it names none.

    "2. CKD stage 3a - stable. Avoid NSAIDs." names its problem before the dash. A line without a mark names one when
    it is short and nothing else: "Hypothyroidism."
    """
    if section not in ASSESSED:
        return -1
    line = text.rfind("\n", 0, start) + 1
    lead = text[line:start]
    if not _ITEM.fullmatch(lead):
        return -1
    stop = text.find("\n", start)
    stop = len(text) if stop < 0 else stop
    end = _END_OF_PROBLEM.search(text, start, stop)
    at = end.start() if end else stop
    if len(text[start:at].split()) > _MOST_WORDS_OF_A_PROBLEM:
        return -1
    return at if lead.strip() or not text[at:stop].strip(" .:") else -1


def _mentions(note_id: str, text: str, sentence: _Sentence, vocabulary: Vocabulary) -> list[Mention]:
    words, ids = sentence.words, sentence.ids
    weighs = [0, *accumulate(_weigh(word) for word in words)]
    commas = _commas(text, sentence)
    joins = [word in _JOINS for word in words]
    links = [word in _LINKS for word in words]
    matches = find(Tokens(ids, sentence.expanded, joins, links, weighs, commas), vocabulary)
    if not matches:
        return []
    found_cues = cues(words)
    breaks = _breaks(text, sentence)
    sides = _sides(sentence, vocabulary)
    episode = _episode(words)
    return [
        _mention(note_id, match, sentence, vocabulary, found_cues, breaks, sides, episode)
        for match in sorted(matches, key=lambda match: match.at)
    ]


def _mention(note_id, match: Match, sentence: _Sentence, vocabulary: Vocabulary, found_cues, breaks, sides, episode) -> Mention:
    at = match.at
    first, last = at[0], at[-1]
    said, by = assertion(first, last, found_cues, sentence.section, breaks, at)
    cue = Span(sentence.starts[by.first], sentence.ends[by.last]) if by else None
    return Mention(
        note_id=note_id,
        span=Span(sentence.starts[first], max(sentence.ends[token] for token in at)),
        pieces=tuple(Span(sentence.starts[token], sentence.ends[token]) for token in at),
        concept=vocabulary.text(match.phrase),
        codes=vocabulary.codes(match.phrase),
        assertion=said,
        section=sentence.section,
        fit=Fit(
            words=len(at),
            rarity=round(match.rarity, 3),
            gap=match.gap,
            commas=match.commas,
            shared=match.shared,
            source=vocabulary.source[match.phrase],
            expanded=sum(sentence.expanded[token] > 0 for token in at),
        ),
        cue=cue,
        side=_side(first, last, sides, sentence.words),
        problem=sentence.starts[first] < sentence.problem_until,
        needs=vocabulary.needs(match.phrase),
        episode=episode,
    )


def _sides(sentence: _Sentence, vocabulary: Vocabulary) -> dict[int, str]:
    """Token -> side, for each token that says one: "left", "L", or the "left" inside "LLE"."""
    found = {}
    for token, word in enumerate(sentence.words):
        if word in SIDE_WORDS:
            found[token] = SIDE_WORDS[word]
        elif sentence.expanded[token]:
            said = {side for number, side in vocabulary.sides.items() if number in sentence.ids[token]}
            if said:
                found[token] = said.pop() if len(said) == 1 else "bilateral"
    return found


def _side(first: int, last: int, sides: Mapping[int, str], words: Sequence[str]) -> str:
    """The laterality said of a mention: within its words, else the nearest side word just before or after it."""
    best, distance = "", _SIDE_REACH + 1
    said: set[str] = set()
    for token, side in sides.items():
        away = first - token if token < first else token - last if token > last else 0
        if away == 0:
            said.add(side)
        elif away < distance and (token < first or away <= 2):
            best, distance = side, away
    if said:
        return "bilateral" if len(said) > 1 else said.pop()
    return "bilateral" if best and _both_sides_joined(first, sides, words) else best


def _both_sides_joined(first: int, sides: Mapping[int, str], words: Sequence[str]) -> bool:
    """ "Left and right knee": two sides that stand together before the mention mean both."""
    before = [token for token in sides if token < first and first - token <= _SIDE_REACH + 2]
    return len(before) == 2 and before[1] - before[0] == 2 and words[before[0] + 1] in {"and", "or"}


def _weigh(word: str) -> int:
    """How much it counts when a match steps over a word: nothing for little words, much where a cause begins."""
    if word in CAUSES:
        return CAUSE_GAP
    return 0 if word in STOP_WORDS or word in SIDE_WORDS else 1


def _episode(words: Sequence[str]) -> str:
    """Which encounter for an injury the sentence speaks of: empty (active treatment), subsequent or sequela."""
    said = set(words)
    if said & _SEQUELA:
        return "sequela"
    followed = "follow" in said and "up" in said
    return "subsequent" if followed or said & _SUBSEQUENT else ""


def _commas(text: str, sentence: _Sentence) -> list[int]:
    """Commas before each token, counted from the start of the sentence."""
    starts, ends = sentence.starts, sentence.ends
    counts = [0]
    for i in range(1, len(starts)):
        counts.append(counts[-1] + ("," in text[ends[i - 1] : starts[i]] if starts[i] - ends[i - 1] > 1 else 0))
    counts.append(counts[-1])
    return counts


def _breaks(text: str, sentence: _Sentence) -> list[int]:
    """Tokens before which a clause ends: after a semicolon, a colon, or a closing parenthesis."""
    starts, ends = sentence.starts, sentence.ends
    return [
        i
        for i in range(1, len(starts))
        if starts[i] - ends[i - 1] > 1 and not _CLAUSE_ENDS.isdisjoint(text[ends[i - 1] : starts[i]])
    ]
