"""Turns over the book: the Index, the External Cause Index, the tables, and the Tabular List, as they are printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from chartcode.book.nodes import node_named, nodes_titled
from chartcode.book.references import Target, cell_of, chain, target, term_of
from chartcode.codesets import Releases
from chartcode.codesets.icd10cm.find_term import find_terms
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.codesets.icd10cm.terms import Part, Term, Terms, open_terms
from chartcode.codesets.imports.missing import not_imported
from chartcode.errors import ReleaseError
from chartcode.model import dotted

TABULAR = "tabular"
_TABULAR_NAME = "Tabular List"
PARTS = (*(part.value for part in Part), TABULAR)
FULL_PAGE = 60
"""A term is shown with so many levels under it as fit on a page of this many lines, but always with one."""
_MOST_OTHERS = 12

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Reference:
    """ "See", "see also", "see category" or "subcategory": the words, the way they lead to, and the code printed there,
    both empty where they lead to no one term."""

    kind: str
    text: str
    way: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the book, `depth` levels under the first of its branch.

    `code` and `manifestation` are as printed, dotted, with a hyphen where more characters are needed; empty where there
    is none. `cells` are (head of the column, code) in a table; `below` counts the lines under it that are not shown.
    """

    depth: int
    text: str
    code: str
    manifestation: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    references: tuple[Reference, ...] = ()
    below: int = 0


@dataclass(frozen=True, slots=True)
class Branch:
    """A term or node of a part of the book with what stands under it. `way` leads to it, `columns` are the heads of a
    table's columns."""

    part: str
    way: tuple[str, ...]
    lines: tuple[Line, ...]
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spread:
    """What the book shows: the branch found and, where it only says "see", those it leads to, one after the other.

    `part` is what the book calls the part that was asked, `release` the release it is from, `others` the ways of
    further terms that fit. Nothing found: no branches.
    """

    part: str
    release: str
    branches: tuple[Branch, ...]
    others: tuple[str, ...] = ()


def browse(part: str, text: str, releases: Releases, *, levels: int | None = None) -> Spread:
    """The place in a part of the book (one of PARTS) that a text names, with `levels` levels under it or what fits.

    The text is words of the way to a term in any order, a single letter, or empty for the whole; in the Tabular List a
    code, block, chapter or words of a title. Raises ReleaseError when the part has to be imported first.
    """
    if part == TABULAR:
        return _tabular(text, releases, levels)
    terms = required(Part(part), releases)
    part_name, letter = terms.part.heading, text.strip().upper()
    if not letter or (len(letter) == 1 and letter.isalnum()):
        return Spread(part_name, terms.name, _overview(terms, letter, releases))
    numbers = find_terms(text, terms)
    if not numbers:
        return Spread(part_name, terms.name, ())
    start = Target(terms.part, numbers[0])
    seen = (start, *chain(start, releases))
    branches = tuple(_branch(at, releases, levels) for at in seen)
    rest = [number for number in numbers if Target(terms.part, number) not in seen]
    others = tuple(" > ".join(term.printed for term in terms.way(number)) for number in rest[:_MOST_OTHERS])
    return Spread(part_name, terms.name, branches, others)


def required(part: Part, releases: Releases) -> Terms:
    """A part of the book. Raises ReleaseError that says what brings it when it was not imported for the day."""
    terms = open_terms(part, releases.day)
    if terms is None:
        file = f"its XML file ({part.file}) from CDC"
        raise ReleaseError(not_imported(f"the {part.heading} for {releases.day}", file))
    return terms


def _overview(terms: Terms, letter: str, releases: Releases) -> tuple[Branch, ...]:
    """The letters with the number of their main terms, or the main terms of one; a table's only main term."""
    letters = terms.letters()
    if sum(count for _, count in letters) == 1:
        return (_branch(Target(terms.part, terms.main_titles()[0][0]), releases, 1),)
    if not letter:
        return (Branch(terms.part.heading, (), tuple(Line(0, name, "", below=count) for name, count in letters)),)
    lines = tuple(_line(main, 0, 0, terms.part, releases) for main in terms.main_terms(letter))
    return (Branch(terms.part.heading, (), lines, terms.columns),) if lines else ()


