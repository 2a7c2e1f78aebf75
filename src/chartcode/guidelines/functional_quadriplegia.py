"""Functional quadriplegia: Guidelines I.C.18.f."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as
from chartcode.guidelines.replaced import instead
from chartcode.guidelines.words import around
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_FUNCTIONAL, _PARALYSIS = "R53.2", "G82.5"


@rule("functional-quadriplegia", citation="I.C.18.f", effective=since(2015, 10, 1))
def functional_quadriplegia(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """R53.2 only where the chart says "functional quadriplegia": no ability to move, without damage to the cord.

    Those very words are never a paralysis (G82.5-), and a paralysis is never R53.2.
    """
    paralysis = coded_as(draft, _PARALYSIS)
    neurologic = False
    for index, decision in paralysis:
        if "functional" in around(draft, decision.mention).sentence:
            yield from instead(draft, index, _FUNCTIONAL, "documented as functional", Reason.MISREAD)
        else:
            neurologic = True
    for index, decision in coded_as(draft, _FUNCTIONAL):
        if "functional" not in around(draft, decision.mention).sentence:
            yield NotCoded(index, Reason.NOT_STATED, "not documented as functional quadriplegia")
        elif neurologic:
            yield NotCoded(index, Reason.EXCLUDED, "a neurologic quadriplegia is documented")
