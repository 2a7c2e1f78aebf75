"""Looks words, part words and pieces of codes up in the registers: `lookup(text, register)`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import chain, islice

from chartcode.book.search.asked import Asked, readings
from chartcode.book.search.detail import Detail, denial, detail_of, detailed
from chartcode.book.search.match import Match, matches
from chartcode.book.search.pieces import Piece, diagnosis_pieces, procedure_pieces
from chartcode.book.search.register import CM, PCS, CodeSet, Register
from chartcode.book.search.score import Features, features, total
from chartcode.book.search.shelf import Entry
from chartcode.book.search.wordings import SOURCES
from chartcode.errors import UsageError
from chartcode.model import dotted

MOST_CHARACTERS = 1000
_MORE = 8
"""Wordings looked at beyond the answers wanted: several may name one code."""
_FULL = 1.0
_LEAST = 0.3
"""Answers with a lower score share a word or two with what was asked, and no more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A code for what was asked: as written on paper, its code set and title, whether it may be billed on the day.

    `score` is about 1 for a wording that was asked for word for word. `why` says where the code was found and what was
    done to the words to get there. `also` are codes that always go with it, second.
    """

    code: str
    system: str
    title: str
    billable: bool
    score: float
    why: tuple[str, ...]
    also: tuple[str, ...] = ()


def lookup(text: str, register: Register, *, limit: int = 15) -> tuple[Answer, ...]:
    """The first `limit` codes for a text, the best first, each once; none where nothing fits.

    Raises UsageError when the text holds no letter or digit, or more than MOST_CHARACTERS.
    """
    if not any(character.isalnum() for character in text) or len(text) > MOST_CHARACTERS:
        raise UsageError(f"TEXT must hold a word and at most {MOST_CHARACTERS} characters")
    pieces = tuple(islice(_pieces(text, register), limit))
    if pieces:
        return pieces
    found = chain.from_iterable(_Search(text, one, register).answers(limit + _MORE) for one in register.sets)
    best: dict[tuple[str, str], Answer] = {}
    for answer in sorted(found, key=lambda answer: -answer.score):
        if answer.score >= _LEAST:
            best.setdefault((answer.system, answer.code), answer)
    return tuple(islice(best.values(), limit))


def _pieces(text: str, register: Register) -> Iterator[Answer]:
    sets = {one.system: one for one in register.sets}
    found: Iterable[Piece] = diagnosis_pieces(text, register.releases) if CM in sets else ()
    if PCS in sets:
        found = chain(found, procedure_pieces(text, register.releases))
    for system, code, why in found:
        one = sets[system]
        yield Answer(_shown(code, one), system, one.title(code) or "", one.is_billable(code), _FULL, (why,))


class _Search:
    """One text looked up in one register."""

    def __init__(self, text: str, one: CodeSet, register: Register) -> None:
        self._one = one
        self._release = register.releases.icd10cm
        self._text = text
        self._detail, self._words = detail_of(text) if one.system == CM else (Detail(), text)

    def answers(self, most: int) -> Iterator[Answer]:
        """An answer for each of the best wordings of each reading, so many at most; one code may come often."""
        shelf = self._one.shelf
        for asked in readings(self._words, shelf):
            rated = [(self._rate(match, asked), match) for match in matches(asked, shelf, most)]
            fitting = [(total(rating), rating, match) for rating, match in rated]
            best = nsmallest(
                most, (item for item in fitting if item[0] >= _LEAST), key=lambda item: (-item[0], item[2].number)
            )
            entries = shelf.entries([match.number for _, _, match in best])
            for _, rating, match in best:
                entry = entries[match.number]
                source = f'{SOURCES[shelf.source[match.number]]}: "{entry.text}"'
                yield self._answer(rating, entry, (source, *asked.notes))

    def _rate(self, match: Match, asked: Asked) -> Features:
        shelf = self._one.shelf
        said = shelf.said[match.number]
        return features(
            covered=min(1.0, match.held / asked.weight),
            said=min(1.0, match.held / said) if said else 0.0,
            fetched=asked.cost,
            source=shelf.source[match.number],
            procedure=self._one.system != CM,
        )

    def _answer(self, rating: Features, entry: Entry, why: tuple[str, ...]) -> Answer:
        code = entry.codes[0]
        if self._one.system == CM:
            code = detailed(code, self._detail, self._release)
            why += (f"{dotted(entry.codes[0])} with the side or episode that was said",) * (code != entry.codes[0])
        billable = self._one.is_billable(code)
        rating = replace(
            rating,
            asks_more=float(bool(entry.needs)),
            denied=float(denial(self._text, entry.text)),
            not_billable=float(not billable),
        )
        return Answer(
            _shown(code, self._one),
            self._one.system,
            self._one.title(code) or "",
            billable,
            round(total(rating), 4),
            why,
            tuple(_shown(other, self._one) for other in entry.codes[1:]),
        )


def _shown(code: str, one: CodeSet) -> str:
    return dotted(code) if one.system == CM else code
