"""Which phrases mean which codes: the lexicon, the titles and the inclusion terms of one release, as bags of words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.lexicon.tables import Phrase
from chartcode.model import dotted
from chartcode.reading.tokens import plain, tokens
from chartcode.reading.words import ON, STOP_WORDS, WordForms, in_context

LEXICON, TITLE, INCLUSION, INDEX, GENERAL, NO_CONDITION = range(6)
"""Where a phrase comes from. Lower wins where two sources give one bag of words different codes."""


@dataclass(frozen=True, slots=True)
class CodedPhrase:
    """A bag of base words and what it means with nothing more said. `codes` are dotted, `text` as its source has it.
    `ties` are pairs of words that must stand side by side."""

    words: tuple[str, ...]
    codes: tuple[str, ...]
    text: str
    source: int
    needs: str = ""
    ties: tuple[tuple[str, str], ...] = ()


_PARENTHESES = re.compile(r"\([^)]*\)")
_BRACKETS = re.compile(r"\[([^\]]*)\]")
_UNSPECIFIED = re.compile(
    r",?\s*\b(unspecified|not otherwise specified|NOS|NEC|not elsewhere classified)\b"
    r"(?:\s+(?:type|site|organism|cause))?",
    re.IGNORECASE,
)
_DRUGS = "Z79"
"""Long-term drug use: "on insulin" is also said by "insulin" in a list of medications; "on dialysis" is not."""
_PARTS_OF_A_SCALE = ("R4021", "R4022", "R4023")
"""Answers of the coma scale ("localizes pain"): said of any patient; the lexicon asks for the scale's name."""
_SAID_IN_SENTENCES = "VWXYZ"
"""Chapters whose one-word titles ("Activity", "Exposure") are ordinary words: no phrase of their own."""
_NO_PHRASE = re.compile(r"\b(other|others|elsewhere|not specified as|except|see|code)\b", re.IGNORECASE)
_SIDE = re.compile(r"\b(right|left)\b", re.IGNORECASE)


def bag(text: str, forms: WordForms) -> tuple[str, ...]:
    """The base words of a phrase, each once, in the order they come; little words left out."""
    found: dict[str, None] = {}
    before = ""
    for token in tokens(text):
        word = in_context(plain(token.group()), before)
        if word and word not in STOP_WORDS:
            found.update(dict.fromkeys(forms.base(word)))
        before = word
    return tuple(found)


def ties(text: str, forms: WordForms) -> tuple[tuple[str, str], ...]:
    """Pairs of base words of a phrase that must stand side by side in this order: a number and the word it counts.

    "Type 2 diabetes, stage 3 ulcer" does not say stage 2. A number is tied to the word before it, at the start of the
    phrase to the word after it.
    """
    words = bag(text, forms)
    found = []
    for i, word in enumerate(words):
        if word[0].isdigit() and len(words) > 1:
            found.append((words[i - 1], word) if i else (word, words[1]))
    return tuple(found)


def from_lexicon(rows: Sequence[Phrase], forms: WordForms) -> Iterator[CodedPhrase]:
    """The phrases we wrote."""
    for row in rows:
        words = bag(row.phrase, forms)
        if words:
            tied = ties(row.phrase, forms)
            if row.phrase.startswith("on ") and not row.codes[0].startswith(_DRUGS):
                words, tied = (ON, *words), ((ON, words[0]), *tied)
            source = GENERAL if row.general else LEXICON
            yield CodedPhrase(words, row.codes, row.phrase, source, row.needs, tied)


def no_conditions(phrases: Sequence[str], forms: WordForms) -> Iterator[CodedPhrase]:
    """Phrases that name no condition: matched only word for word, they keep their words from other phrases."""
    for phrase in phrases:
        words = bag(phrase, forms)
        yield CodedPhrase(words, ("-",), phrase, NO_CONDITION, ties=tuple(pairwise(words)))


def from_tabular(release: IcdCmRelease, forms: WordForms) -> Iterator[CodedPhrase]:
    """The titles, then the inclusion terms, of every node from category down, with the node's default code."""
    book = Book(release)
    for node, title in book.titles.items():
        yield from _phrases(book, node, title, TITLE, forms)
    for node, term in release.inclusion_terms():
        yield from _phrases(book, node, term, INCLUSION, forms)


