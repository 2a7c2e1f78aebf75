"""Hospital-acquired conditions: Social Security Act 1886(d)(4)(D)."""

from collections.abc import Iterator

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, Setting
from chartcode.rules.kernel import rule, since

_NOT_PRESENT = {"N", "U"}
_WITH_PROCEDURE = {8, 10, 11, 12, 13, 14}
"""The conditions that only count after certain operations: mediastinitis after bypass, thrombosis after a new joint."""


@rule("hospital-acquired-condition", citation="Social Security Act 1886(d)(4)(D)", effective=since(2022, 10, 1))
def hospital_acquired_condition(sheet: Sheet) -> Iterator[Remark]:
    """A secondary diagnosis on CMS's list that was not present on admission does not raise the DRG of the stay."""
    if sheet.claim.setting is not Setting.INPATIENT:
        return
    for position, diagnosis in enumerate(sheet.claim.diagnoses, 1):
        if position == 1 or diagnosis.poa not in _NOT_PRESENT:
            continue
        for condition in sheet.book.msdrg.hacs(diagnosis.code.bare):
            case = ", after the operations on its list" if condition.number in _WITH_PROCEDURE else ""
            message = (
                f"{diagnosis.code} with POA {diagnosis.poa} is hospital-acquired condition {condition.number:02}"
                f" ({condition.title}){case}: it counts as no CC or MCC"
            )
            yield Remark(Level.WARNING, message, (position,))
