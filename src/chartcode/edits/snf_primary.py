"""The primary diagnosis of a skilled nursing stay: PDPM, MDS item I0020B."""

from collections.abc import Iterator

from chartcode.codesets.imports.missing import not_imported
from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level, Setting
from chartcode.rules.kernel import rule, since

_MISSING = not_imported("The PDPM mapping", "the PDPM ICD-10 Mappings of the fiscal year from CMS")
_RETURNED = "return to provider"


@rule("snf-primary", citation="PDPM ICD-10 Mappings; MDS 3.0 I0020B", effective=since(2019, 10, 1))
def snf_primary(sheet: Sheet) -> Iterator[Remark]:
    """A primary diagnosis that PDPM maps to "return to provider" is not accepted for a stay in a nursing facility."""
    if sheet.claim.setting is not Setting.SNF or not sheet.facts or sheet.facts[0].fault:
        return
    first, pdpm = sheet.facts[0], sheet.book.pdpm
    category = pdpm.category(first.bare) if pdpm else None
    if pdpm is None:
        yield Remark(Level.INFO, f"{first.code} as primary diagnosis was not checked. {_MISSING}", (1,))
    elif category is None:
        yield Remark(Level.WARNING, f"{first.code} is not in the mapping {pdpm.name}", (1,))
    elif category.lower() == _RETURNED:
        message = f"{first.code} is returned to the provider as primary diagnosis of a nursing facility stay"
        yield Remark(Level.ERROR, message, (1,))
