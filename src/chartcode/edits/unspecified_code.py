"""Unspecified code: MCE edit 20."""

from collections.abc import Iterator

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, Setting
from chartcode.rules.kernel import rule, since


@rule("unspecified-code", citation="MCE 20; Guidelines I.B.13", effective=since(2022, 4, 1))
def unspecified_code(sheet: Sheet) -> Iterator[Remark]:
    """A code that leaves the side open is returned where codes of that subcategory name it: the chart has the side."""
    if sheet.claim.setting is not Setting.INPATIENT:
        return
    for position, facts in enumerate(sheet.facts, 1):
        if "unspecified" in facts.lists:
            message = f"{facts.code} leaves the side open: other codes name it, and any clinician may document it"
            yield Remark(Level.WARNING, message, (position,))
