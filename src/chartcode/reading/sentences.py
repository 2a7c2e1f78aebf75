"""Sentences of clinical text: lists, wrapped lines, "Dr.", "q.i.d.", 5.3, results, headings without a full stop."""

import re
from collections.abc import Iterator

_BREAK = re.compile(
    r"(?<=\S)[ \t](?=\(?[2-9]\)\s+[A-Za-z])|[.!?]+[)\"'”]*(?=\s+[\"'“(•*\-]*[A-Z0-9•])|\n|;(?=\s)|\s[•●▪]\s"
)
_ABBREVIATED = frozenset(
    "dr mr mrs ms prof st vs approx no nos fig ca cf eg ie resp dept pt pts hx dx tx rx fx wt ht sig inc jr sr"
    " tab tabs cap caps inj susp q b t h p o d i m a".split()
)
_LAST_WORD = re.compile(r"([A-Za-z]+)\.*$")
_WRAPPED = 55
_LONGEST = 1200
"""A longer stretch without an end is no sentence but a list or a table that lost its line breaks: it is read in pieces
of at most so many characters, which also keeps the time for a note in proportion to its length."""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence, without the blanks and bullets around it."""
    start = 0
    for match in _BREAK.finditer(text):
        if match.group() == "\n":
            if _wraps(text, start, match.start()):
                continue
        elif match.group()[0] == "." and _abbreviates(text, match.start()):
            continue
        yield from _pieces(text, start, match.end())
        start = match.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence from `start` to `end`; one that is too long in pieces, cut after a comma, else after a blank."""
    while end - start > _LONGEST:
        limit = start + _LONGEST
        cut = text.rfind(", ", limit - _LONGEST // 4, limit) + 1 or text.rfind(" ", start, limit) + 1 or limit
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _wraps(text: str, start: int, at: int) -> bool:
    """Whether a line break only wraps a long line: the next line goes on in lower case."""
    line_start = text.rfind("\n", 0, at) + 1
    following = text[at + 1 : at + 2]
    return (
        at - line_start >= _WRAPPED
        and (following.islower() or following.isdigit() or following == "(")
        and text[at - 1] not in ".:!?"
        and at > start
    )


def _abbreviates(text: str, at: int) -> bool:
    match = _LAST_WORD.search(text, max(0, at - 12), at)
    return match is not None and match.group(1).lower() in _ABBREVIATED


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start].isspace() or _is_bullet(text, start)):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _is_bullet(text: str, at: int) -> bool:
    return text[at] in "•●▪*#" or (text[at] in "-–—+>" and text[at + 1 : at + 2].isspace())
