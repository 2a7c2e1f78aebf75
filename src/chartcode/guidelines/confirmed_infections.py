"""Infections coded only when confirmed, in a hospital too: Guidelines I.C.1.a.1, I.C.1.f, I.C.1.g.1.a and I.C.10.c."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as
from chartcode.model import Assertion, Reason
from chartcode.rules.kernel import rule, since

_CONFIRMED = ("B20", "Z21", "B97.35", "A92.5", "U07.1", "J12.82", "J09", "J10")
_UNIDENTIFIED = {
    "J09.X1": "J11.00",
    "J09.X2": "J11.1",
    "J09.X3": "J11.2",
    "J09.X9": "J11.89",
    "J10.00": "J11.00",
    "J10.01": "J11.08",
    "J10.08": "J11.08",
    "J10.1": "J11.1",
    "J10.2": "J11.2",
}
"""A suspected identified influenza and the code of the same with an unidentified virus."""


@rule("confirmed-infections", citation="I.C.1.a.1, I.C.1.f, I.C.1.g.1.a, I.C.10.c", effective=since(2015, 10, 1))
def confirmed_infections(draft: Draft) -> Iterator[NotCoded | AlsoCode]:
    """HIV, Zika, COVID-19 and identified influenza are coded when the provider confirms them, never as suspected.

    This is the exception to II.H: "probable COVID-19" at discharge is not U07.1 in any setting. A suspected avian or
    other identified influenza is an influenza of unidentified virus (J11) where a hospital codes uncertain diagnoses.
    """
    for index, decision in coded_as(draft, *_CONFIRMED):
        if decision.assertion is Assertion.POSSIBLE:
            yield NotCoded(index, Reason.POSSIBLE, "coded only when confirmed")
            influenza = _UNIDENTIFIED.get(decision.code.value)
            if influenza:
                yield AlsoCode(index, influenza, "a suspected influenza of an identified virus")
