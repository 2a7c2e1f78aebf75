"""What a stroke leaves behind: Guidelines I.C.9.d.

`stroke_sequelae.csv` holds the deficits by the code they have alone, the characters that name them in category I69 (of
a paralysis without its side) and whether their own code follows ("use additional code").
"""

import re
from collections.abc import Iterator
from functools import cache

from chartcode.coding.draft import UNSAID, AlsoCode, Draft, NotCoded
from chartcode.coding.places import BACKGROUND, STAYS
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.tables import rows
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Reason, Setting
from chartcode.rules.kernel import rule, since

_ACUTE = ("I60", "I61", "I62", "I63")
_SEQUELAE = "I69"
_ATTACK = "G45"
"""A transient attack leaves nothing behind: once over, it is history."""
_SEEN_IN_OFFICE = (_ATTACK, "I62.0")
"""What an office sees while it lasts: an attack of these days, a subdural hematoma."""
_HISTORY = "Z86.73"
_INFARCTION = "3"
"""The kind of a stroke that is not named: "CVA" is an infarction (I63.9), so its sequelae are I69.3-."""
_SIDED = frozenset("345")
_PLAIN = ("G81.", "G83.1", "G83.2", "R47.01", "R29.810")
"""Deficits of a stroke without a word that links them, where no new stroke explains them."""

_LEFT_BEHIND = re.compile(r"\bresidual|\bsequel|\blate effect|\bdeficits? from|\bpost-?\s?stroke|\bstroke (?:in|on) \d")
_BEFORE = re.compile(
    r"\b(?:old|prior|previous|remote|history of|h/o|hx(?: of)?)"
    r"(?: (?:a|an|the|large|small|right|left|r|l))*\s*$"
)
_SINCE = re.compile(
    r"\b(?:s/p|status post|following|after|since)(?: (?:a|an|the|her|his|large|small|right|left|r|l))*\s*$"
)
"""Words that in a hospital may speak of the stroke of this very stay."""
_FORMER = re.compile(r"\b(?:old|prior|previous|remote|history of|h/o|hx)\b|\bago\b|\b(?:19|20)\d\d\b")
_AGO = re.compile(
    r"\b(?:weeks?|months?|years?|yrs?|mos?|wks?) (?:ago|prior|earlier)\b|\bin (?:19|20)\d\d\b|\b(?:19|20)\d\d\b"
)
_NOW = re.compile(r"\bacute\b|\bnew\b|\btoday\b|\bsubacute\b|\bemergen|\bcode stroke\b|\bevolving\b")
_REHABILITATION = re.compile(
    r"(?<!to )(?<!for )(?<!at )(?:inpatient rehab|rehabilitation (?:facility|hospital|unit)|\birf\b|rehab discharge)",
    re.I,
)
"""A rehabilitation unit's own note; a hospital discharges "to IRF"."""
_HEAD = 120
"""The characters of a note in which it says what it is."""
_AFTER_ACUTE_CARE = frozenset((Setting.SNF, Setting.HOME_HEALTH, Setting.HOSPICE))


@rule("stroke-sequelae", citation="I.C.9.d", effective=since(2015, 10, 1))
def stroke_sequelae(draft: Draft) -> Iterator[NotCoded | AlsoCode]:
    """A deficit that an old stroke left is one code of category I69; without a deficit an old stroke is Z86.73.

    The stroke itself (I60 to I63) is coded only for its own episode of care: not in a nursing home, home health,
    rehabilitation or a later visit. A new stroke stands beside the deficits of an old one, each by its own words.
    """
    strokes = [(i, d) for i, d in enumerate(draft.decisions) if _is_stroke(d)]
    if not strokes:
        return
    later = _later_care(draft)
    old = [(i, d) for i, d in strokes if _is_old(draft, d, later=later)]
    new = [(i, d) for i, d in strokes if d.coded and (i, d) not in old and d.code.value.startswith(_ACUTE)]
    of_the_new = _of_the_new(draft) if new else []
    for index, deficit in of_the_new:
        yield NotCoded(index, Reason.ELSE, "a deficit of the stroke of this stay")
        if deficit:
            yield AlsoCode(index, deficit, "a deficit of the stroke of this stay")
    if not old:
        return
    kind = _kind(old)
    strokes = [(i, d) for i, d in old if not d.code.value.startswith(_ATTACK)]
    left = list(_left_behind(draft, strokes, alone=not new)) if strokes else []
    reread = {index for index, _ in of_the_new}
    named = {d.code.value for i, d in coded_as(draft, _SEQUELAE) if i not in reread}
    for index, decision in left:
        code, kept = _combined(decision, kind)
        if code not in named:
            named.add(code)
            yield AlsoCode(index, code, "left by a stroke")
        if not kept and decision.coded:
            yield NotCoded(index, Reason.COMBINATION, f"covered by {code}")
    standing = [(i, d) for i, d in old if d.coded]
    if named:
        yield from drop(standing, Reason.COMBINATION, "its sequelae are coded")
    else:
        yield from _over(draft, standing)


