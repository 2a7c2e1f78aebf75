"""Sides that do not fit together: Guidelines I.B.13."""

from collections.abc import Iterator

from chartcode.edits.sheet import Facts, Remark, Sheet
from chartcode.model import Level, dotted
from chartcode.rules.kernel import rule, since


@rule("laterality-pair", citation="Guidelines I.B.13", effective=since(2015, 10, 1))
def laterality_pair(sheet: Sheet) -> Iterator[Remark]:
    """Right and left of one condition are the bilateral code where there is one; a side is not told twice.

    A bilateral code covers its sides, and a code of the unspecified side gives way to one that names it.
    """
    there = {facts.bare: facts for facts in sheet.facts if facts.sides}
    if len(there) < 2:
        return
    for facts in there.values():
        sides = {side: there[code] for side, code in facts.sides.items() if code in there}
        if len(sides) > 1 and facts is next(iter(sides.values())):
            yield from _of_one_condition(sheet, facts, sides)


def _of_one_condition(sheet: Sheet, facts: Facts, sides: dict[str, Facts]) -> Iterator[Remark]:
    """The remarks on one condition that is reported with more than one side."""
    both, at = facts.sides.get("bilateral"), {side: sheet.position(one) for side, one in sides.items()}
    named = [side for side in ("right", "left") if side in sides]
    if "bilateral" in sides and named:
        message = f"{sides['bilateral'].code} says both sides: {sides[named[0]].code} repeats one of them"
        yield Remark(Level.WARNING, message, (at["bilateral"], *(at[side] for side in named)))
    elif len(named) == 2 and both:
        message = f"{sides['right'].code} and {sides['left'].code} are one code for both sides: {dotted(both)}"
        yield Remark(Level.WARNING, message, (at["right"], at["left"]))
    if "unspecified" in sides:
        other = next(side for side in sides if side != "unspecified")
        message = f"{sides['unspecified'].code} leaves the side open, {sides[other].code} names it"
        yield Remark(Level.WARNING, message, (at["unspecified"], at[other]))
