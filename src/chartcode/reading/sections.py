"""Sections: which part of a note each heading opens, by a table of headings, the shape of the line and its place."""

import re
from collections.abc import Iterator
from functools import cache

from chartcode.lexicon import tables
from chartcode.model import Section, SectionKind, Span

_HEADING = re.compile(
    r"(?P<line>^[ \t]*(?:[•*#>+-]+[ \t]*|\(?\d{1,2}[.)][ \t]+|[A-Z][.)][ \t]+)?)?"
    r"(?P<name>(?<![\w])[A-Za-z][A-Za-z0-9 /&,'()\-]{1,58}?)[ \t]*(?P<colon>:|(?=\n)|$|[ ]-[ ])",
    re.MULTILINE,
)
_MOST_WORDS_OF_A_BARE_HEADING = 6

ASSESSED = frozenset(
    (
        SectionKind.ASSESSMENT,
        SectionKind.ASSESSMENT_AND_PLAN,
        SectionKind.IMPRESSION,
        SectionKind.PRINCIPAL_DIAGNOSIS,
        SectionKind.DISCHARGE_DIAGNOSIS,
        SectionKind.SECONDARY_DIAGNOSIS,
        SectionKind.POSTOPERATIVE_DIAGNOSIS,
        SectionKind.ADMITTING_DIAGNOSIS,
        SectionKind.PROBLEM_LIST,
    )
)
"""Sections in which a provider names what was found, assessed or treated."""


@cache
def _kinds() -> dict[str, SectionKind]:
    return {_normal(row.heading): SectionKind(row.section) for row in tables.headings()}


def _normal(heading: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", heading.lower()).split())


def sections(text: str) -> tuple[Section, ...]:
    """The sections of a note in order. They cover the whole text; the first is the preamble if it has no heading.

    A heading on a bulleted line inside an assessment ("• Medical reasoning: ...") opens a section for that line only.
    """
    found: list[Section] = []
    start, begin, kind, heading = 0, 0, SectionKind.PREAMBLE, ""
    for at, body, new_kind, name, only_line in _headings(text):
        if at > start:
            found.append(Section(kind, Span(start, at), heading, begin))
        if only_line:
            end = text.find("\n", body)
            end = len(text) if end < 0 else end
            found.append(Section(new_kind, Span(at, max(end, body)), name, body))
            start = begin = max(end, body)
        else:
            start, begin, kind, heading = at, body, new_kind, name
    if start < len(text):
        found.append(Section(kind, Span(start, len(text)), heading, begin))
    return tuple(found)


def _headings(text: str) -> Iterator[tuple[int, int, SectionKind, str, bool]]:
    """(start, start of body, kind, name, whether for its line only) of each heading."""
    kinds = _kinds()
    inside: SectionKind | None = None
    for match in _HEADING.finditer(text):
        name = match["name"]
        kind = kinds.get(_normal(name))
        at_line = match["line"] is not None
        colon = match["colon"]
        if kind is None:
            continue
        if not at_line and not _after_sentence(text, match.start("name")):
            continue
        if not colon.strip() and not (at_line and _alone(text, match) and len(name.split()) <= _MOST_WORDS_OF_A_BARE_HEADING):
            continue
        bullet = bool(match["line"] and match["line"].strip()) and not match["line"].strip()[0].isalnum()
        only_line = bullet and inside in ASSESSED
        if not only_line:
            inside = kind
        yield match.start(), match.end(), kind, name.strip(), only_line


def _after_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" \t")
    return before == "" or before[-1] in ".\n;"


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether the heading is all that its line holds."""
    end = match.end()
    return end >= len(text) or text[end] == "\n"
