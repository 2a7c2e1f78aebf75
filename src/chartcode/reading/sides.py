"""Laterality: which side a sentence says of a mention (Guidelines I.B.13)."""

from collections.abc import Mapping, Sequence

from chartcode.reading.sentence import Sentence
from chartcode.reading.vocabulary import Vocabulary
from chartcode.reading.words import CAUSES, SIDE_WORDS

_LINKS = CAUSES | {"with", "from", "causing"}
_NO_SIDE = frozenset(("handed", "hander"))
"""Words that make a side a habit of the hand."""
_REACH = 4
_REACH_AFTER = 3


def sides(sentence: Sentence, vocabulary: Vocabulary) -> dict[int, str]:
    """Word number -> side, for each word that says one: "left", "L", or the "left" inside "LLE"."""
    found = {}
    for token, word in enumerate(sentence.words):
        if word in SIDE_WORDS:
            if _NO_SIDE.isdisjoint(sentence.words[token + 1 : token + 2]):
                found[token] = SIDE_WORDS[word]
        elif sentence.expanded[token]:
            said = {side for number, side in vocabulary.sides.items() if number in sentence.ids[token]}
            if said:
                found[token] = said.pop() if len(said) == 1 else "bilateral"
    return found


def side_of(first: int, last: int, found: Mapping[int, str], words: Sequence[str]) -> str:
    """The side of the mention from word `first` to `last`: said within it, else by the nearest side word around it.

    right, left, bilateral, or empty where none is said.
    """
    best, distance = "", _REACH + 1
    within: set[str] = set()
    for token, side in found.items():
        away = first - token if token < first else token - last if token > last else 0
        if away == 0:
            within.add(side)
        elif away < distance and (token < first or away <= _REACH_AFTER) and not _linked(token, first, last, words):
            best, distance = side, away
    if within:
        return "bilateral" if len(within) > 1 else within.pop()
    return "bilateral" if best and _both_joined(first, found, words) else best


def _linked(token: int, first: int, last: int, words: Sequence[str]) -> bool:
    """Whether a word that links two conditions stands between a side and a mention: each has a side of its own."""
    between = words[token + 1 : first] if token < first else words[last + 1 : token]
    return not _LINKS.isdisjoint(between)


def _both_joined(first: int, found: Mapping[int, str], words: Sequence[str]) -> bool:
    """ "Left and right knee": two sides that stand together before the mention mean both."""
    before = [token for token in found if token < first and first - token <= _REACH + 2]
    return len(before) == 2 and before[1] - before[0] == 2 and words[before[0] + 1] in {"and", "or"}
