"""Failure of an insulin pump: Guidelines I.C.4.a.5."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_FAILURES = ("T85.614", "T85.624", "T85.633", "T85.694")
_INSULIN = "T38.3X"
_UNDERDOSED, _OVERDOSED = "T38.3X6A", "T38.3X1A"
_TOO_MUCH = re.compile(r"[.](?:64|A)|E16")
_TOO_LITTLE = re.compile(r"E\d\d[.](?:65|0|1)")
_STATUS = "Z96.41"
_SAID_UNDER, _SAID_OVER = re.compile(r"\bunder-?dos|\btoo little"), re.compile(r"\bover-?dos|\btoo much")


@rule("insulin-pump", citation="I.C.4.a.5", effective=since(2015, 10, 1))
def insulin_pump(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A pump that failed (T85.6-) and gave too little insulin is T38.3X6-, one that gave too much is T38.3X1-.

    The failure leads, then the dose, then the diabetes. The status of a pump (Z96.41) is part of its failure.
    """
    failures = coded_as(draft, *_FAILURES)
    if not failures:
        return
    yield from drop(coded_as(draft, _STATUS), Reason.COMBINATION, "the failure of the pump says it")
    index, decision = failures[0]
    codes = draft.codes()
    if any(code.startswith(_INSULIN) for code in codes):
        return
    sentence = around(draft, decision.mention).sentence
    if _SAID_UNDER.search(sentence) or any(_TOO_LITTLE.match(code) for code in codes):
        yield AlsoCode(index, _UNDERDOSED, "a pump failure that gave too little insulin")
    elif _SAID_OVER.search(sentence) or any(_TOO_MUCH.search(code) for code in codes if code[0] == "E"):
        yield AlsoCode(index, _OVERDOSED, "a pump failure that gave too much insulin")
