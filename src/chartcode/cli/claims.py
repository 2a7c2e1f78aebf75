"""Codes as a person writes them - words, a text or CSV file, chartcode's own record - to a claim."""

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.documents.fields import Fields
from chartcode.documents.files import read_bytes
from chartcode.documents.names import shown
from chartcode.documents.text import decode
from chartcode.errors import InvalidValueError, UnfitDocumentError, UsageError
from chartcode.exports.schema import SCHEMA
from chartcode.model import CPT, HCPCS, ICD10CM, ICD10PCS, Code, Diagnosis, Procedure, Setting, icd10cm

_PLAIN = re.compile(r"([0-9A-Z.]{3,8})(?::([0-9A-Z]))?")
_MARKED = re.compile(r"([0-9A-Z]{5})((?:-[0-9A-Z]{2})*)(?:X(\d{1,4}))?")
_PCS_SECTIONS = "0123456789BCDFGHX"
_COLUMNS = ("code", "poa", "modifiers", "units")

Coded = Diagnosis | Procedure


@dataclass(frozen=True, slots=True)
class Written:
    """What a person gave: code words in their order, and the day and setting where a record states them."""

    words: tuple[str, ...]
    day: datetime.date | None = None
    setting: Setting | None = None


def read_codes(path: Path) -> Written:
    """The codes in a file: chartcode's own record (JSON), CSV with a column `code`, else text with one on each line.

    Raises UnreadableInputError, UnfitDocumentError, or UsageError for a record that is none of chartcode's.
    """
    name = shown(path)
    text = decode(read_bytes(path), name)
    if text.lstrip().startswith("{"):
        return _record(text, name)
    if path.suffix.lower() == ".csv":
        return Written(tuple(_rows(text, name)))
    return Written(tuple(line.strip() for line in text.splitlines() if line.strip()))


def sorted_out(words: Iterable[str], release: IcdCmRelease) -> tuple[tuple[Diagnosis, ...], tuple[Procedure, ...]]:
    """The diagnoses and the procedures that code words such as `E11.9:Y`, `J0585-59x3` or `02703DZ` name, in order.

    Raises UsageError that gives the place of a word that is no code.
    """
    coded = [_coded(word, place, release) for place, word in enumerate(words, 1)]
    diagnoses = tuple(one for one in coded if isinstance(one, Diagnosis))
    return diagnoses, tuple(one for one in coded if isinstance(one, Procedure))


def _coded(word: str, place: int, release: IcdCmRelease) -> Coded:
    text = word.strip().upper()
    plain, marked = _PLAIN.fullmatch(text), _MARKED.fullmatch(text)
    try:
        if plain and (plain[2] or _is_diagnosis(plain[1], release)):
            return Diagnosis(icd10cm(plain[1]), plain[2] or "")
        if marked and _kinds(marked[1]):
            return Procedure(_kinds(marked[1])[0](marked[1]), tuple(marked[2].split("-")[1:]), int(marked[3] or 1))
        if plain and not marked:
            return Procedure(_kinds(plain[1])[0](plain[1])) if _kinds(plain[1]) else Diagnosis(icd10cm(plain[1]))
    except InvalidValueError:
        pass
    raise UsageError(f"code {place} is not written as a code; write E11.9, E11.9:Y with its POA, or J0585-59x3")


def _is_diagnosis(code: str, release: IcdCmRelease) -> bool:
    """Whether a code word is a diagnosis before all: it has a dot, or stands in ICD-10-CM."""
    return "." in code or bool(release.validity(code)) or bool(release.kind(code))


def _kinds(code: str) -> list[type[Code]]:
    """The sets of procedure codes whose shape a code has."""
    found = [kind for kind in (HCPCS, CPT, ICD10PCS) if kind.pattern.fullmatch(code)]
    return [kind for kind in found if kind is not ICD10PCS or code[0] in _PCS_SECTIONS]


def _rows(text: str, name: str) -> Iterator[str]:
    table = csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True)
    if "code" not in [head.strip().lower() for head in table.fieldnames or ()]:
        raise UnfitDocumentError(f"{name} has no column `code`; its columns may be {', '.join(_COLUMNS)}")
    for row in table:
        cells = {str(head).strip().lower(): (cell or "").strip() for head, cell in row.items() if isinstance(cell, str)}
        if any(cells.values()):
            yield _word(*(cells.get(column, "") for column in _COLUMNS))


def _word(code: str, poa: str, modifiers: str, units: str) -> str:
    """The code word of a row's cells."""
    said = "".join(f"-{modifier}" for modifier in re.split(r"[\s,;|-]+", modifiers) if modifier)
    return f"{code}{':' if poa else ''}{poa}{said}{'x' if units else ''}{units}"


def _record(text: str, name: str) -> Written:
    """The lines of chartcode's own record, in their order."""
    try:
        data: dict[str, Any] = json.loads(text)
        if data["schema"] != SCHEMA:
            raise UnfitDocumentError(f"{name} is no record of {SCHEMA}")
        lines = sorted(data["lines"], key=lambda line: int(line["order"]))
        words = tuple(_line(line) for line in lines)
        day = Fields(name, {"date": data["date"]}).date("date")
        return Written(words, day, Setting(data["setting"]))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        raise UnfitDocumentError(f"{name} is no record of chartcode: give a file that chartcode code wrote") from None


def _line(line: dict[str, Any]) -> str:
    units = "" if line["system"] == ICD10CM.system or line["system"] == ICD10PCS.system else "1"
    return _word(line["code"], line["poa"] or "", "", units)
