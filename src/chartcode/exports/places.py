"""Places: the words of the notes that the report marks, each with its ways to the lines and to the ledger."""

from collections.abc import Iterator
from dataclasses import dataclass

from chartcode.exports.ledger import line_orders
from chartcode.model import CodedEncounter, Reason, Span

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
    Reason.NOT_VALID: "z",
    Reason.TOO_WEAK: "w",
    Reason.MISREAD: "m",
    Reason.NOT_STATED: "v",
    Reason.ELSE: "e",
}
"""The letter a coder knows each reason by. The report shows it behind the words."""

WEAK = frozenset((Reason.TOO_WEAK, Reason.MISREAD))
"""Reasons of words that hardly name anything: their marks stay away until they are asked for."""

STATES = ("coded", "not", "weak")
"""What is said of words, the strongest first: behind a line, in the ledger, in the ledger as WEAK."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way from marked words to a row: `row` is its element id, `label` what is shown, `spoken` what is said."""

    row: str
    state: str
    label: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Place:
    """Marked words: their element id, their note, where they stand, the ways on from them and the cues about them."""

    id: str
    note_id: str
    span: Span
    links: tuple[Link, ...]
    cues: tuple[Span, ...] = ()

    @property
    def state(self) -> str:
        """The strongest of STATES that any link has."""
        return min((link.state for link in self.links), key=STATES.index)


def line_row(order: int) -> str:
    """The element id of the row of the line with that order."""
    return f"line-{order}"


def ledger_row(index: int) -> str:
    """The element id of the row of the decision at `index` in the ledger."""
    return f"not-{index + 1}"


def places(coded: CodedEncounter) -> tuple[Place, ...]:
    """Every place that a line or the ledger names, once, in the order of the notes, with ids that count from w1."""
    links: dict[tuple[str, Span], dict[Link, None]] = {}
    for note_id, span, link in (*_line_links(coded), *_ledger_links(coded)):
        links.setdefault((note_id, span), {})[link] = None
    cues: dict[tuple[str, Span], set[Span]] = {}
    for decision in coded.decisions:
        if decision.mention.cue is not None:
            cues.setdefault((decision.mention.note_id, decision.mention.span), set()).add(decision.mention.cue)
    rank = {note.note_id: number for number, note in enumerate(coded.encounter.notes)}
    keys = sorted(links, key=lambda key: (rank[key[0]], key[1].start, -key[1].end))
    return tuple(
        Place(f"w{number}", *key, tuple(links[key]), tuple(sorted(cues.get(key, ()))))
        for number, key in enumerate(keys, 1)
    )


def _line_links(coded: CodedEncounter) -> Iterator[tuple[str, Span, Link]]:
    doubts = {
        (decision.code, decision.mention.note_id, decision.mention.span): decision.reason
        for decision, order in zip(coded.decisions, line_orders(coded), strict=True)
        if order is not None
    }
    for line in coded.lines:
        row, order = line_row(line.order), line.order
        sure = Link(row, "coded", str(order), f"proposed, {line.code}, line {order}")
        for evidence in line.evidence:
            reason = doubts.get((line.code, evidence.note_id, evidence.span))
            doubtful = reason and Link(
                row, "not", f"{order}{LETTERS[reason]}", f"{reason.value}, {line.code}, line {order}"
            )
            yield evidence.note_id, evidence.span, doubtful or sure


def _ledger_links(coded: CodedEncounter) -> Iterator[tuple[str, Span, Link]]:
    orders = line_orders(coded)
    for index, decision in enumerate(coded.decisions):
        if decision.reason is not None and orders[index] is None:
            state = "weak" if decision.reason in WEAK else "not"
            spoken = f"not coded, {decision.reason.value}, {decision.code}"
            link = Link(ledger_row(index), state, LETTERS[decision.reason], spoken)
            yield decision.mention.note_id, decision.mention.span, link
