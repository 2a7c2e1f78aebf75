"""Chronic lung disease with an infection or an exacerbation: Guidelines I.C.10.a and the notes at J44."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_INFECTIONS = ("J12", "J13", "J14", "J15", "J16", "J17", "J18", "J20", "J21", "J22", "J10.0", "J11.0")


@rule("copd-with", citation="I.C.10.a", effective=since(2015, 10, 1))
def copd_with(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """COPD with a lower respiratory infection is J44.0, with the infection beside it.

    An exacerbation (J44.1) may stand with it, the unspecified code (J44.9) may not.
    """
    copd = [index for index, decision in draft.coded() if decision.code.value in {"J44.1", "J44.9"}]
    if not copd or not draft.has(*_INFECTIONS):
        return
    if not draft.has("J44.0"):
        yield AlsoCode(copd[0], "J44.0", "with a lower respiratory infection that is also coded")
    for index, decision in draft.coded():
        if decision.code.value == "J44.9":
            yield NotCoded(index, Reason.COMBINATION, "covered by J44.0")
