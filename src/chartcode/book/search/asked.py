"""What was asked: a text as slots of words, in each way that its words can be understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chartcode.book.search.guesses import Slot, known, literal
from chartcode.book.search.rewritings import BROADER, DRUG, PROCEDURE, SENSE, USUAL
from chartcode.book.search.shelf import Sense, Shelf
from chartcode.reading.tokens import plain, tokens
from chartcode.reading.words import STOP_WORDS, in_context

_MOST_READINGS = 5
_LONGEST = 5
_COSTS = {USUAL: 0.01, SENSE: 0.06, BROADER: 0.08, DRUG: 0.02, PROCEDURE: 0.0}
_OUT_OF_CASE = 0.04


@dataclass(frozen=True, slots=True)
class Asked:
    """One way to understand the text: its slots, what that understanding costs, what was done to get there, and the
    weight of all that was asked."""

    slots: tuple[Slot, ...]
    cost: float
    notes: tuple[str, ...]
    weight: float


_Part = tuple[int, tuple[Slot, ...], float, tuple[str, ...]]


def readings(text: str, shelf: Shelf) -> tuple[Asked, ...]:
    """The ways to understand a text on one shelf, the least far-fetched first."""
    written = [token.group() for token in tokens(text)]
    words = [plain(token) for token in written]
    held: list[list[Asked]] = [[] for _ in range(len(words) + 1)]
    held[0] = [Asked((), 0.0, (), 0.0)]
    for start in range(len(words)):
        before = sorted(held[start], key=_far)[:_MOST_READINGS]
        for length, slots, cost, notes in _parts(start, written, words, shelf):
            held[start + length] += [_longer(asked, slots, cost, notes) for asked in before]
    found: dict[tuple[Slot, ...], Asked] = {}
    for asked in sorted(held[-1], key=_far):
        if asked.slots:
            found.setdefault(asked.slots, asked)
    return tuple(found.values())[:_MOST_READINGS]


def _far(asked: Asked) -> float:
    unknown = sum(not slot.options for slot in asked.slots)
    return asked.cost + 0.2 * unknown


def _longer(asked: Asked, slots: tuple[Slot, ...], cost: float, notes: tuple[str, ...]) -> Asked:
    fresh = tuple(slot for slot in slots if slot not in asked.slots)
    weight = asked.weight + sum(slot.weight for slot in fresh)
    return Asked(asked.slots + fresh, asked.cost + cost, asked.notes + notes, weight)


def _parts(start: int, written: Sequence[str], words: Sequence[str], shelf: Shelf) -> Iterator[_Part]:
    """What may stand at a place of the text: the word itself, or what it and its neighbours stand for."""
    usual = False
    for length in range(1, min(_LONGEST, len(words) - start) + 1):
        run = " ".join(words[start : start + length])
        for sense in shelf.rewritings(run):
            cost = _cost(sense, " ".join(written[start : start + length]), words)
            if cost is not None:
                usual = usual or (length == 1 and sense.kind in {USUAL, PROCEDURE, DRUG})
                yield length, tuple(known(word, shelf) for word in sense.words), cost, (sense.shown,)
    word = in_context(words[start], words[start - 1] if start else "")
    if not word or word in STOP_WORDS:
        yield 1, (), 0.0, ()
        return
    slots, note = literal(word, shelf)
    if not (usual and note):
        yield 1, slots, 0.0, (note,) if note and note != word else ()
    joined = shelf.forms.base(words[start] + words[start + 1]) if start + 1 < len(words) else ()
    if joined and all(map(shelf.weight, joined)) and not shelf.weight(words[start + 1]):
        yield 2, tuple(known(base, shelf) for base in joined), 0.0, ()


def _cost(sense: Sense, written: str, words: Sequence[str]) -> float | None:
    """What it costs to take a sense; None where the letters' case rules it out."""
    cost = _COSTS[sense.kind]
    if sense.kind == SENSE and any(set(cue.split()) <= set(words) for cue in sense.cues):
        cost = 0.0
    if sense.exact and written.replace(".", "") not in sense.shown.partition(" = ")[0].replace(".", ""):
        return cost + _OUT_OF_CASE if len(words) == 1 else None
    return cost
