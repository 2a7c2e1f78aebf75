"""What clinicians other than the provider may document: Guidelines I.B.14.

`other_clinicians.csv` lists the codes, the day from which their words may be used, and the diagnosis that the provider
has to name for it, empty where there is none.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.tables import rows
from chartcode.model import Decision, Reason, Setting
from chartcode.rules.kernel import rule, since

_PROVIDERS = re.compile(r"\b(?:nurse practitioner|np|aprn|arnp|crnp|cnm|nurse midwife|crna|nurse anesthetist)\b")
_OTHERS = re.compile(
    r"\b(?:nurs\w*|rn|lpn|lvn|cna|wocn|dietit\w*|dietic\w*|nutrition\w*|rd|rdn|pharmacist|pharmd|therapist|pt|ot|slp"
    r"|social work\w*|msw|lcsw|case manage\w*|emt|paramedic|medical assistant|technician|technologist|aide|chaplain)\b"
)
_OWN_ASSESSMENT = frozenset((Setting.HOME_HEALTH, Setting.HOSPICE))
"""Settings whose diagnoses a nurse lists for the plan of care that the physician signs (42 CFR 484.60)."""


class _Allowed(NamedTuple):
    code: str
    first: date
    needs: tuple[str, ...]


@cache
def _table() -> tuple[_Allowed, ...]:
    return tuple(
        _Allowed(code, date.fromisoformat(day), tuple(needs.split())) for code, day, needs in rows("other_clinicians")
    )


@rule("other-clinicians", citation="I.B.14", effective=since(2015, 10, 1))
def other_clinicians(draft: Draft) -> Iterator[NotCoded]:
    """A diagnosis is the provider's: what only a nurse, dietitian, therapist or social worker names is not coded.

    Their words count for a few things: BMI, depth of ulcers, coma scale, NIHSS, social determinants, blood alcohol,
    underimmunization; where these belong to a diagnosis, the provider has to name that diagnosis. A chart
    without any provider's note is left as it is: whose visit it was, nobody can tell.
    """
    others = {note.note_id for note in draft.encounter.notes if is_other_clinician(note.author_role)}
    alone = len(others) == len(draft.encounter.notes)
    if not others or alone or draft.encounter.setting in _OWN_ASSESSMENT:
        return
    told = {d.code.value for _, d in draft.coded() if d.mention.note_id not in others}
    for index, decision in draft.coded():
        code = decision.code.value
        if decision.mention.note_id in others and code not in told and not _is_allowed(draft, decision, told):
            yield NotCoded(index, Reason.NOT_STATED, "only a clinician other than the provider names it")


def is_other_clinician(role: str) -> bool:
    """Whether the role of a note's author is that of a clinician who may not establish a diagnosis."""
    said = role.lower().replace("-", " ").replace("_", " ")
    return _OTHERS.search(said) is not None and _PROVIDERS.search(said) is None


def _is_allowed(draft: Draft, decision: Decision, told: set[str]) -> bool:
    row = next((row for row in _table() if decision.code.value.startswith(row.code)), None)
    if row is None or draft.releases.day < row.first:
        return False
    return not row.needs or any(code.startswith(row.needs) for code in told)
