"""Which wordings name which codes: rows of the lexicon, titles, inclusion terms and Index paths, and PCS titles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from chartcode.codesets.icd10cm.index import IcdCmIndex
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.lexicon import tables
from chartcode.reading.index_phrases import from_index
from chartcode.reading.phrases import Book, bag, wordings
from chartcode.reading.words import WordForms

LEXICON, TITLE, INCLUSION, INDEX, GENERAL, OTHER = range(6)
"""Where a wording comes from, the most trusted first. OTHER are titles and terms that name what has no code of its own
("Other specified ...")."""

SOURCES = ("lexicon", "title", "inclusion term", "Index", "general term", "title of other conditions")

_OTHER = re.compile(r"\b(other|others|elsewhere)\b", re.IGNORECASE)

_CLAIMS_LITTLE = tuple(
    map(
        re.compile,
        (
            r"\bunspecified\b(?!.*\bwith\b)",
            r"\bnot (?:having achieved remission|intractable)\b",
            r"^(?!.*\bwith\b).*\bwithout\b",
            r"\baccidental\b",
            r"\bwithout\b",
            r"\bunspecified\b",
            r"\bother\b",
            r"\bright\b",
        ),
    )
)
"""How a title says that the chart need not say more, from the one that claims least (Guidelines I.A.9, I.C.19.e)."""

_MOST = len(_CLAIMS_LITTLE)

_APPROACHES = (
    ("via natural or artificial opening with percutaneous endoscopic assistance", "assistedapproach"),
    ("via natural or artificial opening endoscopic", "endoscopicapproach"),
    ("via natural or artificial opening", "naturalapproach"),
    ("percutaneous endoscopic approach", "laparoscopicapproach"),
    ("percutaneous endoscopic", "laparoscopicapproach"),
    ("percutaneous approach", "percutaneousapproach"),
    ("open approach", "openapproach"),
    ("external approach", "externalapproach"),
)
"""An approach of a PCS title is one word of the register: "open" alone is also said of openings."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that names `codes` (bare, in their order), its base words, and what it asks of the patient."""

    text: str
    words: tuple[str, ...]
    codes: tuple[str, ...]
    source: int
    needs: str = ""


def diagnoses(release: IcdCmRelease, index: IcdCmIndex | None, forms: WordForms) -> Iterator[Wording]:
    """Every wording of a diagnosis, each with the code that a coder ends at when no more is said.

    A node of the Tabular List that leaves a choice to the chart stands for the choice that claims least.
    """
    book = Book(release)
    from_book = from_index(index, release, forms) if index else ()
    yield from _lexicon(forms)
    for node, title in book.titles.items():
        yield from _tabular(book, release, node, title, TITLE, forms)
    for node, term in release.inclusion_terms():
        if node in book.titles:
            yield from _tabular(book, release, node, term, INCLUSION, forms)
    for phrase in from_book:
        yield Wording(phrase.text, phrase.words, tuple(map(_bare, phrase.codes)), INDEX)


def titles(rows: Iterable[tuple[str, str]], forms: WordForms) -> Iterator[Wording]:
    """The titles of a code set without a tree, given as (code, title)."""
    for code, title in rows:
        yield Wording(title, bag(with_approach(title), forms), (code,), TITLE)


def with_approach(text: str) -> str:
    """A PCS title in lower case with its approach as one word."""
    lower = text.lower()
    for words, one in _APPROACHES:
        if words in lower:
            lower = lower.replace(words, one)
    return lower


def _lexicon(forms: WordForms) -> Iterator[Wording]:
    for row in tables.phrases():
        source = GENERAL if row.general else LEXICON
        yield Wording(row.phrase, bag(row.phrase, forms), tuple(map(_bare, row.codes)), source, row.needs)


def _tabular(
    book: Book, release: IcdCmRelease, node: str, text: str, source: int, forms: WordForms
) -> Iterator[Wording]:
    code = _ending(book, release, node)
    said = OTHER if _OTHER.search(text) else source
    for wording in wordings(text, names=source == TITLE):
        words = bag(wording, forms)
        if words:
            yield Wording(text, words, (code,), said)


def _ending(book: Book, release: IcdCmRelease, node: str) -> str:
    """The billable code of a node's bare name: the default of the book, else the choice below it that claims least.

    Where no choice claims less than another the node stands for itself.
    """
    code = book.default(node)
    while code is None:
        choices = [
            (_claim(book.titles[child].lower()), child) for child in release.children(node) if child in book.titles
        ]
        claim, least = min(choices, default=(_MOST, ""))
        if claim == _MOST:
            return node
        node, code = least, book.default(least)
    return code


def _claim(title: str) -> int:
    return next((i for i, said in enumerate(_CLAIMS_LITTLE) if said.search(title)), _MOST)


def _bare(code: str) -> str:
    return code.replace(".", "")
