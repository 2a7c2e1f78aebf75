"""From a word as it is written to the words of a register: as it stands, by its beginning, its halves, or a slip."""

from collections.abc import Sequence
from string import ascii_lowercase
from typing import NamedTuple

from chartcode.book.search.shelf import Shelf
from chartcode.book.search.weights import LETTERED_NUMBER, share_of
from chartcode.reading.words import in_context, looser_forms

_UNKNOWN = 4.0
"""The weight of a word that nothing is known by: no rarer than many words of the book."""

_PART = 4
"""Letters that the beginning of a word, or one that is misspelt, has at least."""


class Slot(NamedTuple):
    """A word that was asked for: the words of the register that answer it, each with how well (0 to 1); its weight."""

    options: tuple[tuple[str, float], ...]
    weight: float


def known(word: str, shelf: Shelf) -> Slot:
    """The slot of a base word, without options where no wording holds it."""
    weight = shelf.weight(word)
    return Slot(((word, 1.0),), weight) if weight else Slot((), _UNKNOWN * share_of(word))


def literal(word: str, shelf: Shelf) -> tuple[tuple[Slot, ...], str]:
    """The slots of a written word, and a note where it was not found as it stands (the word alone: not at all)."""
    if number := _number(word):
        options = [(form, share) for form, share in ((word, 1.0), (number, 0.9)) if shelf.weight(form)]
        return ((_slot(options, shelf),), "") if options else _guessed(word, shelf)
    for form in (word, *looser_forms(word)):
        bases = shelf.forms.base(form)
        if all(map(shelf.weight, bases)):
            return tuple(known(base, shelf) for base in bases), "" if form == word else f"{word} as {form}"
    return _guessed(word, shelf)


def _number(word: str) -> str:
    """The number of a kind with a letter: "2a" and "iia" are "2"; empty for any other word."""
    if roman := LETTERED_NUMBER.fullmatch(word):
        return in_context(roman[1], "type")
    return word.rstrip(ascii_lowercase) if word[0].isdigit() and word[-1].isalpha() else ""


def _guessed(word: str, shelf: Shelf) -> tuple[tuple[Slot, ...], str]:
    """The slots of a word that no wording holds: its completions, its halves, or what it is a slip of."""
    ends = shelf.beginning(word) if len(word) >= _PART else ()
    if ends:
        return (_slot([(end, 0.9) for end in ends], shelf),), f"{word}..."
    near = shelf.nearest(word) if len(word) >= _PART and word.isalpha() else ()
    sure = near and near[0][1] == 1
    halves = () if sure else _halves(word, shelf)
    if halves:
        return tuple(known(base, shelf) for base in halves), f"{word} as {' '.join(halves)}"
    meant = [bases for spelling, _ in near if all(map(shelf.weight, bases := shelf.forms.base(spelling)))]
    if meant and len(meant[0]) > 1:
        return tuple(known(base, shelf) for base in meant[0]), f"{word} as {' '.join(meant[0])}"
    if meant:
        likely = 0.95 if sure else 0.85
        words = tuple(dict.fromkeys(bases[0] for bases in meant if len(bases) == 1))
        options = [(base, likely - 0.01 * i) for i, base in enumerate(words)]
        return (_slot(options, shelf),), f"{word} as {', '.join(sorted(words))}"
    return (Slot((), _UNKNOWN * share_of(word)),), word


def _slot(options: Sequence[tuple[str, float]], shelf: Shelf) -> Slot:
    """A slot that weighs what its likeliest word, the first, weighs."""
    return Slot(tuple(options), shelf.weight(options[0][0]))


def _halves(word: str, shelf: Shelf) -> tuple[str, ...]:
    for at in range(4, len(word) - 3):
        one, other = shelf.forms.base(word[:at]), shelf.forms.base(word[at:])
        if all(map(shelf.weight, (*one, *other))):
            return (*one, *other)
    return ()
