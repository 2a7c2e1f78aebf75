"""Procedures that are not paid together: NCCI procedure-to-procedure (PTP) edits."""

from collections.abc import Iterator
from itertools import permutations

from chartcode.codesets.ncci.official import PTP
from chartcode.codesets.ncci.release import MISSING, NcciRelease, PtpEdit
from chartcode.codesets.ncci.service import Service
from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Claim, Level, Setting
from chartcode.rules.kernel import Window, rule, since

SERVICES = {
    Setting.OUTPATIENT: Service.OUTPATIENT,
    Setting.OFFICE: Service.PRACTITIONER,
    Setting.ASC: Service.PRACTITIONER,
}
"""Settings whose claims NCCI edits, and with which of its tables."""

_MAY_PASS = 1
_BYPASS = frozenset(
    "24 25 27 57 58 59 78 79 91 XE XP XS XU LT RT LC LD LM RC RI E1 E2 E3 E4"
    " FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9".split()
)
"""NCCI-associated modifiers: NCCI Policy Manual, chapter I, section E."""


@rule("procedure-pair", citation="NCCI Policy Manual, chapter I; PTP edits", effective=since(2015, 10, 1))
def procedure_pair(sheet: Sheet) -> Iterator[Remark]:
    """The column 2 code of an edit is not paid beside the column 1 code, for one patient, provider and day.

    Where the edit's indicator is 1, a modifier on either code that the record supports tells that both are due.
    """
    service = SERVICES.get(sheet.claim.setting)
    if service is None or not sheet.claim.procedures:
        return
    ncci = sheet.book.ncci
    if ncci is None or not ncci.has(PTP[service]):
        if len(sheet.claim.procedures) > 1:
            yield Remark(Level.INFO, f"pairs of procedures were not checked. {MISSING}", (), of_procedures=True)
        return
    for positions, edit in _edits(sheet.claim, ncci, service):
        one, two = (sheet.claim.procedures[position - 1] for position in positions)
        if edit.modifier == _MAY_PASS and _BYPASS & {*one.modifiers, *two.modifiers}:
            continue
        window = Window(edit.effective, edit.deleted) if edit.effective else None
        yield Remark(Level.ERROR, _said(edit), positions, of_procedures=True, window=window)


def _edits(claim: Claim, ncci: NcciRelease, service: Service) -> Iterator[tuple[tuple[int, int], PtpEdit]]:
    """Each pair of positions, column 1 before column 2, with the edit on it that is in force."""
    for (at1, one), (at2, two) in permutations(enumerate(claim.procedures, 1), 2):
        edit = ncci.pair(one.code.value, two.code.value, service=service)
        if edit:
            yield (at1, at2), edit


def _said(edit: PtpEdit) -> str:
    way = "unless a modifier tells that both are due" if edit.modifier == _MAY_PASS else "and no modifier changes that"
    return f"{edit.column2} is not paid beside {edit.column1} ({edit.rationale.lower()}), {way}"
