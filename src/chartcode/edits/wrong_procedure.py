"""Wrong procedure performed: MCE edit 18."""

from collections.abc import Iterator

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, Setting
from chartcode.rules.kernel import rule, since


@rule("wrong-procedure", citation="MCE 18; NCD 140.6, 140.7, 140.8", effective=since(2015, 10, 1))
def wrong_procedure(sheet: Sheet) -> Iterator[Remark]:
    """A wrong operation, or one on a wrong patient, side or site, is not paid for and leads to a denial of the stay."""
    if sheet.claim.setting is not Setting.INPATIENT:
        return
    for position, facts in enumerate(sheet.facts, 1):
        if "wrong procedure" in facts.lists:
            yield Remark(Level.ERROR, f"{facts.code} reports a wrong procedure: Medicare denies the stay", (position,))
