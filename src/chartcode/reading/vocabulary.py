"""The compiled vocabulary: from written words to word numbers, and from word numbers to phrases."""

import json
import math
import mmap
from pathlib import Path
from typing import NamedTuple

from chartcode.codesets import Releases
from chartcode.codesets.cache import compiled
from chartcode.lexicon import tables
from chartcode.reading import compile as compiling
from chartcode.reading.phrases import INDEX
from chartcode.reading.tokens import plain
from chartcode.reading.typos import SHORTEST, by_start, corrected
from chartcode.reading.words import CAUSES, LETTER_SIDES, ON, STOP_WORDS, WordForms, looser_forms, needs_context

_RARE = 3.0
"""How rare a word must be to be meant by a misspelt one: common words have ordinary neighbours."""
_MOST_REMEMBERED = 200_000

Ids = tuple[int, ...]


class Sense(NamedTuple):
    """One sense of an abbreviation: its words, and the cue words of which one must be near (none: the usual sense).

    `parts` has the words of each thing that it names; mostly there is one.
    """

    parts: tuple[Ids, ...]
    when: tuple[tuple[str, ...], ...]


class Joined(NamedTuple):
    """An abbreviation written with blanks or marks ("a fib", "s/p"): its letters, where its first word starts in it.

    `cause` marks one that begins a cause ("2/2", "d/t").
    """

    written: str
    lead: int
    exact: bool
    parts: tuple[Ids, ...]
    cause: bool


class Partners(NamedTuple):
    """The phrases whose rarest word is one word: alone, and by their second rarest word with the words still wanted."""

    alone: tuple[int, ...]
    by_second: dict[int, list[tuple[int, Ids]]]


