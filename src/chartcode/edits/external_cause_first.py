"""External causes are never first: Guidelines I.C.20.a.6 and MCE edit 2."""

from collections.abc import Iterator

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level
from chartcode.rules.kernel import rule, since


@rule("external-cause-first", citation="Guidelines I.C.20.a.6; MCE 2", effective=since(2015, 10, 1))
def external_cause_first(sheet: Sheet) -> Iterator[Remark]:
    """A code of chapter 20 tells how an injury came about and is never the principal or first-listed diagnosis."""
    if sheet.facts and sheet.facts[0].is_external_cause:
        yield Remark(Level.ERROR, f"{sheet.facts[0].code} is an external cause and is never first-listed", (1,))
