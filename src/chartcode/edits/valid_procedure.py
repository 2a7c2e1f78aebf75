"""ICD-10-PCS codes valid on the day: 45 CFR 162.1002 and MCE edit 1."""

from collections.abc import Iterator

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import ICD10PCS, Level
from chartcode.rules.kernel import rule, since


@rule("valid-procedure", citation="45 CFR 162.1002; MCE 1", effective=since(2015, 10, 1))
def valid_procedure(sheet: Sheet) -> Iterator[Remark]:
    """An ICD-10-PCS code is reported only if it is valid on the day of discharge."""
    for position, procedure in enumerate(sheet.claim.procedures, 1):
        if not isinstance(procedure.code, ICD10PCS):
            continue
        release = sheet.releases.icd10pcs
        if not release.is_billable(procedure.code.value):
            known = release.validity(procedure.code.value)
            said = f"is not valid on {release.day}" if known else "is no code of ICD-10-PCS"
            yield Remark(Level.ERROR, f"{procedure.code} {said}", (position,), of_procedures=True)
