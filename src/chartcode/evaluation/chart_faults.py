"""The error report of charts: missed codes, wrong lines, traps, first diagnoses and POA, with the words behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from chartcode.evaluation.charts import Answer, is_poa_right
from chartcode.evaluation.expected import Required
from chartcode.model import Decision, Line, dotted

_MOST_TEXT = 200


class Kind(StrEnum):
    """What is wrong."""

    MISSED = "missed"
    WRONG = "wrong"
    TRAP = "trap taken"
    FIRST = "first diagnosis wrong"
    POA = "POA wrong"


@dataclass(frozen=True, slots=True)
class ChartFault:
    """One fault. `code` is dotted, alternatives with `or`; `why` is what the coder or chartcode says of it: a reason, a
    trap, what should stand there. `text` are the words of the chart that supported it."""

    kind: Kind
    chart: str
    code: str
    why: str
    text: str


def faults(answer: Answer) -> Iterator[ChartFault]:
    """Every fault of one chart: first diagnosis, missed codes, wrong lines and traps, POA."""
    name, expected = answer.chart.name, answer.chart.expected
    if not answer.is_first_right:
        code, text = (answer.lines[0].code.value, _words(answer.lines[0])) if answer.lines else ("nothing", "")
        yield ChartFault(Kind.FIRST, name, code, _or(tuple(sorted(expected.principal))), text)
    yield from (_missed(answer, want) for want in answer.missed)
    for line in answer.wrong:
        trap = expected.trap(line.code.bare)
        yield ChartFault(
            Kind.TRAP if trap else Kind.WRONG, name, line.code.value, trap.why if trap else line.title, _words(line)
        )
    for want, line in answer.poa:
        if not is_poa_right(want, line):
            why = f"{line.poa or 'none'} instead of {' or '.join(sorted(want.poa))}"
            yield ChartFault(Kind.POA, name, line.code.value, why, _words(line))


def _missed(answer: Answer, want: Required) -> ChartFault:
    """A missed code with the reason the ledger gives where the code was read and left out."""
    read = [decision for decision in answer.coded.decisions if decision.code.bare in want.codes]
    reasons = dict.fromkeys(decision.reason.value for decision in read if decision.reason)
    why = ", ".join(reasons) or "not read"
    text = " | ".join(dict.fromkeys(_quote(answer, decision) for decision in read))
    return ChartFault(Kind.MISSED, answer.chart.name, _or(want.codes), why, _short(text))


def _quote(answer: Answer, decision: Decision) -> str:
    mention = decision.mention
    return answer.coded.encounter.note(mention.note_id).text[mention.span.start : mention.span.end]


def _words(line: Line) -> str:
    return _short(" | ".join(dict.fromkeys(evidence.text for evidence in line.evidence)))


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _MOST_TEXT else one_line[: _MOST_TEXT - 1] + "…"


def _or(codes: tuple[str, ...]) -> str:
    return " or ".join(dotted(code) for code in codes)
