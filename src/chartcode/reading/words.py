"""Words: from a token as it is written to the base words the vocabulary knows it by."""

import re
from collections.abc import Mapping
from functools import lru_cache

STOP_WORDS = frozenset(
    "of the a an in to and or with by on for at from due as is are was were be been being has have had his her their"
    " its this that these those which who into there it he she they patient".split()
)
"""Words that carry no meaning inside a phrase: they neither make nor break a match."""

ON = "on"
"""A little word that counts at the start of a phrase: "on dialysis"."""

CAUSES = frozenset(("due", "secondary", "because"))
"""Words that begin a cause."""

SIDE_WORDS = {"right": "right", "left": "left", "bilateral": "bilateral", "both": "bilateral"}

LETTER_SIDES = {"R": "right", "L": "left", "Rt": "right", "Lt": "left", "RT": "right", "LT": "left"}

_ROMAN = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
    "x": "10",
}
_NUMBERED = frozenset("type stage grade class factor degree killip nyha phase category level".split())
_LETTERED = frozenset(
    "influenza hepatitis group vitamin hemophilia haemophilia type class streptococcus lipoprotein".split()
)
_AGES = frozenset("year years yr yrs month months mo week weeks day days y".split())
LETTER_A = "letter-a"
_UNAMBIGUOUS_ROMAN = frozenset(("ii", "iii", "vii", "viii", "ix"))
_NUMBER_WORDS = {
    "one": "1", "two": "2", "three": "3", "four": "4", "first": "1", "second": "2", "third": "3", "fourth": "4",
    "1st": "1", "2nd": "2", "3rd": "3", "4th": "4", "fifth": "5", "5th": "5",
}  # fmt: skip
_PLURALS = (
    (re.compile(r"(?<=..)ies$"), "y"),
    (re.compile(r"(?<=ss)es$|(?<=[xz])es$|(?<=[^a]ch)es$|(?<=sh)es$|(?<=[^a]{2}us)es$"), ""),
    (re.compile(r"(?<=...)(?<![suiy])s$|(?<=[aeo]y)s$"), ""),
)
_ENDINGS = ("ed", "d", "ing", "ly", "al", "ic")


def in_context(word: str, before: str) -> str:
    """The word as it is meant after the word `before`; empty when it means nothing there.

    Numerals become digits: "ii" always, "i", "v" and "x" only after a word such as type or stage ("IV" is a drip). The
    letter in "hepatitis A" is kept apart from the article. "Old" in "70-year-old" is an age, not an old infarction.
    """
    if word in _UNAMBIGUOUS_ROMAN or (word in _ROMAN and before in _NUMBERED):
        return _ROMAN[word]
    if word == "a":
        return LETTER_A if before in _LETTERED else word
    if word == "old" and before in _AGES:
        return ""
    return _NUMBER_WORDS.get(word, word)


def needs_context(word: str) -> bool:
    """Whether what a word means may hang on the words around it, or on more than the word table says."""
    return (
        word in _ROMAN
        or word in _NUMBER_WORDS
        or word in {"a", "old", "secondary"}
        or (word[:1].isdigit() and not word.isdigit())
    )


def singular(word: str) -> str:
    """The word without a regular plural ending."""
    if len(word) > 3:
        for pattern, ending in _PLURALS:
            changed = pattern.sub(ending, word)
            if changed != word:
                return changed
    return word


class WordForms:
    """The lexicon's word tables as one function: written word -> base words, lower case, singular, US spelling."""

    def __init__(self, variants: Mapping[str, str], adjectives: Mapping[str, str]) -> None:
        self._variants = variants
        self._adjectives = adjectives
        # The same few thousand words come again and again while phrases are compiled and notes are read.
        self.base = lru_cache(maxsize=65536)(self._base)

    def _base(self, word: str) -> tuple[str, ...]:
        """The base words of one written word in lower case; usually one, several for "healthcare"."""
        for form in (word, singular(word)):
            if form in self._variants:
                return tuple(self._noun(part) for part in self._variants[form].split())
            if form in self._adjectives:
                return (self._noun(form),)
        return (singular(word),)

    def _noun(self, word: str) -> str:
        return singular(self._adjectives.get(word, self._adjectives.get(singular(word), word)))


def looser_forms(word: str) -> tuple[str, ...]:
    """Forms to try for a word no table knows: without its verb or adverb ending ("ulcerating", "ulcerate", "ulcer")."""
    forms = []
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            stem = word[: -len(ending)]
            forms += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return tuple(forms)
