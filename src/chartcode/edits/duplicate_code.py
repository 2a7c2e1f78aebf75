"""One code, one line: Guidelines I.B.12 and MCE edit 3."""

from collections.abc import Iterator

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level
from chartcode.rules.kernel import rule, since


@rule("duplicate-code", citation="Guidelines I.B.12; MCE 3", effective=since(2015, 10, 1))
def duplicate_code(sheet: Sheet) -> Iterator[Remark]:
    """A diagnosis code is reported once for an encounter, also where it stands for two conditions or two sides."""
    if len(set(sheet.facts)) == len(sheet.facts):
        return
    first: dict[str, int] = {}
    for position, facts in enumerate(sheet.facts, 1):
        before = first.setdefault(facts.bare, position)
        if before != position:
            where = "the principal diagnosis" if before == 1 else f"diagnosis {before}"
            yield Remark(Level.ERROR, f"{facts.code} repeats {where}", (before, position))
