"""Questionable admission: MCE edit 8."""

from collections.abc import Iterator

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, Setting
from chartcode.rules.kernel import rule, since


@rule("questionable-admission", citation="MCE 8", effective=since(2015, 10, 1))
def questionable_admission(sheet: Sheet) -> Iterator[Remark]:
    """Some diagnoses usually give no reason to admit a patient to an acute care hospital."""
    first = sheet.facts[0] if sheet.facts else None
    if first and sheet.claim.setting is Setting.INPATIENT and "questionable admission" in first.lists:
        message = f"{first.code} is usually no reason for admission to an acute care hospital"
        yield Remark(Level.WARNING, message, (1,))
