"""The four weeks of a myocardial infarction: Guidelines I.C.9.e.1 to I.C.9.e.4."""

import re
from collections.abc import Iterator
from datetime import date

from chartcode.coding.draft import UNSAID, AlsoCode, CodeAfterAll, Draft, NotCoded
from chartcode.coding.places import ACUTE
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

FOUR_WEEKS = 28
"""Days in which an infarction is still coded as acute."""

_TYPE_1 = ("I21.0", "I21.1", "I21.2", "I21.3", "I21.4", "I21.9")
_ELEVATED = ("I21.0", "I21.1", "I21.2", "I21.3")
_NOT_ELEVATED = "I21.4"
_OLD = "I25.2"
_SUBSEQUENT = {
    "I21.0": "I22.0",
    "I21.1": "I22.1",
    "I21.2": "I22.8",
    "I21.3": "I22.9",
    "I21.4": "I22.2",
    "I21.9": "I22.9",
}
_DAYS = {"day": 1, "wk": 7, "week": 7, "mo": 30, "month": 30, "yr": 365, "year": 365}
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "several": 3, "few": 3}
_AGO = re.compile(r"\b(\d+|[a-z]+) (day|wk|week|mo|month|yr|year)s? (?:ago|prior|earlier|back)\b")
_DATED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})\b")
_IN_YEAR = re.compile(r"\b(?:in|since|of)? ?((?:19|20)\d\d)\b")
_REACH = 40
_AGAIN = re.compile(r"\b(?:new|recurrent|second|subsequent|repeat|another|re-?infarct\w*)\b")


@rule("infarction", citation="I.C.9.e", effective=since(2017, 10, 1))
def infarction(draft: Draft) -> Iterator[AlsoCode | CodeAfterAll | NotCoded | Finding]:
    """A myocardial infarction is acute (I21) for four weeks, then old (I25.2); a new one within them is I22 as well.

    An infarction without ST elevation that comes to one with it is the latter. I22 needs the I21 it follows.
    """
    told = [(i, d) for i, d in enumerate(draft.decisions) if _is_infarction(d)]
    if not told:
        yield from _unaccompanied(draft)
        return
    aged = {index: days for index, d in told if (days := _age(draft, d)) is not None}
    over = [(i, d) for i, d in told if d.coded and aged.get(i, 0) > FOUR_WEEKS]
    recent = [(i, d) for i, d in told if i in aged and aged[i] <= FOUR_WEEKS]
    today = [(i, d) for i, d in told if d.coded and i not in aged and d.assertion is Assertion.PRESENT]
    yield from drop(over, Reason.PAST, "more than four weeks old")
    if over and not draft.has(_OLD):
        yield AlsoCode(over[0][0], _OLD, "more than four weeks old")
    yield from _still_acute(draft, recent)
    if recent and draft.encounter.setting in ACUTE:
        yield from _subsequent(draft, recent, today)
    elif any(d.code.value.startswith(_ELEVATED) for _, d in today):
        without = [(i, d) for i, d in today if d.code.value == _NOT_ELEVATED]
        yield from drop(without, Reason.COMBINATION, "it came to ST elevation")


def _is_infarction(decision: Decision) -> bool:
    told = decision.coded or decision.reason is Reason.PAST
    return told and decision.assertion not in UNSAID and decision.code.value.startswith(_TYPE_1)


def _still_acute(draft: Draft, recent: Found) -> Iterator[CodeAfterAll | NotCoded]:
    """Infarctions told as past that are not yet four weeks old; what was derived from them as old is not."""
    spans = {(d.mention.note_id, d.mention.span) for _, d in recent}
    yield from (CodeAfterAll(index, "not more than four weeks old") for index, d in recent if not d.coded)
    for index, decision in coded_as(draft, _OLD):
        if decision.derived and (decision.mention.note_id, decision.mention.span) in spans:
            yield NotCoded(index, Reason.ELSE, "not more than four weeks old")


def _subsequent(draft: Draft, recent: Found, today: Found) -> Iterator[AlsoCode | NotCoded]:
    """Infarctions of today where another happened within four weeks: named as new, or of another kind."""
    before = {decision.code.value[:5] for _, decision in recent}
    for index, decision in today:
        kind = decision.code.value[:5]
        if kind not in before or _AGAIN.search(around(draft, decision.mention).before):
            yield AlsoCode(index, _SUBSEQUENT[kind], "a new infarction within four weeks of another")
            yield NotCoded(index, Reason.COMBINATION, f"covered by {_SUBSEQUENT[kind]}")


def _unaccompanied(draft: Draft) -> Iterator[Finding]:
    again = coded_as(draft, "I22")
    if again:
        code = again[0][1].code
        message = f"{code} needs the code (I21.-) of the infarction it followed within four weeks: which one was it?"
        yield Finding("infarction", Level.QUERY, message, (code,), "I.C.9.e.4")


def _age(draft: Draft, decision: Decision) -> int | None:
    """How many days before this encounter the chart sets the infarction; None where it does not say."""
    said = around(draft, decision.mention)
    near = said.after[:_REACH]
    if match := _AGO.search(near) or _AGO.search(said.before[-_REACH:]):
        number = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1])
        return number * _DAYS[match[2]] if number else None
    if match := _DATED.search(near) or _DATED.search(said.before[-_REACH:]):
        return _days_before(draft, int(match[3]) % 100 + 2000, int(match[1]), int(match[2]))
    if (match := _IN_YEAR.search(near)) and int(match[1]) < draft.releases.day.year - 1:
        return (draft.releases.day.year - int(match[1])) * _DAYS["year"]
    return None


def _days_before(draft: Draft, year: int, month: int, day: int) -> int | None:
    start = draft.encounter.admit or draft.releases.day
    try:
        then = date(year, month, day)
    except ValueError:
        return None
    return (start - then).days if then <= start else None