def _phrases(book: "Book", node: str, title: str, source: int, forms: WordForms) -> Iterator[CodedPhrase]:
    if node not in book.titles or _NO_PHRASE.search(_UNSPECIFIED.sub("", title)):
        return
    sided = bool(_SIDE.search(title))
    code = book.unsided(node) if sided else book.default(node)
    if code is None:
        return
    for wording in wordings(title, names=source == TITLE):
        said = _SIDE.sub("", wording) if sided else wording
        words = bag(said, forms)
        if len(words) > (code[0] in _SAID_IN_SENTENCES) and not code.startswith(_PARTS_OF_A_SCALE):
            yield CodedPhrase(words, (dotted(code),), wording, source, ties=ties(said, forms))


def wordings(title: str, *, names: bool) -> Iterator[str]:
    """A title as it may be said: without "unspecified", parentheses and brackets.

    With `names`, each bracketed name of several words alone too: single ones are abbreviations, which need their case
    and context, and in inclusion terms brackets hold fragments.
    """
    plain_title = _UNSPECIFIED.sub("", _PARENTHESES.sub(" ", _BRACKETS.sub(" ", title))).strip(" ,")
    if plain_title:
        yield plain_title
    for inside in map(str.strip, _BRACKETS.findall(title)):
        if names and len([word for word in inside.lower().split() if word not in STOP_WORDS]) > 1:
            yield inside


class Book:
    """The tree of the Tabular List in memory, for as long as phrases are compiled."""

    def __init__(self, release: IcdCmRelease) -> None:
        self._release = release
        self._children: dict[str, list[str]] = {}
        self._seventh: set[str] = set()
        self.titles: dict[str, str] = {}
        self._all_titles: dict[str, str] = {}
        billable = release.ever_billable()
        for code, parent, kind, title in release.nodes():
            self._all_titles[code] = title
            if kind in {"chapter", "block"} or (kind == "code" and code not in billable):
                continue
            self._children.setdefault(parent, []).append(code)
            if kind == "code" and title.startswith(f"{self._all_titles[parent]}, ") and len(code) == 7:
                self._seventh.add(code)
            else:
                self.titles[code] = title

    def default(self, node: str) -> str | None:
        """The billable code a coder ends at when the chart says this node and nothing more (Guidelines I.A.9, I.A.18).

        None where the book leaves a choice that only the chart can make.
        """
        while node in self._children:
            chosen = self._default_child(node)
            if chosen is None:
                return None
            node = chosen
        return node

    def _default_child(self, node: str) -> str | None:
        children = self._children[node]
        if len(children) == 1:
            return children[0]
        if children[0] in self._seventh:
            return next((c for mark in "A0" for c in children if c.endswith(mark)), children[0])
        title = self.titles[node].lower()
        ranked = sorted(children, key=lambda child: (_vagueness(self.titles.get(child, ""), title, child), child))
        best = ranked[0]
        return best if _vagueness(self.titles.get(best, ""), title, best) < _NO_DEFAULT else None

    def unsided(self, node: str) -> str | None:
        """The default of the sibling that names no side, for a node whose title names one."""
        code = self.default(node)
        return self._release.sides(code).get("unspecified") if code else None


_NO_DEFAULT = 9


def _vagueness(child: str, parent: str, code: str) -> int:
    """How good a default the child is: 0 says just what its parent says."""
    lower = child.lower()
    bare = " ".join(_UNSPECIFIED.sub("", lower).replace(",", " ").split())
    if "unspecified" in lower and bare == " ".join(_UNSPECIFIED.sub("", parent).replace(",", " ").split()):
        return 0
    if "unspecified" in lower and "with" not in lower.replace("without", ""):
        return {"9": 1, "0": 2}.get(code[-1], 3)
    if "without" in lower and " with " not in lower:
        return 4
    if "unspecified" in lower:
        return 5
    if lower.endswith(("uncomplicated", "nos")):
        return 6
    return _NO_DEFAULT
