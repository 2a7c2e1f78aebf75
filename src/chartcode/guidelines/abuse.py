"""Abuse, neglect and other maltreatment: Guidelines I.C.19.f and I.C.15.r."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Reason
from chartcode.rules.kernel import rule, since

_CONFIRMED, _SUSPECTED = "T74", "T76"
_ASSAULT = (
    "X92",
    "X93",
    "X94",
    "X95",
    "X96",
    "X97",
    "X98",
    "X99",
    "Y00",
    "Y01",
    "Y02",
    "Y03",
    "Y04",
    "Y05",
    "Y07",
    "Y08",
    "Y09",
)
_EXAMINED = {"T74.1": "Z04.7", "T76.1": "Z04.7", "T74.2": "Z04.4", "T76.2": "Z04.4"}
_RULED_OUT = ("ruled out", "r/o'd", "unfounded", "not substantiated")


@rule("abuse", citation="I.C.19.f", effective=since(2015, 10, 1))
def abuse(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Confirmed maltreatment is T74 with the assault and the perpetrator (X92-Y09), suspected is T76 without them.

    Both are never coded of one kind. Suspected and ruled out in this encounter it is an observation (Z04.7-, Z04.4-).
    """
    told = [(i, d) for i, d in enumerate(draft.decisions) if d.code.value.startswith((_CONFIRMED, _SUSPECTED))]
    if not told:
        return
    confirmed = {decision.code.value[3:] for _, decision in coded_as(draft, _CONFIRMED)}
    again = [entry for entry in coded_as(draft, _SUSPECTED) if entry[1].code.value[3:] in confirmed]
    yield from drop(again, Reason.LESS_SPECIFIC, "the maltreatment is confirmed")
    suspected = {decision.code.value for _, decision in coded_as(draft, _SUSPECTED)}
    for index, decision in told:
        if decision.reason is Reason.POSSIBLE:
            code = _SUSPECTED + decision.code.value[3:]
            if code not in suspected and decision.code.value[3:] not in confirmed:
                suspected.add(code)
                yield AlsoCode(index, code, "suspected maltreatment")
    if suspected and not confirmed:
        yield from drop(coded_as(draft, *_ASSAULT), Reason.NOT_REPORTABLE, "not with suspected maltreatment")
    if not suspected and not confirmed:
        yield from _observed(draft, told)


def _observed(draft: Draft, told: list[tuple[int, Decision]]) -> Iterator[AlsoCode]:
    for index, decision in told:
        examined = _EXAMINED.get(decision.code.value[:5], "")
        said = around(draft, decision.mention).sentence
        if examined and decision.assertion is Assertion.NEGATED and any(words in said for words in _RULED_OUT):
            yield AlsoCode(index, examined + decision.code.value[5], "suspected, examined and ruled out")
            return
