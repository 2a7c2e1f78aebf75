"""Codes valid on the date of service: 45 CFR 162.1002, Guidelines I.A.2 and I.B.2, MCE edit 1."""

from collections.abc import Iterator

from chartcode.codesets.icd10cm.faults import Fault, FaultKind
from chartcode.edits.sheet import Facts, Remark, Sheet
from chartcode.model import Level, dotted
from chartcode.rules.kernel import rule, since

_MOST_NAMED = 8
_OF_THE_SEVENTH = {FaultKind.SEVENTH, FaultKind.WRONG_SEVENTH}


@rule("valid-code", citation="45 CFR 162.1002; Guidelines I.A.2, I.B.2; MCE 1", effective=since(2015, 10, 1))
def valid_code(sheet: Sheet) -> Iterator[Remark]:
    """A code is reported only if it is valid to its last character on the date of service (of discharge, for a stay).

    Says what came in the place of a code that was deleted or divided, and what comes next under one that is too short.
    """
    for position, facts in enumerate(sheet.facts, 1):
        if facts.fault and facts.fault.kind not in _OF_THE_SEVENTH:
            yield Remark(Level.ERROR, _said(facts, facts.fault), (position,))


def _said(facts: Facts, fault: Fault) -> str:
    code, instead = facts.code, named(fault.instead)
    match fault.kind:
        case FaultKind.DELETED:
            return f"{code} was valid to {fault.day}" + (f"; in its place: {instead}" if instead else "")
        case FaultKind.NOT_YET:
            return f"{code} is valid only from {fault.day} on"
        case FaultKind.INCOMPLETE:
            return f"{code} needs more characters: {instead}"
        case FaultKind.TOO_LONG:
            return f"{code} has characters too many: {instead} is complete"
    return f"{code} is no code of ICD-10-CM"


def named(codes: tuple[str, ...]) -> str:
    """Bare codes as a coder writes them, the first few of many."""
    shown = ", ".join(dotted(code) for code in codes[:_MOST_NAMED])
    return f"{shown} and {len(codes) - _MOST_NAMED} more" if len(codes) > _MOST_NAMED else shown
