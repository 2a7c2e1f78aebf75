"""Manifestation code as principal diagnosis: MCE edit 6."""

from collections.abc import Iterator

from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, Setting
from chartcode.rules.kernel import rule, since


@rule("manifestation-principal", citation="MCE 6; Guidelines I.A.13", effective=since(2015, 10, 1))
def manifestation_principal(sheet: Sheet) -> Iterator[Remark]:
    """A code on the editor's list of manifestations is not accepted as the principal diagnosis of a stay."""
    if sheet.claim.setting is Setting.INPATIENT and sheet.facts and sheet.facts[0].is_manifestation:
        message = f"{sheet.facts[0].code} is a manifestation and is no principal diagnosis: code its cause first"
        yield Remark(Level.ERROR, message, (1,))
