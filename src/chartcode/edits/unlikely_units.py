"""More units than likely: NCCI medically unlikely edits (MUE)."""

from collections import defaultdict
from collections.abc import Iterator

from chartcode.codesets.ncci.official import MUE
from chartcode.codesets.ncci.read_mue import Mue
from chartcode.codesets.ncci.release import MISSING
from chartcode.edits.procedure_pair import SERVICES
from chartcode.edits.sheet import Remark, Sheet
from chartcode.model import Level
from chartcode.rules.kernel import rule, since

_BY_LINE, _BY_POLICY = 1, 2


@rule("unlikely-units", citation="NCCI Policy Manual, chapter I; MUE", effective=since(2015, 10, 1))
def unlikely_units(sheet: Sheet) -> Iterator[Remark]:
    """The units of a code beyond its MUE are not paid: by line (MAI 1), or of the day by policy (2) or benchmark (3).

    A record may overcome a benchmark, never a policy.
    """
    service = SERVICES.get(sheet.claim.setting)
    if service is None or not sheet.claim.procedures:
        return
    ncci = sheet.book.ncci
    if ncci is None or not ncci.has(MUE[service]):
        yield Remark(Level.INFO, f"units were not checked. {MISSING}", (), of_procedures=True)
        return
    for code, positions in _by_code(sheet).items():
        edit = ncci.mue(code, service=service)
        if edit:
            yield from _of(edit, sheet, positions)


def _by_code(sheet: Sheet) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for position, procedure in enumerate(sheet.claim.procedures, 1):
        found[procedure.code.value].append(position)
    return found


def _of(edit: Mue, sheet: Sheet, positions: list[int]) -> Iterator[Remark]:
    """The remarks on the lines of one code: each line by itself, or all of the day together."""
    together = edit.indicator != _BY_LINE
    for lines in [tuple(positions)] if together else [(position,) for position in positions]:
        units = sum(sheet.claim.procedures[position - 1].units for position in lines)
        if units > edit.units:
            yield Remark(_level(edit), _said(edit, units), lines, of_procedures=True)


def _level(edit: Mue) -> Level:
    return Level.ERROR if edit.indicator in {_BY_LINE, _BY_POLICY} or not edit.units else Level.WARNING


def _said(edit: Mue, units: int) -> str:
    if not edit.units:
        return f"{edit.code} has an MUE of 0: it is not payable here ({edit.rationale})"
    way = {
        _BY_LINE: "on one line",
        _BY_POLICY: "on one day, by policy and without exception",
    }.get(edit.indicator, "on one day; more only where the record shows the need")
    return f"{edit.code} has {units} units, its MUE is {edit.units} {way} ({edit.rationale})"
