"""7th characters and the placeholder X: Guidelines I.A.4 and I.A.5."""

from collections.abc import Iterator

from chartcode.codesets.icd10cm.faults import FaultKind
from chartcode.edits.sheet import Remark, Sheet
from chartcode.edits.valid_code import named
from chartcode.model import Level
from chartcode.rules.kernel import rule, since


@rule("seventh-character", citation="Guidelines I.A.4, I.A.5", effective=since(2015, 10, 1))
def seventh_character(sheet: Sheet) -> Iterator[Remark]:
    """A category with 7th characters is reported with one, in the seventh place: X fills the places before it."""
    for position, facts in enumerate(sheet.facts, 1):
        if facts.fault and facts.fault.kind is FaultKind.SEVENTH:
            message = f"{facts.code} needs a 7th character: {named(facts.fault.instead)}"
            yield Remark(Level.ERROR, message, (position,))
        elif facts.fault and facts.fault.kind is FaultKind.WRONG_SEVENTH:
            message = f"{facts.code} has a wrong 7th character or lacks its placeholder: {named(facts.fault.instead)}"
            yield Remark(Level.ERROR, message, (position,))
