"""Manifestation codes: Guidelines I.A.13."""

from collections.abc import Iterator

from chartcode.edits.sheet import Facts, Remark, Sheet
from chartcode.model import Level, Setting
from chartcode.rules.kernel import rule, since

_NO_CAUSE = "RVWXYZ"
"""Chapters whose codes are no underlying disease: symptoms, external causes, reasons for an encounter."""


@rule("manifestation-code", citation="Guidelines I.A.13", effective=since(2015, 10, 1))
def manifestation_code(sheet: Sheet) -> Iterator[Remark]:
    """A manifestation is never first-listed and never stands without its underlying disease.

    The list of the Medicare Code Editor has the codes "in diseases classified elsewhere" and those that lack the words.
    The principal diagnosis of a stay has an edit of its own (MCE 6).
    """
    for position, facts in enumerate(sheet.facts, 1):
        if not facts.is_manifestation:
            continue
        if position > 1 and not any(_may_cause(other) for other in sheet.facts[: position - 1]):
            message = f"{facts.code} is a manifestation: no underlying disease stands before it"
            yield Remark(Level.ERROR, message, (position,))
        elif position == 1 and sheet.claim.setting is not Setting.INPATIENT:
            message = f"{facts.code} is a manifestation and is never first-listed: code the underlying disease first"
            yield Remark(Level.ERROR, message, (1,))


def _may_cause(facts: Facts) -> bool:
    return facts.bare[0] not in _NO_CAUSE and not facts.is_manifestation
