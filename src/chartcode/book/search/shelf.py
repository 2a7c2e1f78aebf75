"""One compiled register: the wordings of a word, how much it says, spellings near a slip, and rewritings."""

from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from sqlite3 import Connection
from typing import NamedTuple

from chartcode.book.search.build import letter_pairs
from chartcode.book.search.slips import slips_between
from chartcode.reading.words import WordForms

_NEAR = 120
_MOST_MEANT = 6
_COMPLETIONS = 24


class Entry(NamedTuple):
    """A wording as the register holds it: codes in their order, its text, what it asks of the patient."""

    codes: tuple[str, ...]
    text: str
    needs: str


class Sense(NamedTuple):
    """A row of the rewritings."""

    words: tuple[str, ...]
    kind: str
    shown: str
    exact: bool
    cues: tuple[str, ...]


class Shelf:
    """The register of one code set, opened read-only."""

    def __init__(self, book: Connection, forms: WordForms) -> None:
        self._book = book
        self.forms = forms
        parts = dict(book.execute("SELECT name, data FROM part"))
        self.said = array("f", parts["weight"])
        self.source: bytes = parts["source"]
        # Bounded: the words that queries share are asked for again and again.
        self.weight = lru_cache(maxsize=32_768)(self._weight)
        self.holders = lru_cache(maxsize=8_192)(self._holders)
        self.marks = lru_cache(maxsize=256)(self._marks)
        self.nearest = lru_cache(maxsize=4_096)(self._nearest)
        self.beginning = lru_cache(maxsize=4_096)(self._beginning)

    def _weight(self, word: str) -> float:
        """How much the word says; 0 for one that no wording holds."""
        row = self._book.execute("SELECT weight FROM word WHERE word = ?", (word,)).fetchone()
        return float(row[0]) if row else 0.0

    def _holders(self, word: str) -> "array[int]":
        """The numbers of the wordings that hold the word, ascending."""
        row = self._book.execute("SELECT ids FROM word WHERE word = ?", (word,)).fetchone()
        return array("I", row[0] if row else b"")

    def _marks(self, word: str) -> bytes:
        """One byte a wording, 1 where it holds the word, for a word of everyday use; empty for any other."""
        row = self._book.execute("SELECT data FROM marks WHERE word = ?", (word,)).fetchone()
        return row[0] if row else b""

    def entries(self, numbers: Sequence[int]) -> dict[int, Entry]:
        """The wordings of these numbers."""
        marks = ",".join("?" * len(numbers))
        rows = self._book.execute(f"SELECT id, codes, text, needs FROM wording WHERE id IN ({marks})", tuple(numbers))
        return {number: Entry(tuple(codes.split("+")), text, needs) for number, codes, text, needs in rows}

    def rewritings(self, written: str) -> tuple[Sense, ...]:
        """What a word or several (lower case) may stand for."""
        rows = self._book.execute(
            "SELECT words, kind, shown, exact, cues FROM rewriting WHERE written = ?", (written,)
        ).fetchall()
        return tuple(
            Sense(tuple(words.split()), kind, shown, bool(exact), tuple(filter(None, cues.split("|"))))
            for words, kind, shown, exact, cues in rows
        )

    def _beginning(self, start: str) -> tuple[str, ...]:
        """Words that begin so, those of most wordings first."""
        rows = self._book.execute(
            "SELECT word FROM word WHERE word >= ? AND word < ? ORDER BY held DESC LIMIT ?",
            (start, f"{start}~", _COMPLETIONS),
        )
        return tuple(word for (word,) in rows)

    def _nearest(self, word: str) -> tuple[tuple[str, int], ...]:
        """The spellings the fewest slips away from the word, six at most, the likeliest first: (spelling, slips).

        One slip, in longer words two or three; a first letter is slipped only in a long word.
        """
        pairs = letter_pairs(word)
        shared: dict[int, int] = {}
        for pair in pairs:
            row = self._book.execute("SELECT ids FROM pair WHERE letters = ?", (pair,)).fetchone()
            for number in array("I", row[0]) if row else ():
                shared[number] = shared.get(number, 0) + 1
        least = max(2, len(pairs) // 3)
        likely = sorted((n for n, count in shared.items() if count >= least), key=lambda n: -shared[n])[:_NEAR]
        most = 1 if len(word) < 8 else 2 if len(word) < 12 else 3
        found = []
        for spelling in self._spellings(likely):
            if abs(len(spelling) - len(word)) <= most and (spelling[0] == word[0] or len(word) > 8):
                slips = slips_between(word, spelling, most)
                if slips <= most:
                    found.append((slips, -self._alike(word, spelling), spelling))
        found.sort()
        return tuple((spelling, slips) for slips, _, spelling in found if slips == found[0][0])[:_MOST_MEANT]

    def _alike(self, word: str, spelling: str) -> float:
        """How many letters the two begin with alike, and of two such, how common the spelling is."""
        alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, spelling, strict=False)))
        return alike - min((self.weight(base) for base in self.forms.base(spelling)), default=0.0) / 100

    def _spellings(self, numbers: Sequence[int]) -> tuple[str, ...]:
        marks = ",".join("?" * len(numbers))
        rows = self._book.execute(f"SELECT written FROM spelling WHERE id IN ({marks})", tuple(numbers))
        return tuple(written for (written,) in rows)
