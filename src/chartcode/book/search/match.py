"""Finds the wordings that hold what was asked: the rarest words first, everyday words only for what those found."""

from collections.abc import Iterator
from heapq import nlargest
from typing import NamedTuple

from chartcode.book.search.asked import Asked
from chartcode.book.search.guesses import Slot
from chartcode.book.search.shelf import Shelf

_LEAST = 0.6
"""Wordings that hold less of what was asked than this share of the best are not looked at."""

_MOST_HELD = 1_500
_FEWEST = 30


class Match(NamedTuple):
    """A wording (its number) that holds some of what was asked, by weight."""

    number: int
    held: float


def matches(asked: Asked, shelf: Shelf, most: int) -> list[Match]:
    """The wordings, at least `most` where there are, that hold the most of what was asked with the least beside it."""
    gains = _gains(asked, shelf)
    if not gains:
        return []
    least = max(gains.values()) * _LEAST
    found = [(held, number) for number, held in gains.items() if held >= least]
    if len(found) > _MOST_HELD:
        found = sorted(found, key=lambda item: (-item[0], item[1]))[:_MOST_HELD]
    wanted, said = asked.weight, shelf.said
    if len(found) > max(_FEWEST, most):
        found = nlargest(max(_FEWEST, most), found, key=lambda item: item[0] / (wanted + 0.5 * said[item[1]]))
    return [Match(number, held) for held, number in found]


def _gains(asked: Asked, shelf: Shelf) -> dict[int, float]:
    """What each wording holds, by weight. A word of everyday use, or one of those that could no longer lift a wording
    without the rarer ones over the least, is only looked for in what those found."""
    gains: dict[int, float] = {}
    slots = sorted((slot for slot in asked.slots if slot.options), key=lambda slot: _size(slot, shelf))
    to_come = sum(slot.weight for slot in slots)
    for slot in slots:
        if gains and (to_come < _LEAST * max(gains.values()) or _size(slot, shelf) > _MOST_HELD):
            _add_to_found(slot, gains, shelf)
        else:
            for number, gain in _slot_gains(slot, shelf):
                gains[number] = gains.get(number, 0.0) + gain
        to_come -= slot.weight
    return gains


def _add_to_found(slot: Slot, gains: dict[int, float], shelf: Shelf) -> None:
    word, share = slot.options[0]
    marks = shelf.marks(word) if len(slot.options) == 1 else b""
    if marks:
        gain = shelf.weight(word) * share
        for number in [number for number in gains if marks[number]]:
            gains[number] += gain
    else:
        for number, gain in _slot_gains(slot, shelf):
            if number in gains:
                gains[number] += gain


def _slot_gains(slot: Slot, shelf: Shelf) -> Iterator[tuple[int, float]]:
    if len(slot.options) == 1:
        ((word, share),) = slot.options
        gain = shelf.weight(word) * share
        return ((number, gain) for number in shelf.holders(word)[:_MOST_HELD])
    best: dict[int, float] = {}
    for word, share in slot.options:
        gain = shelf.weight(word) * share
        for number in shelf.holders(word)[:_MOST_HELD]:
            if gain > best.get(number, 0.0):
                best[number] = gain
    return iter(best.items())


def _size(slot: Slot, shelf: Shelf) -> int:
    return sum(len(shelf.holders(word)) for word, _ in slot.options)
