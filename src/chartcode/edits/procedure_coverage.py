"""Procedures that Medicare does not cover, or only under conditions: MCE edits 11, 17 and 19."""

from collections.abc import Iterator

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, Setting
from chartcode.rules.kernel import rule, since

_OVER = 60
_FEWEST_DAYS = 4
"""A stay with more than 96 hours of ventilation has at least so many days."""


@rule("procedure-coverage", citation="MCE 11, 17, 19", effective=since(2015, 10, 1))
def procedure_coverage(sheet: Sheet) -> Iterator[Remark]:
    """Some operations are not covered, some at certain ages or in certain hospitals, one needs a stay of some days."""
    if sheet.claim.setting is not Setting.INPATIENT:
        return
    for position, procedure in enumerate(sheet.claim.procedures, 1):
        for level, message in _said(sheet, sheet.book.mce.procedure_flags(procedure.code.value)):
            yield Remark(level, f"{procedure.code} {message}", (position,), of_procedures=True)


def _said(sheet: Sheet, lists: frozenset[str]) -> Iterator[tuple[Level, str]]:
    claim = sheet.claim
    if "noncovered" in lists:
        yield Level.ERROR, "is not covered by Medicare, but for conditions that its rules name"
    if "noncovered over 60" in lists and claim.age is not None and claim.age > _OVER:
        yield Level.ERROR, f"is not covered for a patient over {_OVER}"
    if "limited coverage" in lists:
        yield Level.WARNING, "is covered only in approved hospitals or trials"
    if "length of stay" in lists and claim.admit and (claim.day - claim.admit).days < _FEWEST_DAYS:
        yield Level.ERROR, f"tells of more than 96 hours, the stay of fewer than {_FEWEST_DAYS} days"
