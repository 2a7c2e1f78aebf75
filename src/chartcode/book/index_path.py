"""The first half of a logic path: from words through the Index and the tables to the code printed there."""

from dataclasses import dataclass

from chartcode.book.axes import AXES
from chartcode.book.questions import Option, Question
from chartcode.book.references import Target, cell_of, chain, term_of
from chartcode.codesets import Releases
from chartcode.codesets.icd10cm.find_term import find_terms
from chartcode.codesets.icd10cm.terms import Part, Term, Terms, open_terms
from chartcode.model import dotted

NONE = "none of these"
_SEARCHED = (Part.INDEX, Part.EXTERNAL, Part.DRUG)
"""Where a term is looked for, in this order; in the Neoplasm Table first where it says so."""


@dataclass(frozen=True, slots=True)
class IndexChoice:
    """A question of the Index with where each answer leads: another term, or None for the code of the term itself."""

    question: Question
    targets: tuple[Target | None, ...]


def start(text: str, releases: Releases) -> tuple[Target | None, tuple[str, ...]]:
    """The term that a text names best, and the words of it that only answer a later question ("left").

    No term where none fits or nothing is imported.
    """
    for said, left_over in ((text, ()), without_answers(text)):
        for part in (Part.NEOPLASM, *_SEARCHED) if "neoplasm" in said.lower() else _SEARCHED:
            terms = open_terms(part, releases.day)
            found = find_terms(said, terms) if terms is not None else ()
            if found:
                at = Target(part, found[0])
                return (at, *chain(at, releases))[-1], left_over
    return None, ()


def without_answers(text: str) -> tuple[str, tuple[str, ...]]:
    """A text without the words that name a side, an encounter or the like, and those words."""
    answers = []
    for axis in AXES:
        answers += [match.group() for match in axis.pattern.finditer(text)]
        text = axis.pattern.sub(" ", text)
    return text, tuple(answers)


def choice(at: Target, releases: Releases) -> IndexChoice | None:
    """What the Index asks at a term: which of the terms under it the chart says. None where none stands under it."""
    terms = open_terms(at.part, releases.day) if at.part is not None else None
    if terms is None:
        return None
    options: list[Option] = []
    targets: list[Target | None] = []
    for label, term in _subterms(at.number, terms):
        below = Target(terms.part, term.number, behavior=at.behavior)
        last = (below, *chain(below, releases))[-1]
        options.append(Option(label, _printed_code(last, releases)))
        targets.append(last)
    if not options:
        return None
    own, code = term_of(at, releases), _printed_code(at, releases)
    if code and {option.leads_to for option in options} == {code}:
        return None  # They only say that more detail changes nothing.
    if code or (own is not None and own.cells):
        options.append(Option(NONE, code))
        targets.append(None)
    return IndexChoice(Question("subterm", "Does the chart say one of these?", tuple(options)), tuple(targets))


def columns(term: Term) -> Question | None:
    """Which column of a table's row is meant; None where the term is no row of a table."""
    if not term.cells:
        return None
    return Question("column", "Which column of the table?", tuple(Option(head, code) for head, code in term.cells))


def _subterms(number: int, terms: Terms) -> list[tuple[str, Term]]:
    """The terms directly under a term. One without a code or reference, as "with", is joined to those under it."""
    found: list[tuple[str, Term]] = []
    said: list[str] = []
    top, *under = terms.branch(number)
    closed = top.level + 1
    for term in under:
        depth = term.level - top.level - 1
        if term.level > closed:
            continue
        said[depth:] = [term.printed]
        opens = not (term.code or term.cells or term.references)
        closed = term.level + opens
        if not opens:
            found.append((" ".join(said), term))
    return found


def _printed_code(at: Target, releases: Releases) -> str:
    term = term_of(at, releases)
    if term is None:
        return dotted(at.node)
    cell = cell_of(at, term)
    return cell[1] if cell else term.code
