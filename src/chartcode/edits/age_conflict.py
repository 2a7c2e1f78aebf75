"""Diagnoses of another age: MCE edit 4, IOCE edit 2."""

from collections.abc import Iterator

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, Setting
from chartcode.rules.kernel import rule, since

_EDITED = {Setting.INPATIENT, Setting.OUTPATIENT}
"""Settings whose claims the Medicare editors return; elsewhere the conflict is as strange, but nobody refuses it."""


@rule("age-conflict", citation="MCE 4; IOCE 2", effective=since(2015, 10, 1))
def age_conflict(sheet: Sheet) -> Iterator[Remark]:
    """A newborn, pediatric, maternity or adult diagnosis needs a patient of that age when the care began."""
    age = sheet.claim.age
    if age is None:
        return
    for position, facts in enumerate(sheet.facts, 1):
        for name, lowest, highest in facts.ages:
            if not lowest <= age <= highest:
                level = Level.ERROR if sheet.claim.setting in _EDITED else Level.WARNING
                ages = f"{lowest} to {highest} years" if highest else "under 1 year"
                yield Remark(level, f"{facts.code} is a {name} code ({ages}); the patient is {age}", (position,))
