"""The official NCCI files that can be imported: how each is known, and what its release holds."""

from collections.abc import Callable
from sqlite3 import Connection
from typing import BinaryIO

from chartcode.codesets.imports.dates import Cycle
from chartcode.codesets.imports.kind import Contents, Head, Kind
from chartcode.codesets.ncci.build_ptp import LAYOUT as PTP_LAYOUT
from chartcode.codesets.ncci.build_ptp import PARTS, build_ptp
from chartcode.codesets.ncci.read_addon import is_row, read_addon
from chartcode.codesets.ncci.read_mue import read_mue, service_of
from chartcode.codesets.ncci.read_ptp import HEADER
from chartcode.codesets.ncci.service import Service

PTP = {Service.PRACTITIONER: "ncci-ptp-practitioner", Service.OUTPATIENT: "ncci-ptp-outpatient"}
MUE = {service: f"ncci-mue-{service.value}" for service in Service}
ADD_ON = "ncci-addon"
MUE_LAYOUT = ADD_ON_LAYOUT = 1
"""Count up when the tables below change."""

_CALLED = {
    Service.PRACTITIONER: "practitioners",
    Service.OUTPATIENT: "outpatient hospitals",
    Service.DME: "equipment suppliers",
}
_PTP_FILES = {Service.PRACTITIONER: "ccipra-v", Service.OUTPATIENT: "ccioph-v"}

_MUE = """
CREATE TABLE mue (
    code TEXT PRIMARY KEY, units INTEGER NOT NULL, indicator INTEGER NOT NULL, rationale TEXT NOT NULL
) WITHOUT ROWID
"""
_ADD_ON = """
CREATE TABLE add_on (
    type INTEGER NOT NULL, code TEXT NOT NULL, primary_code TEXT NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, note TEXT NOT NULL,
    PRIMARY KEY (code, primary_code, type, first, last)
) WITHOUT ROWID
"""


def _is_ptp(service: Service) -> Callable[[Head], bool]:
    start = _PTP_FILES[service]
    return lambda head: head.name.lower().startswith(start) and HEADER.search(head.text) is not None


def _is_mue(service: Service) -> Callable[[Head], bool]:
    return lambda head: service_of(head.text) is service


def _mue(source: BinaryIO, book: Connection) -> Contents:
    edits = read_mue(source)
    book.execute(_MUE)
    rows = ((edit.code, edit.units, edit.indicator, edit.rationale) for edit in edits)
    book.executemany("INSERT OR IGNORE INTO mue VALUES (?, ?, ?, ?)", rows)
    return Contents("", {"codes": len(edits)})


def _is_add_on(head: Head) -> bool:
    return any(map(is_row, head.text.splitlines()[:-1]))


def _add_on(source: BinaryIO, book: Connection) -> Contents:
    rows = read_addon(source)
    book.execute(_ADD_ON)
    book.executemany("INSERT OR IGNORE INTO add_on VALUES (?, ?, ?, ?, ?, ?)", rows)
    return Contents("", {"edits": len(rows), "add-on codes": len({code for _, code, *_ in rows})})


KINDS = (
    *(
        Kind(
            name=name,
            title=f"NCCI PTP edits for {_CALLED[service]} (text)",
            layout=PTP_LAYOUT,
            recognises=_is_ptp(service),
            build=build_ptp,
            cycle=Cycle.CALENDAR,
            parts=PARTS,
        )
        for service, name in PTP.items()
    ),
    *(
        Kind(name, f"NCCI MUE for {_CALLED[service]} (CSV)", MUE_LAYOUT, _is_mue(service), _mue, Cycle.CALENDAR)
        for service, name in MUE.items()
    ),
    Kind(ADD_ON, "NCCI add-on codes (fixed-width text)", ADD_ON_LAYOUT, _is_add_on, _add_on, Cycle.CALENDAR),
)
