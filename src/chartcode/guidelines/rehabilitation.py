"""Admissions for rehabilitation: Guidelines II.K and IV.L."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.coding.places import STAYS
from chartcode.guidelines.presumed import coded_as
from chartcode.guidelines.replaced import instead
from chartcode.model import Decision
from chartcode.rules.kernel import rule, since

_REHABILITATION = re.compile(
    r"\b(?:admi\w+|transfer\w*|here|reason for (?:admission|stay))\b[^.\n]{0,60}\brehab\w*"
    r"|\b(?:acute|inpatient) rehab\w* (?:facility|unit|admission|stay|hospital)\b|\birf\b"
    r"|\brehabilitation (?:admission|hospital|unit|h&p|discharge)"
)
_LATER = re.compile(r"\b(?:discharg|transfer|refer|going|dispo|candidate|eval)\w*[^.\n]{0,40}$")
_HEALING = ("S", "T84", "M80", "M84.4", "M84.5", "M84.6")


@rule("rehabilitation", citation="II.K, I.C.19.a", effective=since(2015, 10, 1))
def rehabilitation(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A stay for rehabilitation reports the condition the service is for; an injury has its subsequent encounter.

    A fracture that acute care has treated is "D" there, not "A". What a stroke left behind is I69, by its own rule.
    """
    if draft.encounter.setting not in STAYS or not is_rehabilitation(draft):
        return
    for index, decision in coded_as(draft, *_HEALING):
        if _is_active(decision):
            yield from instead(draft, index, f"{decision.code.value[:-1]}D", "acute care is over: subsequent encounter")


def is_rehabilitation(draft: Draft) -> bool:
    """Whether the notes say that the stay itself is for rehabilitation, not that one may follow."""
    for note in draft.encounter.notes:
        if "rehab" in note.type.lower():
            return True
        text = note.text.lower()
        match = _REHABILITATION.search(text)
        if match and not _LATER.search(text[: match.start()]):
            return True
    return False


def _is_active(decision: Decision) -> bool:
    return decision.code.value.endswith("A") and len(decision.code.bare) == 7
