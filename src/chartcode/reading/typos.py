"""Misspelt words: the one long, rare vocabulary word that is a single slip away."""

from collections.abc import Container
from string import ascii_lowercase

SHORTEST = 9
"""Shorter words have too many neighbours that are words themselves."""

_SURE_START, _SURE_END = 4, 2
"""Letters taken to be right: the first tell "micro" from "macro", the last are endings, not slips."""


def corrected(word: str, words: Container[str]) -> str | None:
    """The only one of `words` that differs from `word` by one letter left out, added, changed or swapped with its
    neighbour; None when there is none or more than one. Its first four letters and last two are taken to be right.
    """
    if len(word) < SHORTEST or not word.isalpha() or not word.isascii():
        return None
    found = {candidate for candidate in _one_slip_away(word) if candidate in words}
    return found.pop() if len(found) == 1 else None


def _one_slip_away(word: str) -> set[str]:
    halves = [(word[:i], word[i:]) for i in range(_SURE_START, len(word) - _SURE_END + 1)]
    left_out = {a + c + b for a, b in halves for c in ascii_lowercase}
    added = {a + b[1:] for a, b in halves if b}
    changed = {a + c + b[1:] for a, b in halves if b for c in ascii_lowercase}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    return (left_out | added | changed | swapped) - {word}
