"""One sentence as lists over its words: where they stand, what they mean, what stands between them."""

import re
from collections.abc import Sequence
from itertools import accumulate, repeat
from typing import NamedTuple

from chartcode.model import SectionKind
from chartcode.reading.tokens import plain, tokens
from chartcode.reading.vocabulary import Ids, Joined, Sense, Vocabulary
from chartcode.reading.words import CAUSES, LETTER_SIDES, SIDE_WORDS, STOP_WORDS, in_context

CAUSE_GAP = 4
"""What stepping over a word that begins a cause costs a match: "respiratory failure due to acute on chronic heart
failure" says nothing chronic of the respiration."""

_SHORT_NOTE = 900
"""A note of at most so many characters is one context: its other sentences tell which sense a word has."""

_WEIGHTS = dict.fromkeys((*STOP_WORDS, *SIDE_WORDS), 0) | dict.fromkeys(CAUSES, CAUSE_GAP)
"""How much it counts when a match steps over a word, where not 1: nothing for little words, much for a cause."""
_CLAUSE_ENDS = frozenset(";:)")
_COUNTED = "#"
"""The cue of a sense that a number follows: "HD 3" is the third hospital day."""
_WEEKS = re.compile(r"(\d{1,2})w(?:\dd)?")
"""The age of a pregnancy as obstetricians write it: "37w2d"."""
_SHOUTED = re.compile(r"[A-Z]{6}")
"""A sentence in capitals has a word longer than abbreviations are; "1. PE, DVT" is a list of abbreviations."""
_WORD_FOLLOWS = re.compile(r"\)?\.? (?:[A-Za-z]{2}|\d(?:st|nd|rd|th))")