class Vocabulary:
    """All phrases of one release and the lexicon. Reads a file that `compile_vocabulary` wrote; loads rows as asked."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        body = data[len(compiling.MAGIC) :]
        end = bytes(body[:4096]).index(b"\n")
        places = json.loads(bytes(body[:end]))
        base = len(compiling.MAGIC) + end + 1
        base += -base % 8
        part = {name: data[base + at : base + at + size] for name, (at, size) in places.items()}
        self.words = str(part["words"], "utf-8").split("\n")
        self._number = dict(zip(self.words, range(len(self.words)), strict=True))
        self.sides = {self._number[side]: side for side in ("right", "left", "bilateral") if side in self._number}
        self._firsts = part["firsts"].cast("I")
        self._starts = part["starts"].cast("I")
        self._ids = part["ids"].cast("I")
        self.source = part["source"]
        self._texts = str(part["texts"], "utf-8").split("\n")
        self._codes = str(part["codes"], "utf-8").split("\n")
        self._needs = str(part["needs"], "utf-8").split("\n")
        ties = json.loads(bytes(part["ties"]))
        self.ties = {int(phrase): tuple(map(tuple, pairs)) for phrase, pairs in ties.items()}
        frequency = part["frequency"].cast("I")
        phrases = len(self.source) - bytes(self.source).count(INDEX)
        self.rarity = [-math.log10(count / phrases) for count in frequency]
        self._forms = WordForms(json.loads(bytes(part["variants"])), json.loads(bytes(part["adjectives"])))
        self._load_abbreviations(json.loads(bytes(part["abbreviations"])))
        self._correctable = by_start(
            word for word in self.words if len(word) >= SHORTEST and self.rarity[self._number[word]] >= _RARE
        )
        self.misspelt: set[str] = set()
        self._remembered: dict[str, Ids] = {}
        self._steady: dict[str, tuple[str, Ids] | None] = {}
        self._partners: dict[int, Partners] = {}

    def _load_abbreviations(self, rows: list[tuple[str, list[list[str]], list[str], bool, str]]) -> None:
        self.exact: dict[str, list[Sense]] = {}
        self.any_case: dict[str, list[Sense]] = {}
        self.joined: dict[str, list[Joined]] = {}
        for short, long, when, is_exact, spelled in rows:
            parts = tuple(tuple(self._number[word] for word in part if word in self._number) for part in long)
            if short.isalnum() and short.isascii():
                table, name = (self.exact, short) if is_exact else (self.any_case, short.lower())
                table.setdefault(name, []).append(Sense(parts, tuple(tuple(cue.split()) for cue in when)))
            elif not when and any(c.isalnum() for c in short):
                lead = next(i for i, c in enumerate(short) if c.isalnum())
                first = plain(_first_word(short[lead:]))
                written = short if is_exact else short.lower()
                self.joined.setdefault(first, []).append(
                    Joined(written, lead, is_exact, parts, not CAUSES.isdisjoint(spelled.split()))
                )
        for entries in self.joined.values():
            entries.sort(key=lambda entry: -len(entry.written))
        for table in (self.exact, self.any_case):
            for senses in table.values():
                senses.sort(key=lambda sense: not sense.when)

    def __len__(self) -> int:
        return len(self.source)

    def steady(self, written: str) -> tuple[str, Ids] | None:
        """The word and its numbers for one that means the same wherever it stands; None for one that needs its context:
        an abbreviation, a numeral, a letter for a side."""
        try:
            return self._steady[written]
        except KeyError:
            if len(self._steady) > _MOST_REMEMBERED:
                self._steady.clear()
            word = plain(written)
            unclear = written in LETTER_SIDES or word in self.joined or needs_context(word)
            short = word not in STOP_WORDS and (written in self.exact or word in self.any_case)
            found = self._steady[written] = None if unclear or short else (word, self.ids(word))
            return found

    def ids(self, word: str) -> Ids:
        """The numbers of the base words that a written word (lower case, no possessive) stands for; often none."""
        found = self._remembered.get(word)
        if found is None:
            if len(self._remembered) > _MOST_REMEMBERED:
                self._remembered.clear()
            found = self._remembered[word] = self._look_up(word)
        return found

    def _look_up(self, word: str) -> Ids:
        if word in STOP_WORDS and word != ON:
            return ()
        number = self._number
        found = tuple(number[base] for base in self._forms.base(word) if base in number)
        if not found:
            for form in looser_forms(word):
                found = tuple(number[base] for base in self._forms.base(form) if base in number)
                if found:
                    break
        if not found:
            meant = corrected(word, self._correctable)
            if meant is not None:
                self.misspelt.add(word)
                found = (number[meant],)
        return found

    def partners(self, word: int) -> Partners:
        """The phrases whose rarest word is `word`."""
        found = self._partners.get(word)
        if found is None:
            found = self._partners[word] = self._load_partners(word)
        return found

    def _load_partners(self, word: int) -> Partners:
        alone: list[int] = []
        by_second: dict[int, list[tuple[int, Ids]]] = {}
        for phrase in range(self._firsts[word], self._firsts[word + 1]):
            ids = self._ids[self._starts[phrase] : self._starts[phrase + 1]]
            if len(ids) == 1:
                alone.append(phrase)
            else:
                by_second.setdefault(ids[1], []).append((phrase, tuple(ids[2:])))
        return Partners(tuple(alone), by_second)

    def codes(self, phrase: int) -> tuple[str, ...]:
        """The dotted codes a phrase means with nothing more said, in their order."""
        return tuple(self._codes[phrase].split("+"))

    def text(self, phrase: int) -> str:
        """The phrase as its source has it."""
        return self._texts[phrase]

    def needs(self, phrase: int) -> str:
        """What the phrase asks of the patient: empty, F, M, newborn, child, adult or pregnant."""
        return self._needs[phrase]


def open_vocabulary(releases: Releases) -> Vocabulary:
    """The vocabulary of the releases in force, compiled first where needed."""
    # The words of a release do not change with the day; the day only decides which codes are valid, and which of the
    # imported releases give titles.
    index, book = releases.index, releases.icd10cm
    key = f"phrases {compiling.LAYOUT} {book.key} {tables.key()} {index.key if index else ''}".rstrip()
    if key not in _OPENED:
        # A name of its own for each set of imports: the compiled file of one does not drive out another's.
        used = [layer.about.name for layer in book.layers.releases] + ([index.about.name] if index else [])
        name = "_with_".join(["phrases", *used]).replace("-", "_")
        path = compiled(name, key, lambda fresh: compiling.compile_vocabulary(fresh, releases.icd10cm, index))
        _OPENED[key] = Vocabulary(path)
    return _OPENED[key]


_OPENED: dict[str, Vocabulary] = {}
"""Vocabularies this process has mapped, by what they were compiled from."""


def _first_word(text: str) -> str:
    end = next((i for i, c in enumerate(text) if not c.isalnum()), len(text))
    return text[:end]
