"""The logic path: from a term or an unfinished code, question by question, to a billable code."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chartcode.book import index_path
from chartcode.book.nodes import node_named, nodes_titled
from chartcode.book.questions import Question, choice, possible_below
from chartcode.book.references import Target, cell_of, term_of
from chartcode.codesets import Releases
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.codesets.icd10cm.terms import open_terms
from chartcode.model import dotted

TABULAR = "Tabular List"
_MOST_TITLES = 30


@dataclass(frozen=True, slots=True)
class Step:
    """A question that was answered: in which part of the book, its axis, the answer's wording, and where that led."""

    part: str
    axis: str
    answer: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class LogicPath:
    """How far the answers lead.

    `start` is the term or code it starts from, `way` the terms of the Index that were followed, `printed` the code they
    end at and `manifestation` the code that always goes with it, second; `references` what they say besides ("see
    also Shame"). Either `question` is the next to answer, or `code` (dotted) is billable on the day, with its `title`;
    neither where the start is not found, its term has no code, or its code is not in the release. `unused` are the
    answers that no question took so far.
    """

    start: str
    way: tuple[str, ...] = ()
    printed: str = ""
    manifestation: str = ""
    references: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    question: Question | None = None
    code: str = ""
    title: str = ""
    unused: tuple[str, ...] = ()


def path(start: str, releases: Releases, answers: Sequence[str] = ()) -> LogicPath:
    """The path from a code, category, block or term, with the answers put to whichever question takes them.

    A term is looked up in the Index where that is imported, else in the titles of the Tabular List; words that only
    answer a question ("left", "initial encounter") may stand in it. Answers may come in any order; each is used once.
    """
    release = releases.icd10cm
    so_far = LogicPath(start, unused=tuple(answers))
    node = node_named(start, release)
    if node is not None:
        return _down(replace(so_far, start=dotted(node)), (node,), release)
    term, said = index_path.start(start, releases)
    if term is not None:
        return _through_index(replace(so_far, unused=(*answers, *said)), term, releases)
    nodes = nodes_titled(start, release)
    if not nodes:
        text, said = index_path.without_answers(start)
        nodes, so_far = nodes_titled(text, release), replace(so_far, unused=(*answers, *said))
    return _down(so_far, nodes[:_MOST_TITLES], release) if nodes else replace(so_far, unused=tuple(answers))


def _through_index(so_far: LogicPath, at: Target, releases: Releases) -> LogicPath:
    """From a term through its subterms to a code, and on in the Tabular List."""
    while (asked := index_path.choice(at, releases)) is not None:
        so_far, number = _answered(
            _arrived(so_far, at, releases), asked.question, at.part.heading if at.part else TABULAR
        )
        if number is None:
            return so_far
        below = asked.targets[number]
        if below is None:
            break
        at = below
    so_far = _arrived(so_far, at, releases)
    term = term_of(at, releases)
    cell = cell_of(at, term) if term is not None else None
    row = index_path.columns(term) if term is not None and cell is None else None
    if row is not None and at.part is not None:
        so_far, number = _answered(so_far, row, at.part.heading)
        if number is None:
            return so_far
        cell = (row.options[number].label, row.options[number].leads_to)
    so_far = replace(so_far, printed=cell[1]) if cell else so_far
    node = node_named(so_far.printed.rstrip("-").rstrip("."), releases.icd10cm) if so_far.printed else None
    return _down(so_far, (node,), releases.icd10cm) if node else so_far


def _arrived(so_far: LogicPath, at: Target, releases: Releases) -> LogicPath:
    """The path at a term: the way to it, and the codes printed there."""
    terms = open_terms(at.part, releases.day) if at.part is not None else None
    if terms is None:
        return replace(so_far, printed=dotted(at.node), manifestation="", references=())
    way = terms.way(at.number)
    return replace(
        so_far,
        way=tuple(term.printed for term in way),
        printed=way[-1].code,
        manifestation=way[-1].manifestation,
        references=tuple(f"{kind} {text}" for kind, text in way[-1].references),
    )


def _down(so_far: LogicPath, nodes: tuple[str, ...], release: IcdCmRelease) -> LogicPath:
    """Down the Tabular List from the nodes that are possible, to the one code that the answers leave."""
    parent = ""
    while nodes:
        if len(nodes) == 1:
            (parent,) = nodes
            nodes = possible_below(parent, release)
            continue
        asked = choice(nodes, parent, release)
        so_far, number = _answered(so_far, asked.question, TABULAR)
        if number is None:
            return so_far
        nodes = asked.left[number]
    code = dotted(parent) if release.is_billable(parent) else ""
    return replace(so_far, code=code, title=release.title(parent) or "")


def _answered(so_far: LogicPath, question: Question, part: str) -> tuple[LogicPath, int | None]:
    """The path with the question answered by the first answer that fits, which is used up, or else open."""
    for position, answer in enumerate(so_far.unused):
        number = question.chosen(answer)
        if number is not None:
            option = question.options[number]
            step = Step(part, question.axis, option.label, option.leads_to)
            unused = so_far.unused[:position] + so_far.unused[position + 1 :]
            return replace(so_far, steps=(*so_far.steps, step), unused=unused), number
    return replace(so_far, question=question), None
