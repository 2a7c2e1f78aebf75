"""Secondary diabetes: Guidelines I.C.4.a.6.

`secondary_diabetes.csv` holds the words for a cause, as a pattern, and the category of the diabetes it brings.
"""

import re
from collections.abc import Iterator
from functools import cache

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.tables import pairs
from chartcode.guidelines.words import around
from chartcode.model import Decision, Reason
from chartcode.rules.kernel import rule, since

_OPEN = "E11"
_CAUSED = re.compile(r"\b(?:due to|secondary to|caused by|2/2|d/t|from|after|following|s/p)(?P<cause>[^.;,]{0,60})")
_REACH = 60
_BEFORE = re.compile(r"\b([\w-]+)[- ](?:induced|related)\s*$|\b(post-?\s?pancreatectomy)\s*$")
_POSTPANCREATECTOMY = "E13"
_NO_INSULIN = "E89.1"
_NO_PANCREAS = ("Z90.410", "Z90.411")
_PARTIAL = re.compile(r"\b(?:partial|distal|subtotal|whipple)\b")


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(words), category) for words, category in pairs("secondary_diabetes"))


@rule("secondary-diabetes", citation="I.C.4.a.6", effective=since(2015, 10, 1))
def secondary_diabetes(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Diabetes with a stated cause is E08 (a disease), E09 (a drug) or E13 (another cause), not the default type.

    After the removal of the pancreas: E89.1, E13.- and Z90.41-.
    """
    found = coded_as(draft, _OPEN, _POSTPANCREATECTOMY)
    diabetes = [(i, d) for i, d in found if d.code.value.startswith(_OPEN)]
    if not diabetes:
        yield from _without_pancreas(draft, found)
        return
    categories = [category for _, decision in diabetes if (category := _category(draft, decision))]
    if not categories:
        return
    for index, decision in diabetes:
        yield AlsoCode(index, f"{categories[0]}{decision.code.value[3:]}", "diabetes with a stated cause")
    yield from drop(diabetes, Reason.LESS_SPECIFIC, "the diabetes has a stated cause")
    if categories[0] == _POSTPANCREATECTOMY:
        yield from _with_removal(draft, *diabetes[0])


def _category(draft: Draft, decision: Decision) -> str:
    """The category for a cause named beside diabetes; empty where none is."""
    said = around(draft, decision.mention)
    match = _CAUSED.search(said.words + said.after[:_REACH])
    before = _BEFORE.search(said.before)
    words = f"{match['cause'] if match else ''} {before.group() if before else ''}"
    return next((category for pattern, category in _table() if pattern.search(words)), "")


def _without_pancreas(draft: Draft, found: Found) -> Iterator[AlsoCode | NotCoded]:
    """The codes beside diabetes that the chart itself calls one after pancreatectomy."""
    for index, decision in found:
        if "pancreatectomy" in around(draft, decision.mention).sentence:
            general = coded_as(draft, "E08")
            yield from drop(general, Reason.LESS_SPECIFIC, "diabetes after the removal of the pancreas")
            yield from _with_removal(draft, index, decision)
            return


def _with_removal(draft: Draft, index: int, decision: Decision) -> Iterator[AlsoCode]:
    sentence = around(draft, decision.mention).sentence
    if not draft.has(_NO_INSULIN):
        yield AlsoCode(index, _NO_INSULIN, "diabetes after the removal of the pancreas")
    if not draft.has(*_NO_PANCREAS):
        yield AlsoCode(index, _NO_PANCREAS[bool(_PARTIAL.search(sentence))], "the pancreas that was removed")
