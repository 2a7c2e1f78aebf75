"""Notes that contradict each other about one condition: the attending provider says which holds."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chartcode.model import Assertion, Decision
from chartcode.queries.chart import Asked, Chart
from chartcode.rules.kernel import rule, since


class _Choice(NamedTuple):
    """Codes of which only one can hold, with what each says."""

    name: str
    says: tuple[tuple[str, tuple[str, ...]], ...]


_CHOICES = (
    _Choice("type of diabetes", (("Type 1 diabetes", ("E10",)), ("Type 2 diabetes", ("E11",)))),
    _Choice(
        "type of heart failure",
        (
            ("Systolic heart failure", ("I50.2",)),
            ("Diastolic heart failure", ("I50.3",)),
            ("Combined systolic and diastolic heart failure", ("I50.4",)),
        ),
    ),
    _Choice(
        "stage of chronic kidney disease",
        (
            ("Stage 2", ("N18.2",)),
            ("Stage 3a", ("N18.31",)),
            ("Stage 3b", ("N18.32",)),
            ("Stage 4", ("N18.4",)),
            ("Stage 5", ("N18.5",)),
            ("End-stage renal disease", ("N18.6",)),
        ),
    ),
    _Choice(
        "stage of the pressure ulcer of the sacrum",
        (
            ("Stage 1", ("L89.151",)),
            ("Stage 2", ("L89.152",)),
            ("Stage 3", ("L89.153",)),
            ("Stage 4", ("L89.154",)),
            ("Unstageable", ("L89.150",)),
        ),
    ),
    _Choice(
        "severity of malnutrition",
        (("Severe malnutrition", ("E43",)), ("Moderate malnutrition", ("E44.0",)), ("Mild malnutrition", ("E44.1",))),
    ),
)
_RULED_OUT = ("A41", "I21", "I26", "I63", "J18", "N39.0", "I82.4", "J96", "N17", "G93.4")
"""Acute conditions of which one note says that the patient has it and a later one of another day that not."""


@rule("conflicting-documentation", citation="Guidelines I.A.19, I.B.14", effective=since(2015, 10, 1))
def conflicting_documentation(chart: Chart) -> Iterator[Asked]:
    """Two notes state types or stages of which only one can hold, or one states what the last one denies."""
    if len(chart.providers) < 2:
        return
    for choice in _CHOICES:
        found = [(text, _stated(chart, codes)) for text, codes in choice.says]
        held = [(text, decisions) for text, decisions in found if decisions]
        if len(held) > 1 and len({d.mention.note_id for _, decisions in held for d in decisions}) > 1:
            yield _ask(chart, choice.name, [text for text, _ in held], [decisions[0] for _, decisions in held])
    for prefix in _RULED_OUT:
        yield from _denied_last(chart, prefix)


def _denied_last(chart: Chart, prefix: str) -> Iterator[Asked]:
    """A condition that one provider's note states for certain and another of its day or later rules out, both named."""
    stated = _stated(chart, (prefix,))
    denied = [d for d in chart.denied(prefix) if d.mention.cue is not None]
    last = chart.last_note
    at_the_end = [d for d in stated if d.mention.note_id == last and d.coded]
    ruled_out = [d for d in denied if d.mention.note_id != last and chart.is_ruled_out(d)]
    if at_the_end and ruled_out:
        words = at_the_end[0].mention.concept
        options = (f"{words[0].upper()}{words[1:]} is confirmed", f"{words[0].upper()}{words[1:]} was ruled out")
        yield _ask(chart, words, options, [ruled_out[0], at_the_end[0]])


def _stated(chart: Chart, prefixes: tuple[str, ...]) -> list[Decision]:
    return [d for d in chart.said(*prefixes) if d.assertion is Assertion.PRESENT]


def _ask(chart: Chart, name: str, options: Sequence[str], found: Sequence[Decision]) -> Asked:
    question = f"The notes differ about this: {name}. Which documentation holds for this encounter?"
    codes = tuple(d.code for d in found)
    return Asked("Clarification of conflicting documentation", question, chart.quoted(found), tuple(options), codes)
