"""Places: the words of the notes that the report marks, each with its ways to the lines and to the ledger."""

from collections.abc import Iterable
from dataclasses import dataclass

from chartcode.exports.ledger import line_orders
from chartcode.model import CodedEncounter, Decision, Line, Reason, Span

LETTERS = {
    Reason.NEGATED: "n",
    Reason.PAST: "p",
    Reason.FAMILY: "f",
    Reason.OTHER_PERSON: "o",
    Reason.POSSIBLE: "u",
    Reason.PLANNED: "h",
    Reason.INTEGRAL: "i",
    Reason.COMBINATION: "c",
    Reason.LESS_SPECIFIC: "s",
    Reason.EXCLUDED: "x",
    Reason.NOT_REPORTABLE: "t",
    Reason.DUPLICATE: "d",
    Reason.TOO_WEAK: "w",
    Reason.MISREAD: "m",
    Reason.NOT_STATED: "v",
    Reason.ELSE: "e",
}
"""The letter a coder knows each reason by. The report shows it at the end of the words."""

WEAK = frozenset((Reason.TOO_WEAK, Reason.MISREAD))
"""Reasons of words that hardly name anything: their marks stay away until they are asked for."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way from marked words to a row of the report: `row` is its element id, `label` what is shown, `spoken` said."""

    row: str
    label: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Place:
    """Marked words: their element id, their note, where, the strongest state said of them, the ways on and the cues."""

    id: str
    note_id: str
    span: Span
    state: str
    links: tuple[Link, ...]
    cues: tuple[Span, ...] = ()


def line_row(line: Line) -> str:
    """The element id of a line's row."""
    return f"line-{line.order}"


def ledger_row(index: int) -> str:
    """The element id of the row of the decision at `index` in the ledger."""
    return f"not-{index + 1}"


def places(coded: CodedEncounter) -> tuple[Place, ...]:
    """Every place a line or a decision names, once, in the order of the notes, ids counting from w1."""
    links: dict[tuple[str, Span], dict[Link, None]] = {}
    states: dict[tuple[str, Span], set[str]] = {}
    cues: dict[tuple[str, Span], set[Span]] = {}
    for line in coded.lines:
        for evidence in line.evidence:
            key = (evidence.note_id, evidence.span)
            links.setdefault(key, {})[_line_link(line)] = None
            states.setdefault(key, set()).add("coded")
    orders = line_orders(coded)
    for index, decision in enumerate(coded.decisions):
        key = (decision.mention.note_id, decision.mention.span)
        links.setdefault(key, {})
        if decision.reason is not None and orders[index] is None:
            links[key][_ledger_link(index, decision, decision.reason)] = None
            states.setdefault(key, set()).add("weak" if decision.reason in WEAK else "not")
        if decision.mention.cue is not None:
            cues.setdefault(key, set()).add(decision.mention.cue)
    rank = {note.note_id: number for number, note in enumerate(coded.encounter.notes)}
    keys = sorted(links, key=lambda key: (rank[key[0]], key[1].start, -key[1].end))
    return tuple(
        Place(f"w{n}", *key, _strongest(states.get(key, ())), tuple(links[key]), tuple(sorted(cues.get(key, ()))))
        for n, key in enumerate(keys, 1)
    )


def _strongest(states: Iterable[str]) -> str:
    return next((state for state in ("coded", "not", "weak") if state in states), "not")


def _line_link(line: Line) -> Link:
    return Link(line_row(line), str(line.order), f"proposed, {line.code}, line {line.order}")


def _ledger_link(index: int, decision: Decision, reason: Reason) -> Link:
    return Link(ledger_row(index), LETTERS[reason], f"not coded, {reason.value}, {decision.code}")
