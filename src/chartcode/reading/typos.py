"""Misspelt words: the one long, rare vocabulary word that is a single slip away."""

from collections.abc import Iterable, Mapping, Sequence

SHORTEST = 9
"""Shorter words have too many neighbours that are words themselves."""

_SURE_START, _SURE_END = 4, 2
"""Letters taken to be right: the first tell "micro" from "macro", the last are endings, not slips."""


def by_start(words: Iterable[str]) -> dict[str, list[str]]:
    """The words in which `corrected` looks, by the letters that are taken to be right."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[:_SURE_START], []).append(word)
    return found


def corrected(word: str, words: Mapping[str, Sequence[str]]) -> str | None:
    """The only one of `words` that differs from `word` by one letter left out, added, changed or swapped with its
    neighbour; None when there is none or more than one. Its first four letters and last two are taken to be right.
    """
    if len(word) < SHORTEST or not word.isalpha() or not word.isascii():
        return None
    found = [other for other in words.get(word[:_SURE_START], ()) if _one_slip_away(word, other)]
    return found[0] if len(found) == 1 else None


def _one_slip_away(word: str, other: str) -> bool:
    longer = len(other) - len(word)
    if not -1 <= longer <= 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    if at > len(word) - _SURE_END:
        return False
    if longer == 1:
        return word[at:] == other[at + 1 :]
    if longer == -1:
        return word[at + 1 :] == other[at:]
    changed = word[at + 1 :] == other[at + 1 :]
    return changed or (word[at + 1] + word[at] + word[at + 2 :]) == other[at:]
