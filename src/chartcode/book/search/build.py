"""Writes the register of one code set: wordings by their words, spellings by their pairs of letters, and rewritings."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from sqlite3 import Connection

from chartcode.book.search.rewritings import Rewriting
from chartcode.book.search.weights import weight
from chartcode.book.search.wordings import Wording
from chartcode.reading.tokens import plain, tokens

LAYOUT = 6
"""Counts up when the tables below change."""

EVERYDAY = 2_000
"""Wordings that hold a word of everyday use: one then asks of a wording whether it holds the word."""

SHORTEST = 4
"""Letters a word has at least to be meant by a misspelt one."""

_TABLES = """
CREATE TABLE word (word TEXT PRIMARY KEY, weight REAL NOT NULL, held INTEGER NOT NULL, ids BLOB NOT NULL);
CREATE TABLE marks (word TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE wording (id INTEGER PRIMARY KEY, codes TEXT NOT NULL, text TEXT NOT NULL, needs TEXT NOT NULL);
CREATE TABLE spelling (id INTEGER PRIMARY KEY, written TEXT NOT NULL);
CREATE TABLE pair (letters TEXT PRIMARY KEY, ids BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE rewriting (
    written TEXT NOT NULL, words TEXT NOT NULL, kind TEXT NOT NULL, shown TEXT NOT NULL, exact INTEGER NOT NULL,
    cues TEXT NOT NULL
);
CREATE TABLE part (name TEXT PRIMARY KEY, data BLOB NOT NULL);
"""


def build(
    book: Connection, wordings: Iterable[Wording], spellings: Iterable[str], rewritings: Iterable[Rewriting]
) -> None:
    """Write the tables. Wordings are numbered from the one that says least, so that the first of many are the plainest.

    `spellings` are written forms, beside those of the wordings, that a slip may have meant.
    """
    book.executescript(_TABLES)
    rows = _unique(wordings)
    holders: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        for word in row.words:
            holders[word].append(0)
    weights = {word: weight(word, len(held), len(rows)) for word, held in holders.items()}
    said = [sum(weights[word] for word in row.words) for row in rows]
    order = sorted(range(len(rows)), key=lambda i: (round(said[i], 2), rows[i].source, i))
    holders.clear()
    for number, i in enumerate(order):
        for word in rows[i].words:
            holders[word].append(number)
    book.executemany(
        "INSERT INTO word VALUES (?, ?, ?, ?)",
        ((word, weights[word], len(ids), array("I", ids).tobytes()) for word, ids in holders.items()),
    )
    everyday = {word: ids for word, ids in holders.items() if len(ids) > EVERYDAY}
    book.executemany("INSERT INTO marks VALUES (?, ?)", ((w, _marks(ids, len(rows))) for w, ids in everyday.items()))
    book.executemany(
        "INSERT INTO wording VALUES (?, ?, ?, ?)",
        ((n, "+".join(rows[i].codes), rows[i].text, rows[i].needs) for n, i in enumerate(order)),
    )
    written = {plain(token.group()) for row in rows for token in tokens(row.text)}
    _write_spellings(book, sorted(written.union(spellings)))
    book.executemany(
        "INSERT INTO rewriting VALUES (?, ?, ?, ?, ?, ?)",
        ((r.written, " ".join(r.words), r.kind, r.shown, r.exact, "|".join(r.cues)) for r in rewritings),
    )
    book.execute("CREATE INDEX rewriting_written ON rewriting (written)")
    parts = {"weight": array("f", (said[i] for i in order)).tobytes(), "source": bytes(rows[i].source for i in order)}
    book.executemany("INSERT INTO part VALUES (?, ?)", parts.items())


def _marks(ids: Iterable[int], wordings: int) -> bytes:
    """One byte a wording: 1 where it is one of these."""
    marks = bytearray(wordings)
    for number in ids:
        marks[number] = 1
    return bytes(marks)


def letter_pairs(word: str) -> set[str]:
    """The pairs of neighbouring letters of a word, its edges among them."""
    edged = f"^{word}$"
    return {edged[i : i + 2] for i in range(len(edged) - 1)}


def _unique(wordings: Iterable[Wording]) -> Sequence[Wording]:
    """Each bag of words with its codes once, from its best source."""
    best: dict[tuple[frozenset[str], tuple[str, ...], str], Wording] = {}
    for wording in wordings:
        if wording.words:
            key = (frozenset(wording.words), wording.codes, wording.needs)
            held = best.get(key)
            if held is None or wording.source < held.source:
                best[key] = wording
    return list(best.values())


def _write_spellings(book: Connection, written: Sequence[str]) -> None:
    words = [word for word in written if len(word) >= SHORTEST and word.isalpha() and word.isascii()]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        for pair in letter_pairs(word):
            holders[pair].append(number)
    book.executemany("INSERT INTO spelling VALUES (?, ?)", enumerate(words))
    book.executemany(
        "INSERT INTO pair VALUES (?, ?)", ((pair, array("I", ids).tobytes()) for pair, ids in holders.items())
    )
