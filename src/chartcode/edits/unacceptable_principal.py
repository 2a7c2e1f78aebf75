"""Unacceptable principal diagnosis: MCE edit 9."""

from collections.abc import Iterator

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, Setting
from chartcode.rules.kernel import rule, since

_SECOND = "requires secondary diagnosis"


@rule("unacceptable-principal", citation="MCE 9", effective=since(2015, 10, 1))
def unacceptable_principal(sheet: Sheet) -> Iterator[Remark]:
    """A circumstance, a cause or a status is not accepted as the principal diagnosis of a stay.

    A few such codes are accepted where a second diagnosis tells what the stay was for.
    """
    if sheet.claim.setting is not Setting.INPATIENT or not sheet.facts:
        return
    first = sheet.facts[0]
    if _SECOND in first.lists:
        if len(sheet.facts) == 1:
            message = f"{first.code} is accepted as principal diagnosis only with a second diagnosis"
            yield Remark(Level.ERROR, message, (1,))
    elif "unacceptable principal" in first.lists:
        yield Remark(Level.ERROR, f"{first.code} is not accepted as principal diagnosis of a stay", (1,))