def _of_the_new(draft: Draft) -> list[tuple[int, str]]:
    """What was read as a sequela but comes from the stroke of this stay ("aphasia following stroke"), with its code."""
    found = []
    for index, decision in coded_as(draft, _SEQUELAE):
        said = around(draft, decision.mention).sentence
        if not _LEFT_BEHIND.search(said) and not _FORMER.search(said):
            found.append((index, _deficit(decision.code.value[5:])))
    return found


def _deficit(ending: str) -> str:
    """The dotted code a deficit has alone, by its characters in category I69; empty where they name none."""
    if ending[0] in _SIDED:
        stem = {"5": "G81.9", "4": "G83.1", "3": "G83.2"}[ending[0]]
        return f"{stem}{ending[1].replace('9', '0')}"
    deficits = {told: deficit for deficit, told, _ in reversed(_table())}
    return {"91": "R13.10"}.get(ending) or (deficits.get(ending, "") if ending != "98" else "")


def _over(draft: Draft, standing: Found) -> Iterator[NotCoded | AlsoCode]:
    """Strokes without deficits: the history of one."""
    acute = [(i, d) for i, d in standing if d.code.value != _HISTORY]
    yield from drop(acute, Reason.PAST, "the stroke is over")
    if acute and not draft.has(_HISTORY):
        yield AlsoCode(acute[0][0], _HISTORY, "a stroke without residual deficits")


def _is_stroke(decision: Decision) -> bool:
    told = decision.assertion not in UNSAID and decision.assertion is not Assertion.POSSIBLE
    read = decision.reason not in {Reason.TOO_WEAK, Reason.MISREAD, Reason.NOT_VALID}
    return told and read and decision.code.value.startswith((*_ACUTE, _ATTACK, _HISTORY))


def _later_care(draft: Draft) -> bool:
    """Whether this is care after the stroke's own hospital stay: by the setting, or a rehabilitation unit's notes.

    In an office it is unless a stroke is called acute or new.
    """
    encounter = draft.encounter
    if encounter.setting in _AFTER_ACUTE_CARE:
        return True
    if encounter.setting is Setting.OFFICE:
        strokes = (d.mention for _, d in draft.coded() if d.code.value.startswith(_ACUTE))
        return not any(_NOW.search(around(draft, mention).sentence) for mention in strokes)
    heads = (f"{note.type} {note.text[:_HEAD]}" for note in encounter.notes)
    return encounter.setting is Setting.INPATIENT and any(_REHABILITATION.search(head) for head in heads)


def _is_old(draft: Draft, decision: Decision, *, later: bool) -> bool:
    if decision.code.value == _HISTORY or decision.assertion is Assertion.PAST:
        return True
    seen = draft.encounter.setting is Setting.OFFICE and decision.code.value.startswith(_SEEN_IN_OFFICE)
    if later and not seen:
        return True
    said = around(draft, decision.mention)
    if _BEFORE.search(said.before) or (draft.encounter.setting is not Setting.INPATIENT and _SINCE.search(said.before)):
        return True
    return not _NOW.search(said.sentence) and bool(_LEFT_BEHIND.search(said.sentence) or _AGO.search(said.after[:40]))


def _kind(old: Found) -> str:
    """The character of category I69 for the kind of stroke: subarachnoid 0, intracerebral 1, other 2, infarction 3."""
    kinds = {decision.code.value[2] for _, decision in old if decision.code.value.startswith(_ACUTE)} - {_INFARCTION}
    return min(kinds, default=_INFARCTION)


def _left_behind(draft: Draft, old: Found, *, alone: bool) -> Iterator[tuple[int, Decision]]:
    """The deficits a chart lays to an old stroke: told in its sentence; the plainest wherever no new one explains
    them."""
    sentences = {around(draft, decision.mention).sentence for _, decision in old}
    for index, decision in enumerate(draft.decisions):
        if not _ending(decision) or not (decision.coded or _merely_past(draft, decision)):
            continue
        linked = around(draft, decision.mention).sentence in sentences
        if linked or (alone and decision.coded and decision.code.value.startswith(_PLAIN)):
            yield index, decision


def _merely_past(draft: Draft, decision: Decision) -> bool:
    """Whether nothing but its place in a history keeps a deficit from being coded."""
    listed = draft.encounter.setting in STAYS and decision.mention.section in BACKGROUND
    return decision.reason is Reason.PAST or (listed and decision.reason is Reason.NOT_REPORTABLE)


@cache
def _table() -> tuple[tuple[str, str, bool], ...]:
    return tuple((deficit, ending, kept == "yes") for deficit, ending, kept in rows("stroke_sequelae"))


def _ending(decision: Decision) -> str:
    """The characters of category I69 after its kind; empty for what is no deficit.

    Weakness of one side is hemiparesis where it comes from a stroke.
    """
    code = decision.code.value
    if code == "R53.1" and decision.mention.side in {"right", "left"}:
        return {"right": "51", "left": "54"}[decision.mention.side]
    ending = next((ending for deficit, ending, _ in _table() if code.startswith(deficit)), "")
    return f"{ending}{code[-1].replace('0', '9')}" if ending in _SIDED else ending


def _combined(decision: Decision, kind: str) -> tuple[str, bool]:
    """The dotted code of category I69, and whether the deficit's own code follows it."""
    kept = any(kept for deficit, _, kept in _table() if decision.code.value.startswith(deficit))
    return f"I69.{kind}{_ending(decision)}", kept
