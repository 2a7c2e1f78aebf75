"""7th characters of pathological and stress fractures: Guidelines I.C.13.c."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.coding.places import STAYS
from chartcode.guidelines.healing import healing
from chartcode.guidelines.presumed import coded_as
from chartcode.guidelines.replaced import instead
from chartcode.guidelines.words import around
from chartcode.model import Reason, Setting
from chartcode.rules.kernel import rule, since

_FRACTURES = ("M80", "M84.3", "M84.4", "M84.5", "M84.6", "M48.4", "M48.5")
_AFTER_ACUTE_CARE = STAYS - {Setting.INPATIENT}
_EPISODES = {"subsequent": "D", "sequela": "S"}


@rule("pathological-encounters", citation="I.C.13.c", effective=since(2015, 10, 1))
def pathological_encounters(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A pathological fracture is A while it is actively treated and D once only its healing is followed.

    It is G, K or P where the chart says that it heals late, not at all or badly, and S for what it left.
    """
    for index, decision in coded_as(draft, *_FRACTURES):
        code = decision.code.value
        if code[-1] != "A":
            continue
        default = "subsequent" if draft.encounter.setting in _AFTER_ACUTE_CARE else ""
        followed = _EPISODES.get(decision.mention.episode or default, "A")
        seventh = healing(around(draft, decision.mention).sentence) or followed
        yield from instead(draft, index, code[:-1] + seventh, "the encounter for this fracture", Reason.ELSE)
