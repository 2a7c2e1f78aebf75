"""Z codes that may only be first-listed: Guidelines I.C.21.c.16."""

from collections.abc import Iterator

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level
from chartcode.rules.kernel import rule, since

_ONLY_FIRST = (
    *("Z00", "Z01", "Z02", "Z04", "Z3181", "Z3183", "Z3184", "Z332", "Z34", "Z38", "Z39", "Z40", "Z42"),
    *("Z510", "Z511", "Z52", "Z761", "Z762", "Z9912"),
)
_EXCEPT = ("Z006", "Z529")


@rule("first-listed-only", citation="Guidelines I.C.21.c.16", effective=since(2020, 10, 1))
def first_listed_only(sheet: Sheet) -> Iterator[Remark]:
    """Certain Z codes may only be the first-listed diagnosis.

    The exception are several encounters on one day whose records are combined: two such codes may then both stand, so
    the second of two is not refused.
    """
    only_first = [
        position
        for position, facts in enumerate(sheet.facts, 1)
        if facts.bare.startswith(_ONLY_FIRST) and not facts.bare.startswith(_EXCEPT)
    ]
    for position in only_first:
        code = sheet.facts[position - 1].code
        if position > 1 and only_first[0] == 1:
            message = (
                f"{code} may only be first-listed: beside another such code only for combined encounters of one day"
            )
            yield Remark(Level.WARNING, message, (position, 1))
        elif position > 1:
            yield Remark(Level.ERROR, f"{code} may only be first-listed", (position,))
