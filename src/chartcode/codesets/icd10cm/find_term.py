"""Finds terms of an Index or table by the words of the way to them, in any order."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from chartcode.codesets.icd10cm.terms import Terms

_WORD = re.compile(r"[a-z0-9]+")
_UNSAID = frozenset("nec nos of the and or".split())
_SHORTEST_BEGINNING = 3
_SAME_WORD = 4
"""Forms of one word share so many letters: "Dwarf, dwarfed, dwarfing"."""


@dataclass(frozen=True, slots=True, order=True)
class _Hit:
    """A term whose way has every word asked for. The smaller, the better: the main term begins with the first of the
    words, few words are on the way beside them, few of them are mere modifiers, they come in their order, the term is
    near the top, much stands under it."""

    starts_elsewhere: bool
    more_words: int
    mere_modifiers: int
    out_of_order: bool
    level: int
    fewer_below: int
    number: int


def find_terms(text: str, terms: Terms) -> tuple[int, ...]:
    """The numbers of the terms whose way has every word of the text, the best first; empty where there is none.

    A word may be its singular or plural or, where no whole words fit, the beginning of a longer one. Under a term that
    fits already, only those are given that say more of the text. The main term must have one of the words, unless the
    part has only one main term, as the Neoplasm Table.
    """
    asked = words(text)
    if not asked:
        return ()
    for by_beginning in (False, True):
        found = sorted(hit for main in _candidates(asked, terms, by_beginning) for hit in _under(main, asked, terms))
        if found:
            return tuple(hit.number for hit in found)
    return ()


def words(text: str) -> tuple[str, ...]:
    """The words of a text that tell something, in their singular and without accents."""
    plain = unicodedata.normalize("NFKD", text.lower()).replace("(s)", "")
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(_singular(word) for word in _WORD.findall(letters) if word not in _UNSAID)


@dataclass(frozen=True, slots=True)
class _Main:
    number: int
    by_beginning: bool
    is_only: bool


def _candidates(asked: tuple[str, ...], terms: Terms, by_beginning: bool) -> Iterator[_Main]:
    """The main terms to look under: those with the first word or, where it is in none, with any other."""
    mains = _main_words(terms)
    if len(mains) == 1:
        yield _Main(mains[0][0], by_beginning, is_only=True)
        return
    for word in asked:
        found = [number for number, said in mains if _fits(word, said, by_beginning)]
        if found:
            yield from (_Main(number, by_beginning, is_only=False) for number in found)
            return


@lru_cache(maxsize=8)
def _main_words(terms: Terms) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """(number, words) of every main term, modifiers included."""
    return tuple((number, words(title)) for number, title in terms.main_titles())


def _under(main: _Main, asked: tuple[str, ...], terms: Terms) -> Iterator[_Hit]:
    rows = _rows(terms, main.number)
    said: list[tuple[str, ...]] = []
    modifiers: list[tuple[str, ...]] = []
    complete_above: int | None = None
    for position, (number, level, title, nonessential) in enumerate(rows):
        said[level:] = [title]
        modifiers[level:] = [nonessential]
        if complete_above is not None and level > complete_above:
            continue
        complete_above = None
        on_the_way = tuple(word for part in (*said, *modifiers) for word in part)
        if all(_fits(word, on_the_way, main.by_beginning) for word in asked):
            complete_above = level
            essential = [word for part in said[main.is_only :] for word in part]
            yield _Hit(
                starts_elsewhere=not said[0] or not _fits(asked[0], said[0][:1], main.by_beginning),
                more_words=_more(essential, asked),
                mere_modifiers=sum(not _fits(word, tuple(essential), main.by_beginning) for word in asked),
                out_of_order=not _in_order(asked, essential),
                level=level,
                fewer_below=-_below(rows, position),
                number=number,
            )


_Row = tuple[int, int, tuple[str, ...], tuple[str, ...]]


@lru_cache(maxsize=512)
def _rows(terms: Terms, main: int) -> tuple[_Row, ...]:
    """(number, level, words of the title, of its nonessential modifiers) of a main term and of all terms under it."""
    return tuple((number, level, words(title), words(more)) for number, level, title, more in terms.titles_from(main))


def _in_order(asked: tuple[str, ...], said: list[str]) -> bool:
    rest = iter(said)
    return all(word in rest for word in asked)


def _below(rows: tuple[_Row, ...], position: int) -> int:
    level = rows[position][1]
    following = (i for i in range(position + 1, len(rows)) if rows[i][1] <= level)
    return next(following, len(rows)) - position - 1


def _more(said: list[str], asked: tuple[str, ...]) -> int:
    """How many words are said that were not asked for, other forms of those asked for left out."""
    starts = {word[:_SAME_WORD] for word in asked}
    return len({word for word in said if word not in asked and word[:_SAME_WORD] not in starts})


def _fits(word: str, said: tuple[str, ...], by_beginning: bool) -> bool:
    if by_beginning and len(word) >= _SHORTEST_BEGINNING:
        return any(other.startswith(word) for other in said)
    return word in said


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
