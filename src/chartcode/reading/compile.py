"""Compiles phrases and word tables into one flat file that is mapped, not parsed, at start."""

import json
from array import array
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from chartcode.codesets.icd10cm.index import IcdCmIndex
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.lexicon import tables
from chartcode.reading.index_phrases import from_index
from chartcode.reading.phrases import (
    GENERAL,
    INDEX,
    NO_CONDITION,
    CodedPhrase,
    bag,
    from_lexicon,
    from_tabular,
    no_conditions,
)
from chartcode.reading.words import WordForms

LAYOUT = 15
"""Counts up when the file below changes shape."""

MAGIC = b"chartcode phrases\n"
_MOST_WORDS = 12


def compile_vocabulary(path: Path, release: IcdCmRelease, index: IcdCmIndex | None = None) -> None:
    """Write the vocabulary of a release, and of an Index where there is one: phrases, and the word tables.

    A phrase is found by its two rarest words.

    Layout: MAGIC, one line of JSON that names each part with its offset, length and type, then the parts. Numbers are
    unsigned, in this machine's byte order (the cache never leaves the machine); texts are UTF-8, one entry a line.
    """
    forms = WordForms(tables.variants(), tables.adjectives())
    from_book = from_index(index, release, forms) if index else ()
    nothing = no_conditions(tables.not_conditions(), forms)
    phrases = _unique(chain(from_lexicon(tables.phrases(), forms), from_tabular(release, forms), from_book, nothing))
    frequency = Counter(word for phrase in phrases for word in phrase.words)
    # How rare a word is must not change with an import: the scorer is fitted without one.
    said = Counter(word for phrase in phrases if phrase.source != INDEX for word in phrase.words)
    words = sorted(frequency, key=lambda word: (frequency[word], word))
    number = {word: i for i, word in enumerate(words)}
    rows = sorted((sorted(number[word] for word in phrase.words), i) for i, phrase in enumerate(phrases))
    phrases = [phrases[i] for _, i in rows]
    ids = [row for row, _ in rows]
    starts = array("I", [0])
    for row in ids:
        starts.append(starts[-1] + len(row))
    firsts = array("I", [0] * (len(words) + 1))
    for row in ids:
        firsts[row[0] + 1] += 1
    for i in range(1, len(firsts)):
        firsts[i] += firsts[i - 1]
    _write(
        path,
        {
            "words": "\n".join(words).encode(),
            "frequency": array("I", (said[word] or 1 for word in words)).tobytes(),
            "firsts": firsts.tobytes(),
            "starts": starts.tobytes(),
            "ids": array("I", chain.from_iterable(ids)).tobytes(),
            "source": bytes(phrase.source for phrase in phrases),
            "codes": "\n".join("+".join(phrase.codes) for phrase in phrases).encode(),
            "ties": json.dumps(
                {i: [(number[a], number[b]) for a, b in phrase.ties] for i, phrase in enumerate(phrases) if phrase.ties}
            ).encode(),
            "needs": "\n".join(phrase.needs for phrase in phrases).encode(),
            "texts": "\n".join(phrase.text for phrase in phrases).encode(),
            "variants": json.dumps(tables.variants()).encode(),
            "adjectives": json.dumps(tables.adjectives()).encode(),
            "abbreviations": json.dumps(
                [
                    (a.short, [bag(part, forms) for part in a.long.split(";")], a.when, a.exact, a.long)
                    for a in tables.abbreviations()
                ]
            ).encode(),
        },
    )


def _unique(phrases: Iterable[CodedPhrase]) -> list[CodedPhrase]:
    """One phrase for each bag of words and condition: the better source wins, then the first."""
    best: dict[tuple[frozenset[str], str, bool], CodedPhrase] = {}
    for phrase in phrases:
        key = (frozenset(phrase.words), phrase.needs, phrase.source == NO_CONDITION)
        held = best.get(key)
        if len(phrase.words) <= _MOST_WORDS and (held is None or _rank(phrase) < _rank(held)):
            best[key] = phrase
    return list(best.values())


def _rank(phrase: CodedPhrase) -> int:
    """The Index gives way to all that we say of the same words, also that they name nothing to code by themselves."""
    return GENERAL + 1 if phrase.source == INDEX else phrase.source


def _write(path: Path, parts: dict[str, bytes]) -> None:
    places: dict[str, tuple[int, int]] = {}
    offset = 0
    for name, part in parts.items():
        places[name] = (offset, len(part))
        offset += len(part) + (-len(part)) % 8
    with path.open("wb") as file:
        header = json.dumps(places).encode()
        file.write(MAGIC + header + b"\n")
        file.write(b" " * (-file.tell() % 8))
        for part in parts.values():
            file.write(part + b"\0" * (-len(part) % 8))
