"""The next question on the way to a billable code: what sets apart the codes that are still possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from chartcode.book.axes import AXES, labels
from chartcode.codesets.icd10cm.find_term import words
from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.model import dotted

_VAGUE = frozenset(("other", "unspecified"))


@dataclass(frozen=True, slots=True)
class Option:
    """An answer: its wording, and the code it leads to, dotted, with a hyphen where more characters are needed; in the
    Index empty where the term only leads on."""

    label: str
    leads_to: str


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be known next: the axis (side, encounter, trimester, type, ...), the question, and its answers."""

    axis: str
    text: str
    options: tuple[Option, ...]

    def chosen(self, answer: str) -> int | None:
        """The number of the option an answer means: its very words, its code, or words only it has; else None.

        An option of "other" or "unspecified" is only meant by an answer that says so.
        """
        said = answer.strip().lower()
        for number, option in enumerate(self.options):
            if said in {option.label.lower(), option.leads_to.lower().strip("-") or None}:
                return number
        asked = set(words(said))
        fitting = [(i, set(words(option.label))) for i, option in enumerate(self.options)]
        fitting = [(i, label) for i, label in fitting if asked and asked <= label]
        if len(fitting) > 1:
            fitting = [(i, label) for i, label in fitting if not label & _VAGUE - asked]
        return fitting[0][0] if len(fitting) == 1 else None


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with what each of its answers leaves possible: bare codes or nodes, in the order of the options."""

    question: Question
    left: tuple[tuple[str, ...], ...]


def choice(nodes: Sequence[str], parent: str, release: IcdCmRelease) -> Choice:
    """What tells two or more sibling nodes below `parent` apart, first by the axes that all their titles name."""
    titles = [release.title(node) or f"{dotted(node)} (its title is not in this release)" for node in nodes]
    for axis in AXES:
        values = axis.values(titles)
        if values:
            return _grouped(axis.name, axis.question, values, nodes, release)
    found = labels(titles, release.title(parent) or "")
    return _grouped(found.axis, found.question, found.labels, nodes, release)


def _grouped(axis: str, text: str, values: Sequence[str], nodes: Sequence[str], release: IcdCmRelease) -> Choice:
    groups: dict[str, list[str]] = {}
    for value, node in zip(values, nodes, strict=True):
        groups.setdefault(value, []).append(node)
    options = tuple(Option(label, leads_to(group, release)) for label, group in groups.items())
    return Choice(Question(axis, text, options), tuple(map(tuple, groups.values())))


def leads_to(nodes: Sequence[str], release: IcdCmRelease) -> str:
    """What the nodes have in common as a code, dotted, with a hyphen unless it is one billable code."""
    if len(nodes) == 1 and (release.is_billable(nodes[0]) or "-" in nodes[0] or " " in nodes[0]):
        return dotted(nodes[0])
    shared = takewhile(lambda characters: len(set(characters)) == 1, zip(*nodes, strict=False))
    return f"{dotted(''.join(characters[0] for characters in shared))}-"


def possible_below(node: str, release: IcdCmRelease) -> tuple[str, ...]:
    """The nodes directly below with a code that is valid on the day, and valid codes the Tabular List lacks; none for
    a billable code."""
    if release.is_billable(node):
        return ()
    printed = release.children(node)
    unprinted = () if " " in node or "-" in node else release.now_divided_into(node)
    missing = tuple(code for code in unprinted if not code.startswith(printed)) if printed else unprinted
    return (*(child for child in printed if _is_possible(child, release)), *missing)


def _is_possible(node: str, release: IcdCmRelease) -> bool:
    if release.kind(node) in {"chapter", "block"}:
        return any(_is_possible(child, release) for child in release.children(node))
    return release.is_billable(node) or bool(release.now_divided_into(node))
