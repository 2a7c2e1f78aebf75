"""Present on admission: Guidelines, Appendix I."""

from collections.abc import Iterator

from chartcode.codesets.imports.missing import not_imported
from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, Setting
from chartcode.rules.kernel import rule, since

_EXEMPT = "1"
_MISSING = not_imported("The POA exempt list", "POAexemptCodesFYnn.zip from CMS")


@rule("poa-indicator", citation="Guidelines, Appendix I", effective=since(2015, 10, 1))
def poa_indicator(sheet: Sheet) -> Iterator[Remark]:
    """Every diagnosis of a stay has a POA indicator unless its code is exempt; U is for the provider to settle.

    A claim without any indicator is told once. Which codes are exempt says the list of CMS, which has to be imported.
    """
    if sheet.claim.setting is not Setting.INPATIENT or not sheet.facts:
        return
    if not any(diagnosis.poa for diagnosis in sheet.claim.diagnoses):
        positions = tuple(range(1, len(sheet.facts) + 1))
        yield Remark(Level.INFO, "no POA indicator is given: an inpatient claim needs them", positions)
        return
    for position, diagnosis in enumerate(sheet.claim.diagnoses, 1):
        remark = _about(sheet, position, diagnosis.poa)
        if remark:
            yield remark


def _about(sheet: Sheet, position: int, poa: str) -> Remark | None:
    facts, exempt = sheet.facts[position - 1], sheet.book.poa_exempt
    if facts.fault:
        return None
    is_exempt = exempt.is_exempt(facts.bare) if exempt else None
    if poa == "U":
        message = f"{facts.code} has POA U: ask the provider whether it was there on admission"
        return Remark(Level.QUERY, message, (position,))
    if is_exempt is None:
        message = f"{facts.code} has no POA indicator, right only if it is exempt. {_MISSING}"
        return Remark(Level.WARNING, message, (position,)) if not poa or poa == _EXEMPT else None
    if is_exempt and poa not in {"", _EXEMPT}:
        return Remark(Level.WARNING, f"{facts.code} is exempt from POA and has none", (position,))
    if not is_exempt and poa in {"", _EXEMPT}:
        return Remark(Level.ERROR, f"{facts.code} needs a POA indicator: it is not exempt", (position,))
    return None
