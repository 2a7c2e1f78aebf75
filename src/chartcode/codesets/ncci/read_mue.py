"""Parser of NCCI's medically unlikely edits (MUE).

File layout (CMS, `MCR_MUE_PractitionerServices_Eff_10-01-2026.csv` and those of outpatient hospitals and suppliers),
CSV: copyright lines, a header whose cells may hold line breaks, and rows of code, units, adjudication indicator ("3
Date of Service Edit: Clinical") and rationale. Some edits are not published.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from chartcode.codesets.imports.tables import PROCEDURE_CODE, Row, read_table
from chartcode.codesets.ncci.service import Service
from chartcode.errors import ReleaseError

VALUES = re.compile(r"(practitioner|outpatient hospital|dme supplier)\s+services\s+mue\s+values", re.IGNORECASE)

_SERVICES = {
    "practitioner": Service.PRACTITIONER,
    "outpatient hospital": Service.OUTPATIENT,
    "dme supplier": Service.DME,
}
_INDICATOR = re.compile(r"([123])\b.*")
_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class Mue:
    """The most units of a code that one provider reports for one patient on one day (0: it is not payable).

    `indicator` is 1 where each line of a claim is held against it, 2 and 3 where all lines of the day together are: 2
    by policy, without exception, 3 by clinical benchmarks, which a record may overcome.
    """

    code: str
    units: int
    indicator: int
    rationale: str


def service_of(text: str) -> Service | None:
    """Whose edits a file holds, by its header; None where it is none of them."""
    found = VALUES.search(text)
    return _SERVICES[" ".join(found[1].lower().split())] if found else None


def read_mue(source: BinaryIO) -> list[Mue]:
    """The edits in their order. Raises ReleaseError at a row of another layout."""
    table = read_table(source, _is_header)
    if len(table.header) != _COLUMNS:
        raise ReleaseError(f"it is of another layout: its header has {len(table.header)} columns, not {_COLUMNS}")
    return [_mue(row) for row in table.rows]


def _is_header(names: Sequence[str]) -> bool:
    return len(names) > 1 and names[0].replace(" ", "") == "hcpcs/cptcode" and VALUES.match(names[1]) is not None


def _mue(row: Row) -> Mue:
    code, units, said, rationale = row.cells
    indicator = _INDICATOR.fullmatch(said)
    if not (PROCEDURE_CODE.fullmatch(code) and units.isdecimal() and indicator):
        raise ReleaseError(f"it is cut or damaged: row {row.number} is no medically unlikely edit")
    return Mue(code, int(units), int(indicator[1]), rationale)
