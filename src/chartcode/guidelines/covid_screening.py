"""Screening for COVID-19 while the pandemic lasted: Guidelines I.C.1.g.1.f."""

from collections.abc import Iterator
from datetime import date

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Reason
from chartcode.rules.kernel import Window, rule

_PANDEMIC = Window(date(2021, 1, 1), date(2023, 9, 30))
"""The text of fiscal year 2024 gives screening its own code; those before it took it for exposure."""


@rule("covid-screening", citation="I.C.1.g.1.f", effective=_PANDEMIC)
def covid_screening(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A test for COVID-19 without symptoms, before surgery too, is exposure (Z20.822) while the pandemic lasts.

    Z11.52 is not used then; from October 2023 it is.
    """
    screening = coded_as(draft, "Z11.52")
    if screening:
        if not coded_as(draft, "Z20.822", "U07.1"):
            yield AlsoCode(screening[0][0], "Z20.822", "screening during the pandemic is exposure")
        yield from drop(screening, Reason.NOT_REPORTABLE, "no screening code during the pandemic")
