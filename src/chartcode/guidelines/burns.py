"""Burns and corrosions: Guidelines I.C.19.d."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.model import Encounter, Reason
from chartcode.rules.kernel import rule, since

_SITES = ("T20", "T21", "T22", "T23", "T24", "T25")
_ALL = (*_SITES, "T26", "T27", "T28", "T30")
_EXTENT = ("T31", "T32")
_DEGREE, _SITE = 4, slice(5, 7)
_CORROSIONS = "4567"
_TOTAL = re.compile(
    r"(?P<before>\d{1,3})(?:\.\d)? ?% ?(?:of )?(?:the )?(?:tbsa|bsa|total body surface)"
    r"|\b(?:tbsa|bsa|total body surface area)\b[^.\d%]{0,20}(?P<after>\d{1,3})(?:\.\d)? ?%",
    re.IGNORECASE,
)
_FULL = re.compile(
    r"(?P<before>\d{1,3}) ?% ?(?:of )?(?:(?:tbsa|bsa) )?(?:was |were |are |is )?"
    r"(?:third|3rd|full)[- ](?:degree|thickness)",
    re.IGNORECASE,
)


@rule("burns", citation="I.C.19.d", effective=since(2015, 10, 1))
def burns(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Burns of one site and side are coded to the highest degree; the extent (T31, T32) comes from the chart's percent.

    A burn of an unspecified site stands only where no site is named.
    """
    burned = coded_as(draft, *_ALL)
    if not burned:
        return
    sites = [entry for entry in burned if entry[1].code.value.startswith(_SITES)]
    yield from _highest(sites)
    if len(sites) or any(not d.code.value.startswith("T30") for _, d in burned):
        yield from drop(coded_as(draft, "T30"), Reason.LESS_SPECIFIC, "the chart names the site")
    if not draft.has(*_EXTENT) and any(decision.code.value.endswith("A") for _, decision in burned):
        code = extent(draft.encounter, burned)
        if code:
            yield AlsoCode(burned[0][0], code, "the extent of the burns")


def _highest(sites: Found) -> Iterator[NotCoded]:
    for index, decision in sites:
        worse = [d.code.value for _, d in sites if _outranks(d.code.value, decision.code.value)]
        if worse:
            yield NotCoded(index, Reason.LESS_SPECIFIC, f"{max(worse)} is the highest degree of this site")


def _outranks(code: str, other: str) -> bool:
    """Whether two codes are of one site and side, both burns or both corrosions, and the first of a higher degree."""
    alike = (code[_DEGREE] in _CORROSIONS) == (other[_DEGREE] in _CORROSIONS)
    return alike and code[:3] == other[:3] and code[_SITE] == other[_SITE] and code[_DEGREE] > other[_DEGREE]


def extent(encounter: Encounter, burned: Found) -> str:
    """The T31 code (T32 for corrosions) of the share of the body that the notes tell; empty where they tell none."""
    texts = [note.text for note in encounter.notes]
    total = next((_number(found) for text in texts for found in _TOTAL.finditer(text)), None)
    if total is None or total > 100:
        return ""
    deep = next((_number(found) for text in texts for found in _FULL.finditer(text)), None)
    category = "T32" if burned[0][1].code.value[_DEGREE] in _CORROSIONS else "T31"
    if total < 10:
        return f"{category}.0"
    third = min(total, deep or 0)
    return f"{category}.{min(total // 10, 9)}{min(third // 10, 9)}"


def _number(found: re.Match[str]) -> int:
    return int(next(group for group in found.groups() if group))
