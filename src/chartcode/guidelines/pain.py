"""Pain not elsewhere classified: Guidelines I.C.5.a and I.C.6.b."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.coding.places import COMPLAINT
from chartcode.guidelines.linked import caused
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Decision, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_PAIN = "G89"
_OF_A_CAUSE = ("G89.0", "G89.11", "G89.12", "G89.18", "G89.21", "G89.22", "G89.28", "G89.29")
"""Kinds of pain that a known cause explains; G89.3 (neoplasm) and G89.4 (syndrome) stand beside it."""
_AFTER_SURGERY = ("G89.12", "G89.18")
_PSYCHIC, _ALSO_PSYCHIC = "F45.41", "F45.42"
_SITES = ("R", "M54", "M25.5", "M79.6", "G89", "F45")
"""Codes that tell where it hurts, not why."""
_UNEXPECTED = re.compile(
    r"\buncontrolled|\bsevere|\bintractable|\bunexpected|\bexcessive|\bpoorly controlled"
    r"|\bout of proportion|\bpersistent|\brefractory"
)
_CONTROL = re.compile(
    r"\bpain (?:management|control|clinic|medicine)\b|\b(?:management|control) of (?:\w+ ){0,3}pain\b"
    r"|\bspinal cord stimulator|\bneurostimulator|\bepidural steroid|\bnerve block|\bintrathecal pump",
    re.IGNORECASE,
)
_HEAD = 200


def for_pain_control(draft: Draft) -> bool:
    """Whether the encounter is for the control of pain: by its title or first lines, or by its complaint."""
    heads = (f"{note.type} {note.text[:_HEAD]}" for note in draft.encounter.notes)
    if any(_CONTROL.search(head) for head in heads):
        return True
    told = (d for d in draft.decisions if d.code.value.startswith(_PAIN) and d.mention.section in COMPLAINT)
    return any(_CONTROL.search(around(draft, decision.mention).sentence) for decision in told)


@rule("pain", citation="I.C.5.a, I.C.6.b", effective=since(2015, 10, 1))
def pain(draft: Draft) -> Iterator[NotCoded | Finding]:
    """G89 is not coded where the cause of the pain is known and treated, nor for the pain to expect after surgery.

    It is where the encounter is for the control of pain. Pain that is only of the mind (F45.41) has no G89; pain with a
    share of it (F45.42) needs one.
    """
    found = coded_as(draft, _PAIN)
    if found and draft.has(_PSYCHIC):
        yield from drop(found, Reason.EXCLUDED, f"{_PSYCHIC} is pain of psychological origin only")
    elif found and not for_pain_control(draft):
        yield from drop(_explained(draft, found), Reason.INTEGRAL, "the cause of the pain is coded")
        expected = [(i, d) for i, d in found if d.code.value in _AFTER_SURGERY and not _is_unexpected(draft, d)]
        yield from drop(expected, Reason.NOT_REPORTABLE, "pain to be expected after surgery")
    if not found and (mixed := coded_as(draft, _ALSO_PSYCHIC)):
        message = f"{_ALSO_PSYCHIC} needs the pain itself (G89.-): is it acute, chronic, or not to be told?"
        yield Finding("pain", Level.QUERY, message, (mixed[0][1].code,), "I.C.5.a")


def _explained(draft: Draft, found: Found) -> Found:
    causes = [d for _, d in draft.coded() if not d.code.value.startswith((*_SITES, "Z"))]
    return [
        (index, decision)
        for index, decision in found
        if decision.code.value.startswith(_OF_A_CAUSE)
        and any(caused(draft, effect=decision.mention, cause=cause.mention) for cause in causes)
    ]


def _is_unexpected(draft: Draft, decision: Decision) -> bool:
    return bool(_UNEXPECTED.search(around(draft, decision.mention).sentence))