def _branch(at: Target, releases: Releases, levels: int | None) -> Branch:
    terms = open_terms(at.part, releases.day) if at.part is not None else None
    if terms is None:
        return _node_branch(at.node, releases, levels)
    terms_below = terms.branch(at.number)
    top = terms_below[0].level
    shown = []
    for term, depth, hidden in _page([(term, term.level - top) for term in terms_below], levels):
        shown.append(_line(term, depth, hidden, terms.part, releases))
    way = tuple(term.printed for term in terms.way(at.number)[:-1])
    return Branch(terms.part.heading, way, tuple(shown), terms.columns)


def _line(term: Term, depth: int, below: int, part: Part, releases: Releases) -> Line:
    references = tuple(_reference(kind, text, part, releases) for kind, text in term.references)
    return Line(depth, term.printed, term.code, term.manifestation, term.cells, references, below)


def _reference(kind: str, text: str, part: Part, releases: Releases) -> Reference:
    first = target(kind, text, part, releases)
    if first is None:
        return Reference(kind, text)
    last = (first, *chain(first, releases))[-1]
    term = term_of(last, releases)
    if term is None or last.part is None:
        return Reference(kind, text, (releases.icd10cm.title(last.node) or "",), dotted(last.node))
    way = required(last.part, releases).way(last.number)
    cell = cell_of(last, term)
    return Reference(kind, text, tuple(step.title for step in way), cell[1] if cell else term.code)


def _page(items: Sequence[tuple[Item, int]], levels: int | None) -> Iterator[tuple[Item, int, int]]:
    """(item, depth, number of items under it that are left out) of those at most `levels` deep, or as deep as fits."""
    depths = [depth for _, depth in items]
    if levels is None:
        deeper = range(max(depths), 1, -1)
        levels = next((deep for deep in deeper if sum(depth <= deep for depth in depths) <= FULL_PAGE), 1)
    shown = [position for position, depth in enumerate(depths) if depth <= levels]
    for position, following in pairwise([*shown, len(items)]):
        yield (*items[position], following - position - 1)


def _tabular(text: str, releases: Releases, levels: int | None) -> Spread:
    release = releases.icd10cm
    if not text.strip():
        lines = tuple(Line(0, release.title(node) or "", node) for node in release.children(""))
        return Spread(_TABULAR_NAME, release.name, (Branch(_TABULAR_NAME, (), lines),))
    node = node_named(text, release)
    found = (node,) if node else nodes_titled(text, release)
    if not found:
        return Spread(_TABULAR_NAME, release.name, ())
    others = tuple(f"{dotted(other)}  {release.title(other)}" for other in found[1 : _MOST_OTHERS + 1])
    return Spread(_TABULAR_NAME, release.name, (_node_branch(found[0], releases, levels),), others)


def _node_branch(node: str, releases: Releases, levels: int | None) -> Branch:
    release = releases.icd10cm
    lines = tuple(
        Line(depth, release.title(below) or "", _needed(below, release), below=hidden)
        for below, depth, hidden in _page(list(_subtree(node, 0, release)), levels)
    )
    way = tuple(f"{dotted(above)}  {release.title(above)}" for above in reversed(release.ancestors(node)))
    return Branch(_TABULAR_NAME, way, lines)


def _needed(node: str, release: IcdCmRelease) -> str:
    """A node as the book writes it, with a hyphen where a code needs more characters."""
    is_range = " " in node or "-" in node
    return dotted(node) if is_range or not release.children(node) else f"{dotted(node)}-"


def _subtree(node: str, depth: int, release: IcdCmRelease) -> Iterator[tuple[str, int]]:
    yield node, depth
    for child in release.children(node):
        yield from _subtree(child, depth + 1, release)