class Sentence(NamedTuple):
    """Lists over the words of a sentence, all of one length but the running counts, which are one longer.

    `starts` and `ends` are offsets into the note. `words` are in lower case, `ids` the vocabulary words each stands
    for, `expanded` how many of these come of reading it as an abbreviation. `weighs` counts how much a match steps over
    before each word, `commas` the commas. `breaks` are words before which a clause ends.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    ids: list[Ids]
    expanded: list[int]
    weighs: list[int]
    commas: list[int]
    breaks: list[int]


def sentence_at(text: str, start: int, end: int, section: SectionKind, vocabulary: Vocabulary) -> Sentence | None:
    """The sentence from `start` to `end`; None where the vocabulary knows none of its words."""
    reader = _Reader(text, start, end, vocabulary)
    reader.read()
    if not any(reader.ids) and not reader.ambiguous:
        return None
    reader.choose_senses(section)
    words, starts, ends = reader.words, reader.starts, reader.ends
    return Sentence(
        starts,
        ends,
        words,
        reader.ids,
        reader.expanded,
        _weighs(words, reader.inside),
        _commas(text, starts, ends),
        clause_ends(text, starts, ends),
    )


def clause_ends(text: str, starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    """The words (by number) before which a clause ends: after a semicolon, a colon, or a closing parenthesis."""
    if _CLAUSE_ENDS.isdisjoint(text[starts[0] : ends[-1]]):
        return []
    return [
        i
        for i in range(1, len(starts))
        if starts[i] - ends[i - 1] > 1 and not _CLAUSE_ENDS.isdisjoint(text[ends[i - 1] : starts[i]])
    ]


class _Reader:
    """Reads one sentence word by word. Lives for that sentence only."""

    def __init__(self, text: str, start: int, end: int, vocabulary: Vocabulary) -> None:
        self.text, self.start, self.end = text, start, end
        self.vocabulary = vocabulary
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        self.ids: list[Ids] = []
        self.expanded: list[int] = []
        self.inside: list[int] = []
        self.ambiguous: list[tuple[int, Sequence[Sense]]] = []

    def read(self) -> None:
        """Fill the lists; what a word with several senses means is left open."""
        text, start = self.text, self.start
        piece = text[start : self.end]
        shouted = bool(_SHOUTED.search(piece)) and piece.isupper()
        joined = self.vocabulary.joined
        steady = self.vocabulary.steady
        starts, ends, words, meanings, expanded = self.starts, self.ends, self.words, self.ids, self.expanded
        before = ""
        skip_to = -1
        for match in tokens(piece):
            written = match.group()
            at, end = start + match.start(), start + match.end()
            known = steady(written)
            if known is not None and at >= skip_to:
                before, ids = known
                starts.append(at)
                ends.append(end)
                words.append(before)
                meanings.append(ids)
                expanded.append(0)
                continue
            word = LETTER_SIDES[written] if written in LETTER_SIDES and _is_side(text, at, end) else plain(written)
            starts.append(at)
            words.append(word)
            expanded.append(0)
            if at < skip_to:
                self.inside.append(len(meanings))
                meanings.append(())
                ends.append(max(end, ends[-1]))
                continue
            ends.append(end)
            entry = _joined(text, at, joined[word]) if word in joined else None
            if entry is not None:
                skip_to = ends[-1] = at - entry.lead + len(entry.written)
                if entry.cause:
                    words[-1] = "due"
                self._expand(entry.parts)
            elif word == "secondary" and text[end : end + 4].lower() == " to ":
                meanings.append(())  # begins a cause; no secondary disease
            else:
                self._read_word(written, word, before, shouted)
            before = word

    def _expand(self, parts: Sequence[Ids], literal: Ids = ()) -> None:
        """Take the last word as what it stands for: one word for each thing that it names, all at its place."""
        self.ids.append(parts[0] + literal)
        self.expanded[-1] = len(parts[0])
        for part in parts[1:]:
            self.inside.append(len(self.ids))
            self.starts.append(self.starts[-1])
            self.ends.append(self.ends[-1])
            self.words.append("")
            self.ids.append(part)
            self.expanded.append(len(part))

    def _read_word(self, written: str, word: str, before: str, shouted: bool) -> None:
        vocabulary = self.vocabulary
        weeks = _WEEKS.fullmatch(word)
        if weeks:
            self._expand((tuple(n for part in (weeks[1], "week", "gestation") for n in vocabulary.ids(part)),))
            return
        senses: Sequence[Sense] | None = None
        meant = in_context(word, before)
        if meant != word:
            pass  # a numeral, an age: "stage IV" is no drip
        elif written in vocabulary.exact and not (shouted and len(self.words) > 1 and vocabulary.ids(word)):
            senses = vocabulary.exact[written]
        elif word in vocabulary.any_case:
            senses = vocabulary.any_case[word]
        if senses is None or word in STOP_WORDS:
            if "." in meant and meant[0].isdigit():
                meant = meant.partition(".")[0]
            self.ids.append(vocabulary.ids(meant))
            if word == "old" and not meant:
                self.ids[-3:] = [()] * len(self.ids[-3:])  # "a 3-month-old": an age, not three months of something
        elif len(senses) == 1 and not senses[0].when:
            self._expand(senses[0].parts, vocabulary.ids(word))  # phrases may spell the abbreviation itself
        else:
            self.ambiguous.append((len(self.ids), senses))
            self.ids.append(())

    def choose_senses(self, section: SectionKind) -> None:
        """Give each abbreviation of several senses the first whose cue stands near, else its usual sense."""
        if not self.ambiguous:
            return
        near = {*self.words, *section.value.split()}
        if len(self.text) <= _SHORT_NOTE:
            near.update(plain(match.group()) for match in tokens(self.text))
        if any(map(_WEEKS.fullmatch, near)):
            near.add("weeks")
        for token, senses in self.ambiguous:
            literal = self.vocabulary.ids(self.words[token])
            counted = {_COUNTED} if self.words[token + 1 : token + 2] and self.words[token + 1].isdigit() else set()
            context = near | counted
            sense = next((s for s in senses if not s.when or any(context.issuperset(cue) for cue in s.when)), None)
            self.ids[token] = sense.parts[0] + literal if sense else literal
            self.expanded[token] = len(sense.parts[0]) if sense else 0


def _is_side(text: str, start: int, end: int) -> bool:
    """Whether a lone "R" or "L" is a side: a word follows, no number comes before ("2 L of saline")."""
    return bool(_WORD_FOLLOWS.match(text, end)) and not text[max(0, start - 8) : start].rstrip()[-1:].isdigit()


def _joined(text: str, at: int, entries: Sequence[Joined]) -> Joined | None:
    """The longest abbreviation written with blanks or marks whose first word is the one that starts at `at`."""
    for entry in entries:
        start = at - entry.lead
        end = start + len(entry.written)
        piece = text[max(start, 0) : end]
        same = (piece if entry.exact else piece.lower()) == entry.written
        if same and not text[end : end + 1].isalnum() and not text[start - 1 : start].isalnum():
            return entry
    return None


def _weighs(words: Sequence[str], inside: Sequence[int]) -> list[int]:
    """Running counts of what words weigh; those inside an abbreviation that was read as one weigh nothing."""
    weights = list(map(_WEIGHTS.get, words, repeat(1)))
    for token in inside:
        weights[token] = 0
    return [0, *accumulate(weights)]


def _commas(text: str, starts: Sequence[int], ends: Sequence[int]) -> list[int]:
    if "," not in text[starts[0] : ends[-1]]:
        return [0] * (len(starts) + 1)
    counts = [0]
    for i in range(1, len(starts)):
        counts.append(counts[-1] + (starts[i] - ends[i - 1] > 1 and "," in text[ends[i - 1] : starts[i]]))
    counts.append(counts[-1])
    return counts
