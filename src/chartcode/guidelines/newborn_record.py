"""The record of a newborn: Guidelines I.C.16.a.2, I.C.16.b and I.C.16.g."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, CodeAfterAll, Draft, NotCoded
from chartcode.guidelines.obstetric import is_newborn
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.model import Encounter, Reason, Setting
from chartcode.rules.kernel import rule, since

_OPEN_BIRTH, _STILLBIRTH = "Z38.2", "P95"
_CESAREAN = re.compile(r"\bca?es[ae]r[ei]an|\bc[-/ ]?sections?\b|\bltcs\b|\bc/s\b", re.IGNORECASE)
_VAGINAL = re.compile(r"\bvaginal(?:ly)?\b|\bn?svd\b|\bvbac\b", re.IGNORECASE)
_PRIOR = re.compile(r"(?:prior|previous|history of|hx of|h/o) +(?:\w+[ -]+){0,2}$", re.IGNORECASE)
_TRANSFERRED = re.compile(
    r"\btransfer(?:red)? (?:in )?from (?:an? |the )?(?:outside|outlying|referring|community|other|another|birth)\b",
    re.IGNORECASE,
)
_BORN = re.compile(r"\bborn\b|\bbirth\b|\bdelivered\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\btwins?\b|\btriplets?\b|\bstill-?born\b|\bmultiple (?:birth|gestation)", re.IGNORECASE)
_TWIN = re.compile(r"\btwin #?(?:[AB12]|girl|boy|infant|male|female)\b", re.IGNORECASE)
_AS_TWIN = {"Z38.00": "Z38.30", "Z38.01": "Z38.31", "Z38.1": "Z38.4", "Z38.2": "Z38.5"}
_OBSERVED = {
    "Z05.0": ("P29", "Q2"),
    "Z05.1": ("P35", "P36", "P37", "P38", "P39", "P23", "A4"),
    "Z05.2": ("P90", "P91", "P52"),
    "Z05.3": ("P22", "P23", "P24", "P25", "P26", "P27", "P28"),
    "Z05.41": ("Q",),
    "Z05.42": ("P70", "P71", "P72", "P74"),
    "Z05.43": ("D8",),
    "Z05.5": ("P76", "P77", "P78", "P92"),
    "Z05.6": ("N", "P39.3"),
    "Z05.71": ("P83",),
}
"""Observation codes and the conditions that, once found, are coded instead."""


@rule("newborn-record", citation="I.C.16.a.2, I.C.16.b, I.C.16.g", effective=since(2016, 10, 1))
def newborn_record(draft: Draft) -> Iterator[AlsoCode | CodeAfterAll | NotCoded]:
    """A newborn has one code of its birth (Z38), on the record of the birth and on no later one.

    The way of birth comes from the chart's words. Observation for a condition that was ruled out (Z05) gives way to
    that condition where it was found. Stillbirth (P95) stands alone.
    """
    if not is_newborn(draft.encounter):
        return
    births = coded_as(draft, "Z38")
    if births and not _is_birth_record(draft.encounter):
        yield from drop(births, Reason.NOT_REPORTABLE, "only on the record of the birth itself (I.C.16.a.2)")
    elif births:
        yield from _one_birth(draft, births)
    elif _tells_birth(draft.encounter):
        first = next((index for index, _ in draft.coded()), None)
        if first is not None:
            yield AlsoCode(first, _way(draft.encounter) or _OPEN_BIRTH, "the record of the birth itself")
    yield from _observations(draft)
    if draft.has(_STILLBIRTH):
        others = [entry for entry in draft.coded() if entry[1].code.value != _STILLBIRTH]
        yield from drop(others, Reason.EXCLUDED, "no other code stands with a stillbirth (I.C.16.g)")


def _observations(draft: Draft) -> Iterator[CodeAfterAll | NotCoded]:
    """Z05 where the condition was ruled out, though called suspected before; the condition where it was found."""
    codes = draft.codes()
    observed = coded_as(draft, "Z05")
    for index, decision in observed:
        if any(code.startswith(_OBSERVED.get(decision.code.value, ("-",))) for code in codes):
            yield NotCoded(index, Reason.EXCLUDED, "the condition was found, not ruled out")
    for index, decision in enumerate(draft.decisions):
        if decision.reason is Reason.POSSIBLE and decision.code.value.startswith("Z05") and not observed:
            yield CodeAfterAll(index, "observed for what was suspected and then ruled out")


def _is_birth_record(encounter: Encounter) -> bool:
    """Whether the stay is the one the child was born in: in a hospital, not admitted later nor sent by another."""
    later = encounter.admit and encounter.birth_date and encounter.admit > encounter.birth_date
    transferred = _TRANSFERRED.search(encounter.notes[0].text)
    return encounter.setting in {Setting.INPATIENT, Setting.OUTPATIENT} and not later and not transferred


def _tells_birth(encounter: Encounter) -> bool:
    """Whether the stay began on the day of birth and the notes speak of the birth of one child."""
    if encounter.setting is not Setting.INPATIENT or encounter.admit is None or not _is_birth_record(encounter):
        return False
    text = " ".join(note.text for note in encounter.notes)
    return _BORN.search(text) is not None and _SEVERAL.search(text) is None


def _one_birth(draft: Draft, births: Found) -> Iterator[AlsoCode | NotCoded]:
    if any(_TWIN.search(note.text) for note in draft.encounter.notes):
        for index, decision in births:
            yield from instead(draft, index, _AS_TWIN.get(decision.code.value, ""), "the chart calls the child a twin")
        return
    named = {decision.code.value for _, decision in births} - {_OPEN_BIRTH}
    if named:
        yield from drop(coded_as(draft, _OPEN_BIRTH), Reason.LESS_SPECIFIC, "the chart tells how the child was born")
        return
    way = _way(draft.encounter)
    if way:
        for index, _ in births:
            yield from instead(draft, index, way, "the chart tells how the child was born", Reason.LESS_SPECIFIC)


def _way(encounter: Encounter) -> str:
    """The code of the one way of birth that the notes tell of a single liveborn; empty where they tell both or none."""
    cesarean = any(_says(_CESAREAN, note.text) for note in encounter.notes)
    vaginal = any(_says(_VAGINAL, note.text) for note in encounter.notes)
    return {(True, False): "Z38.01", (False, True): "Z38.00"}.get((cesarean, vaginal), "")


def _says(way: re.Pattern[str], text: str) -> bool:
    return any(not _PRIOR.search(text[max(0, found.start() - 30) : found.start()]) for found in way.finditer(text))
