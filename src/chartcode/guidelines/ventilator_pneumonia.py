"""Ventilator-associated pneumonia: Guidelines I.C.10.d."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Decision, Finding, Level, Reason, SectionKind
from chartcode.rules.kernel import rule, since

_PNEUMONIA = ("J12", "J13", "J14", "J15", "J16", "J17", "J18")
_OF_ADMISSION = frozenset(
    (SectionKind.ADMITTING_DIAGNOSIS, SectionKind.PRINCIPAL_DIAGNOSIS, SectionKind.CHIEF_COMPLAINT)
)
_EARLIER = re.compile(
    r"\badmitted (?:with|for)|\bpresent on admission|\bpoa\b|community[- ]acquired|\bcap\b|on arrival"
)
_VENTILATED = re.compile(r"\bventilat|\bintubat|\bon (?:the )?vent\b|\bmechanical vent")


@rule("ventilator-pneumonia", citation="I.C.10.d", effective=since(2015, 10, 1))
def ventilator_pneumonia(draft: Draft) -> Iterator[NotCoded | Finding]:
    """J95.851 where the provider says ventilator-associated, with the organism, and no J12-J18 for the same pneumonia.

    A pneumonia the patient came with is coded beside it. Pneumonia in a ventilated patient with no such words is asked
    about, never presumed.
    """
    lungs = coded_as(draft, *_PNEUMONIA)
    if coded_as(draft, "J95.851"):
        same = [entry for entry in lungs if not any(_came_with(draft, d) for d in _like(lungs, entry[1]))]
        yield from drop(same, Reason.COMBINATION, "the ventilator-associated pneumonia (J95.851)")
    elif asked := next((d for _, d in lungs if _VENTILATED.search(around(draft, d.mention).sentence)), None):
        code = asked.code
        message = f"{code.value} in a ventilated patient: is it ventilator-associated (J95.851) or not?"
        yield Finding("ventilator-pneumonia", Level.QUERY, message, (code,))


def _like(lungs: list[tuple[int, Decision]], decision: Decision) -> list[Decision]:
    """The decisions with the same code: what one of them tells, holds for all."""
    return [other for _, other in lungs if other.code == decision.code]


def _came_with(draft: Draft, decision: Decision) -> bool:
    return decision.mention.section in _OF_ADMISSION or bool(_EARLIER.search(around(draft, decision.mention).sentence))
