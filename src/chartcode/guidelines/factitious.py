"""Factitious disorders: Guidelines I.C.5.c."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.coding.specify import ADULT_YEARS
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Decision, Encounter, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_ON_ANOTHER = "F68.A"
_ON_SELF = "F68.1"
_ABUSE = ("T74", "T76")
_VICTIM = re.compile(
    r"\bvictim\b|\bby (?:the |his |her )?(?:mother|father|mom|dad|parent|caregiver|guardian|stepmother)\b"
)


@rule("factitious", citation="I.C.5.c", effective=since(2018, 10, 1))
def factitious(draft: Draft) -> Iterator[NotCoded | Finding]:
    """A factitious disorder imposed on another (F68.A) is coded for the one who imposes it, never for the victim.

    The victim has the code of abuse (T74, T76), which a person must confirm. Imposed on oneself it is F68.1-.
    """
    on_another = coded_as(draft, _ON_ANOTHER)
    if not on_another:
        return
    victim = _is_child(draft.encounter) or any(_tells_victim(draft, d) for _, d in on_another)
    if victim:
        yield from drop(on_another, Reason.OTHER_PERSON, "the patient is the victim")
        if not draft.has(*_ABUSE):
            message = "victim of a factitious disorder: is abuse confirmed (T74), suspected (T76), or undetermined?"
            yield Finding("factitious", Level.QUERY, message, (on_another[0][1].code,), "I.C.5.c")
    else:
        general = [(i, d) for i, d in coded_as(draft, _ON_SELF) if _overlaps(d, on_another[0][1])]
        yield from drop(general, Reason.COMBINATION, f"covered by {_ON_ANOTHER}")


def _is_child(encounter: Encounter) -> bool:
    day = encounter.discharge or encounter.admit
    age = encounter.age_on(day) if day else None
    return age is not None and age < ADULT_YEARS


def _tells_victim(draft: Draft, decision: Decision) -> bool:
    return bool(_VICTIM.search(around(draft, decision.mention).sentence))


def _overlaps(one: Decision, other: Decision) -> bool:
    return one.mention.note_id == other.mention.note_id and one.mention.span.overlaps(other.mention.span)
