"""Sections: which part of a note each heading opens, by a table of headings, the shape of the line and its place."""

import re
from collections.abc import Iterator
from functools import cache

from chartcode.lexicon import tables
from chartcode.model import Section, SectionKind, Span

_LINE = re.compile(r"[^\n]+")
_LEAD = re.compile(r"[ \t]*(?:[•*#>+-]+[ \t]*|\(?\d{1,2}[.)][ \t]+|[A-Z][.)][ \t]+)?")
_SHORT = re.compile(r"[ \t]*(PMHx?|PSHx?|FHx?|FamHx|SHx|SocHx|HPI|ROS|Meds|MEDS)(?= +[A-Za-z\d])")
"""Short headings that clinicians write without a colon: "PMH asthma, HTN". They are good for their line."""
_MARKED = re.compile(r"[ \t]*(?:[•*#>+-]|\(?\d{1,2}[.)]|[A-Z][.)])[ \t]")
_INLINE = re.compile(r"(?<=[.;] )[A-Z][A-Za-z0-9 /&,'()\-]{1,45}(?=:)")
_LONGEST_HEADING = 60
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
        if at < start:
            continue  # inside a line that a bulleted heading has taken whole
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
    """(start, start of body, kind, name, whether for its line only) of each heading, in order."""
    inside: SectionKind | None = None
    for line in _LINE.finditer(text):
        written = line.group()
        has_colon = ":" in written
        short = None if has_colon or inside in ASSESSED else _SHORT.match(written)
        if short:
            yield line.start(), line.start() + short.end(), _kinds()[_normal(short[1])], short[1], True
        if short or (not has_colon and len(written) > _LONGEST_HEADING):
            continue
        if not has_colon and inside in ASSESSED and _MARKED.match(written):
            continue  # "5. PE" in an assessment is a problem
        for start, end, kind, name, bullet in _in_line(written, has_colon):
            only_line = bullet and inside in ASSESSED
            if not only_line:
                inside = kind
            yield line.start() + start, line.start() + end, kind, name, only_line


def _in_line(line: str, has_colon: bool) -> Iterator[tuple[int, int, SectionKind, str, bool]]:
    """The headings of one line, with their places in it: one at its start, others after the end of a sentence."""
    kinds = _kinds()
    lead = _LEAD.match(line)
    begin = lead.end() if lead else 0
    name = (line[begin:].partition(":")[0] if has_colon else line[begin:]).strip()
    done = 0
    if (
        name[:1].isalnum()
        and len(name) <= _LONGEST_HEADING
        and (has_colon or len(name.split()) <= _MOST_WORDS_OF_A_BARE_HEADING)
    ):
        kind = kinds.get(_normal(name))
        if kind is not None:
            marker = line[:begin].strip()
            end = line.index(":", begin) + 1 if has_colon else len(line)
            yield 0, end, kind, name, bool(marker) and not marker[0].isalnum()
            done = end
    if has_colon:
        for match in _INLINE.finditer(line):
            kind = kinds.get(_normal(match.group()))
            if kind is not None and match.start() >= done:
                yield match.start(), match.end() + 1, kind, match.group(), False
