"""Weeks of gestation: Guidelines I.C.21.c.11 and I.C.15.a."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.obstetric import ABORTIVE, is_newborn, is_pregnant
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Assertion, Decision, Reason
from chartcode.rules.kernel import rule, since

_NO_WEEKS = (*ABORTIVE, "Z33.2", "Z39", "O85", "O94")
_OPEN = "Z3A.00"


@rule("weeks-of-gestation", citation="I.C.21.c.11", effective=since(2016, 10, 1))
def weeks_of_gestation(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Z3A tells the completed weeks of this encounter beside the obstetric codes: one code, from wherever it is said.

    It is not given for an abortive outcome, an elective termination, a visit after the birth, or to a newborn.
    """
    coded = coded_as(draft, "Z3A")
    if is_newborn(draft.encounter) or draft.has(*_NO_WEEKS):
        yield from drop(coded, Reason.NOT_REPORTABLE, "no weeks of gestation with what is reported")
    elif len({decision.code for _, decision in coded}) > 1:
        latest = max(decision.code.value for _, decision in coded)
        others = [entry for entry in coded if entry[1].code.value != latest]
        yield from drop(others, Reason.LESS_SPECIFIC, f"{latest} are the weeks of this encounter")
    elif not coded and draft.has("O", "Z34") and is_pregnant(draft):
        told = [(d.code.value, index) for index, d in enumerate(draft.decisions) if _tells(d)]
        if told:
            code, index = max(told)
            yield AlsoCode(index, code, "the weeks of the pregnancy reported")


def _tells(decision: Decision) -> bool:
    code = decision.code.value
    return code.startswith("Z3A") and code != _OPEN and decision.assertion is Assertion.PRESENT
