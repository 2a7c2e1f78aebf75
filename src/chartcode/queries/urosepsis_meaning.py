"""Urosepsis, which has no code: the provider is asked what it means."""

import re
from collections.abc import Iterator

from chartcode.model import Decision, Evidence, Mention
from chartcode.queries.chart import Asked, Chart, first
from chartcode.queries.sepsis_indicators import SEPSIS, organ_signs, systemic_signs
from chartcode.rules.kernel import rule, since

_WORD = re.compile(r"\buro-?sepsis\b")


@rule("urosepsis-meaning", citation="Guidelines I.C.1.d.1.a", effective=since(2015, 10, 1))
def urosepsis_meaning(chart: Chart) -> Iterator[Asked]:
    """The provider writes urosepsis and nowhere says sepsis: the word is no synonym of it and must be asked about."""
    if not chart.mentions("urosepsis", "uro-sepsis"):
        return
    named = first(chart.words(_WORD, providers=True), 2)
    if not named or any(not _is_in(d.mention, named) for d in _sepsis(chart)):
        return
    signs = [values[0] for values in systemic_signs(chart).values()] + organ_signs(chart)[:2]
    options = (
        "Sepsis due to a urinary tract infection",
        "A urinary tract infection without sepsis",
        "Bacteriuria without infection",
    )
    question = "Urosepsis is documented and has no agreed meaning. Which condition did you treat?"
    yield Asked("Clarification of a documented term: urosepsis", question, named + chart.quoted(signs), options)


def _sepsis(chart: Chart) -> list[Decision]:
    return [d for d in chart.said(*SEPSIS) if "urosepsis" not in d.mention.concept]


def _is_in(mention: Mention, named: tuple[Evidence, ...]) -> bool:
    """Whether a mention is only the second half of "uro-sepsis"."""
    return any(mention.note_id == one.note_id and mention.span.overlaps(one.span) for one in named)
