"""The primary diagnosis of home health care: PDGM."""

from collections.abc import Iterator

from chartcode.codesets.imports.missing import not_imported
from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, Setting
from chartcode.rules.kernel import rule, since

_MISSING = not_imported("The PDGM list", "the PDGM Grouper Tool of the calendar year from CMS")


@rule("home-health-primary", citation="PDGM clinical groups; 84 FR 60478", effective=since(2020, 1, 1))
def home_health_primary(sheet: Sheet) -> Iterator[Remark]:
    """A primary diagnosis without a clinical group is an unacceptable one: the claim of the period is returned."""
    if sheet.claim.setting is not Setting.HOME_HEALTH or not sheet.facts or sheet.facts[0].fault:
        return
    first, pdgm = sheet.facts[0], sheet.book.pdgm
    group = pdgm.clinical_group(first.bare) if pdgm else None
    if pdgm is None:
        yield Remark(Level.INFO, f"{first.code} as primary diagnosis was not checked. {_MISSING}", (1,))
    elif group is None:
        yield Remark(Level.WARNING, f"{first.code} is not in the list {pdgm.name}", (1,))
    elif not group:
        message = f"{first.code} has no clinical group: it is not accepted as primary diagnosis of home health care"
        yield Remark(Level.ERROR, message, (1,))
