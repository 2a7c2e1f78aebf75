"""Two documented facts that the chart does not link: an organism and an infection, a condition after an operation."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from chartcode.model import Decision, Evidence
from chartcode.queries.chart import Asked, Chart, first
from chartcode.rules.kernel import rule, since

_ORGANISM = (
    r"(?:mrsa|mssa|e\.? ?coli|escherichia coli|klebsiella(?: pneumoniae)?|pseudomonas(?: aeruginosa)?"
    r"|proteus(?: mirabilis)?"
    r"|enterococcus(?: faecalis)?|staph(?:ylococcus)?\.? aureus|strep(?:tococcus)?\.? pneumoniae"
    r"|enterobacter|serratia|acinetobacter)"
)
_GREW = re.compile(
    rf"\b(?:culture|cx|ucx|bcx|scx|grew|growing|positive for|pos for)\b[^.\n;]{{0,40}}?{_ORGANISM}"
    rf"|{_ORGANISM}[^.\n;]{{0,24}}?\b(?:in|on) (?:\w+ )?(?:culture|cx)\b"
)
_LINKED = re.compile(
    rf"{_ORGANISM} (?:pna|pneumonia|uti|bacteremia|sepsis|cellulitis|pyelonephritis|cystitis|urinary|wound"
    rf"|infection)|(?:due to|2/2|secondary to|d/t|caused by|from) {_ORGANISM}"
)
_AFTER_SURGERY = re.compile(r"\bpost-?op(?:erative)?\b|\bpod ?#? ?\d+|\bafter (?:the )?surgery\b")

_NEAR = 60
"""Characters between a condition and the words that place it after an operation."""


class _Pair(NamedTuple):
    codes: tuple[str, ...]
    organ: re.Pattern[str]
    name: str


_INFECTIONS = (
    _Pair(("J18.9", "J18.0", "J18.1", "J15.9"), re.compile(r"sputum|bal|trach|respiratory|scx"), "pneumonia"),
    _Pair(("N39.0", "N10", "N30.00", "N12"), re.compile(r"urine|ucx|ua"), "the urinary tract infection"),
    _Pair(("L03", "L02"), re.compile(r"wound|abscess|drain|skin|tissue"), "the skin infection"),
    _Pair(("A41.9",), re.compile(r"blood|bcx"), "sepsis"),
)
_COMPLICATIONS = ("K56.7", "K56.0", "R33.8", "R33.9", "I95.81", "I95.9", "J98.11", "D62", "I48.91", "N17.9", "J95.82")


@rule("missing-link", citation="Guidelines I.B.16, I.C.1.b", effective=since(2015, 10, 1))
def missing_link(chart: Chart) -> Iterator[Asked]:
    """An organism grew and its infection is reported without it; or a condition follows an operation unexplained."""
    infections = [(pair, found) for pair in _INFECTIONS if (found := chart.reported(*pair.codes))]
    linked = not infections or next(chart.words(_LINKED, providers=True), None) is not None
    grown = [] if linked else list(chart.words(_GREW))
    for pair, infection in infections:
        of_organ = [found for found in grown if pair.organ.search(chart.line(found.note_id, found.span))]
        if of_organ:
            yield _organism(chart, infection[0], first(of_organ, 2), pair.name)
    yield from _after_surgery(chart)


def _organism(chart: Chart, infection: Decision, grown: tuple[Evidence, ...], name: str) -> Asked:
    options = (
        f"The organism is the cause of {name}",
        f"{name[0].upper()}{name[1:]} is due to another organism (please state it)",
        "Colonization or contamination",
    )
    question = "A culture result and an infection are documented. Is there a relationship between them?"
    indicators = chart.quoted([infection]) + grown
    return Asked("Clarification of a culture result", question, indicators, options, (infection.code,))


def _after_surgery(chart: Chart) -> Iterator[Asked]:
    conditions = [d for d in chart.coded if d.code.value.startswith(_COMPLICATIONS)]
    words = list(chart.words(_AFTER_SURGERY)) if conditions else []
    for condition in conditions:
        quote = chart.quoted([condition])[0]
        near = [w for w in words if w.note_id == quote.note_id and abs(w.span.start - quote.span.start) < _NEAR]
        if near:
            options = (
                "A complication of the operation",
                "An expected course after the operation",
                "Due to another cause (please state it)",
            )
            question = "This condition is documented after an operation. What is its relationship to the operation?"
            yield Asked(
                "Clarification of a condition after an operation",
                question,
                (quote, near[0]),
                options,
                (condition.code,),
            )
            return
