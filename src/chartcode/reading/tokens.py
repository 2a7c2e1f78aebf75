"""Tokens: the words of a text with their places."""

import re
import unicodedata
from collections.abc import Iterator

TOKEN = re.compile(r"\d+\.\d+|[^\W_]+(?:['’][a-z]+)?")
"""A number with its decimals, or letters and digits run together ("T2DM", "3b"), with a possessive or a clitic."""


def tokens(text: str) -> Iterator[re.Match[str]]:
    """The words of the text in order, as matches: `group()` is the word, `start()` and `end()` its offsets."""
    return TOKEN.finditer(text)


def plain(word: str) -> str:
    """The word in lower case, without possessive or accents: "Crohn's" -> "crohn", "Sézary" -> "sezary"."""
    lower = word.lower()
    if lower.isascii() and lower.isalnum():
        return lower
    lower = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    for mark in ("'", "’"):
        if mark in lower:
            return lower.partition(mark)[0]
    return lower
