"""Codes that are only reported with another one: NCCI add-on code edits."""

from collections.abc import Iterator

from chartcode.codesets.ncci.official import ADD_ON
from chartcode.codesets.ncci.release import AddOn
from chartcode.edits.procedure_pair import SERVICES
from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level
from chartcode.rules.kernel import rule, since

_MOST_NAMED = 6
_CLOSED = 1


@rule("add-on-code", citation="NCCI Policy Manual, chapter I; add-on code edits", effective=since(2015, 10, 1))
def add_on_code(sheet: Sheet) -> Iterator[Remark]:
    """An add-on code is not paid without a primary procedure of the same provider on the same day.

    Type 1 lists every primary code there is, type 3 some, type 2 leaves them to the contractor.
    """
    ncci = sheet.book.ncci if sheet.claim.procedures and sheet.claim.setting in SERVICES else None
    if ncci is None or not ncci.has(ADD_ON):
        return
    there = {procedure.code.value for procedure in sheet.claim.procedures}
    for position, procedure in enumerate(sheet.claim.procedures, 1):
        add_on = ncci.add_on(procedure.code.value)
        if add_on and not there & set(add_on.primaries):
            others = there - {add_on.code}
            refused = add_on.type == _CLOSED or not others
            level = Level.ERROR if refused else Level.WARNING
            if refused or add_on.primaries:
                yield Remark(level, _said(add_on), (position,), of_procedures=True)


def _said(add_on: AddOn) -> str:
    named = ", ".join(add_on.primaries[:_MOST_NAMED])
    more = " and others" if len(add_on.primaries) > _MOST_NAMED or add_on.any_primary else ""
    primaries = f"{named}{more}" if named else "one that the contractor names"
    return f"{add_on.code} is an add-on code and its primary procedure is missing: {primaries}"
