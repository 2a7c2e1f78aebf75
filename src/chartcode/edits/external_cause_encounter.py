"""External causes and the encounter they belong to: Guidelines I.C.20.a.2, I.C.20.b, I.C.20.c and I.C.20.k."""

from collections.abc import Iterator

from chartcode.edits.sheet import Facts, Remark, Sheet
from chartcode.model import Level
from chartcode.rules.kernel import rule, since

_ONCE = {"Y92": "place", "Y93": "activity", "Y99": "status"}
_ACTIVE = "ABC"
_SEQUELA = "S"


@rule("external-cause-encounter", citation="Guidelines I.C.20.a.2, I.C.20.b, c, k", effective=since(2015, 10, 1))
def external_cause_encounter(sheet: Sheet) -> Iterator[Remark]:
    """A cause has the 7th character of an injury it explains: initial, subsequent or sequela.

    The place, the activity and the status are each reported once, and only while the injury is actively treated.
    """
    if not any(facts.is_external_cause for facts in sheet.facts):
        return
    injuries = {_encounter(facts) for facts in sheet.facts if facts.bare[0] in "ST"} - {""}
    first: dict[str, int] = {}
    for position, facts in enumerate(sheet.facts, 1):
        category = facts.bare[:3]
        if category in _ONCE:
            before = first.setdefault(category, position)
            if before != position:
                message = f"{facts.code}: only one {_ONCE[category]} is reported"
                yield Remark(Level.WARNING, message, (before, position))
            elif injuries and "initial" not in injuries:
                message = f"{facts.code}: the {_ONCE[category]} is only reported at the initial encounter"
                yield Remark(Level.WARNING, message, (position,))
        elif facts.is_external_cause and injuries and _encounter(facts) not in {"", *injuries}:
            message = f"{facts.code} is of a {_encounter(facts)} encounter, the injury is not"
            yield Remark(Level.WARNING, message, (position,))


def _encounter(facts: Facts) -> str:
    """Initial, subsequent or sequela by the 7th character; empty for a code without one."""
    if len(facts.bare) < 7 or facts.fault:
        return ""
    return "initial" if facts.bare[6] in _ACTIVE else "sequela" if facts.bare[6] == _SEQUELA else "subsequent"
