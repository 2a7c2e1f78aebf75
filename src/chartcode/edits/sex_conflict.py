"""Diagnoses of the other sex: MCE edit 5, while CMS had it."""

from collections.abc import Iterator
from datetime import date

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, Setting, Sex
from chartcode.rules.kernel import Window, rule

_LISTS = {Sex.FEMALE: "male", Sex.MALE: "female"}


@rule("sex-conflict", citation="MCE 5", effective=Window(date(2015, 10, 1), date(2024, 9, 30)))
def sex_conflict(sheet: Sheet) -> Iterator[Remark]:
    """A diagnosis of one sex conflicts with a patient of the other; CMS took this edit back for FY2025."""
    wrong = _LISTS.get(sheet.claim.sex)
    if wrong is None or sheet.claim.setting is not Setting.INPATIENT:
        return
    for position, facts in enumerate(sheet.facts, 1):
        if wrong in facts.lists:
            message = f"{facts.code} is a {wrong} code; the claim says {sheet.claim.sex.name.lower()}"
            yield Remark(Level.ERROR, message, (position,))
