"""What a sentence says of the mentions in it: cues, their direction and their reach.

The method is NegEx and ConText (Chapman 2001; Harkema 2009): a cue governs the words after it, before it, or both, up
to its reach or to a word that ends its scope. The cues are rows of `lexicon/cues.csv`. Of several cues on one mention
the weightier assertion wins: what did not happen, then to whom, then when, then how surely.
"""

from collections.abc import Container, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from chartcode.lexicon import tables
from chartcode.model import Assertion, SectionKind
from chartcode.reading.tokens import plain, tokens

END, NONE = "end", "none"
BESIDE = "beside"
_JOINS = frozenset(("and", "or", "nor"))

_WEIGHT = {
    Assertion.NEGATED: 8,
    Assertion.FAMILY: 7,
    Assertion.OTHER_PERSON: 6,
    Assertion.HYPOTHETICAL: 5,
    Assertion.PLANNED: 4,
    Assertion.CONDITIONAL: 3,
    Assertion.POSSIBLE: 2,
    Assertion.PAST: 1,
}

_BY_SECTION = {
    SectionKind.FAMILY_HISTORY: Assertion.FAMILY,
    SectionKind.PAST_MEDICAL_HISTORY: Assertion.PAST,
    SectionKind.PAST_SURGICAL_HISTORY: Assertion.PAST,
    SectionKind.GYN_OB_HISTORY: Assertion.PAST,
    SectionKind.INSTRUCTIONS: Assertion.HYPOTHETICAL,
}


_HISTORIES = frozenset(
    (
        SectionKind.PAST_MEDICAL_HISTORY,
        SectionKind.PAST_SURGICAL_HISTORY,
        SectionKind.GYN_OB_HISTORY,
        SectionKind.SOCIAL_HISTORY,
        SectionKind.ALLERGIES,
    )
)


class CueAt(NamedTuple):
    """A cue found in a sentence: tokens `first` to `last`, both included."""

    first: int
    last: int
    kind: str
    direction: str
    reach: int


class _Entry(NamedTuple):
    words: tuple[str, ...]
    kind: str
    direction: str
    reach: int


@cache
def _by_first_word() -> dict[str, list[_Entry]]:
    found: dict[str, list[_Entry]] = {}
    for cue in tables.cues():
        words = tuple(plain(match.group()) for match in tokens(cue.words))
        found.setdefault(words[0], []).append(_Entry(words, cue.kind, cue.direction, cue.reach or 1000))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry.words))
    return found


def cues(words: Sequence[str]) -> list[CueAt]:
    """The cues in a sentence given as its words in lower case; where cues overlap the longest at a place counts."""
    by_first = _by_first_word()
    found: list[CueAt] = []
    done = 0
    for at, word in enumerate(words):
        if word not in by_first or at < done:
            continue
        taken = 0
        for entry in by_first[word]:
            size = len(entry.words)
            if taken and size < taken:
                break
            if size == 1 or tuple(words[at : at + size]) == entry.words:
                found.append(CueAt(at, at + size - 1, entry.kind, entry.direction, entry.reach))
                taken = size
        done = at + taken
    return found


def turned(found: Sequence[CueAt], words: Sequence[str], taken: Container[int]) -> list[CueAt]:
    """The cues with those that stand beside what they speak of turned towards it, given the tokens that name things.

    In "influenza A negative" and "H. pylori was negative" the word before is meant, whatever follows, and in "HBV, HCV
    and HIV negative" the whole list; in "negative Murphy sign" what follows is.
    """
    return [_turn(cue, words, taken) if cue.direction == BESIDE else cue for cue in found]


def _turn(cue: CueAt, words: Sequence[str], taken: Container[int]) -> CueAt:
    start = next((at for at in (cue.first - 1, cue.first - 2) if at in taken), None)
    if start is None:
        return cue._replace(direction="forward")
    named, joined = start, False
    while start and (start - 1 in taken or words[start - 1] in _JOINS):
        start -= 1
        joined = joined or words[start] in _JOINS
    return cue._replace(direction="backward", reach=cue.first - (start if joined else named))


def assertion(
    first: int,
    last: int,
    found: Sequence[CueAt],
    section: SectionKind,
    breaks: Sequence[int] = (),
    at: Sequence[int] = (),
) -> tuple[Assertion, CueAt | None]:
    """What is said of the mention at tokens `first` to `last`, and the cue that says it (None: section or nothing).

    `breaks` are token indexes before which a clause ends; `at` the mention's own tokens where it has gaps, in which a
    negation may stand ("lung without any masses").
    """
    best, by = _BY_SECTION.get(section, Assertion.PRESENT), None
    weight = _WEIGHT.get(best, 0)
    for cue in found:
        if cue.kind in {END, NONE}:
            continue
        kind = Assertion(cue.kind)
        if _WEIGHT[kind] > weight and _governs(cue, first, last, found, breaks, at):
            best, by, weight = kind, cue, _WEIGHT[kind]
    return best, by


_HABITS = frozenset("tobacco cigarettes smokes smoker smoking alcohol etoh drinks drinking drugs".split())
"""Words of habits: they belong to the social history wherever a note tells them."""


def historical(first: int, last: int, found: Sequence[CueAt], section: SectionKind, breaks: Sequence[int] = ()) -> bool:
    """Whether the mention is told as history, whatever else is said of it: "no history of seizures" is both.

    ConText keeps time apart from negation; coding needs the one assertion that decides, measuring needs both.
    """
    told = (cue for cue in found if cue.kind == Assertion.PAST)
    return section in _HISTORIES or any(_governs(cue, first, last, found, breaks, ()) for cue in told)


def tells_habit(words: Iterable[str]) -> bool:
    """Whether words in lower case name a habit, which is a matter of the social history."""
    said = set(words)
    return not said.isdisjoint(_HABITS) or {"drug", "use"} <= said


def _governs(
    cue: CueAt, first: int, last: int, found: Sequence[CueAt], breaks: Sequence[int], at: Sequence[int]
) -> bool:
    if cue.last < first:
        near, far = cue.last, first
        if cue.direction == "backward":
            return False
    elif cue.first > last:
        near, far = last, cue.first
        if cue.direction == "forward":
            return False
    else:
        inside = bool(at) and first < cue.first and cue.first not in at
        return inside and cue.kind in {Assertion.NEGATED, Assertion.POSSIBLE}
    if far - near > cue.reach:
        return False
    beside_cue = (cue.last + 1, cue.first)  # "Denies: fever", "COVID: negative" go on over the colon
    if any(near < at <= far and at not in beside_cue for at in breaks):
        return False
    ends = (END, Assertion.NEGATED) if cue.kind == Assertion.PAST else (END,)  # "a history of gout and denies fever"
    return not any(other.kind in ends and near < other.first and other.last < far for other in found)
