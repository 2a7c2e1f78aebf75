"""The body part key and the device key: words of a chart to the values of the tables."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from chartcode.codesets.icd10pcs.build_lists import LAYOUT
from chartcode.codesets.icd10pcs.builder import PcsTable
from chartcode.codesets.icd10pcs.definitions import PcsDefinitions
from chartcode.codesets.icd10pcs.tables import PcsTables
from chartcode.codesets.imports.opened import opened

BODY_PART, DEVICE = "icd10pcs-body-part-key", "icd10pcs-device-key"

POSITIONS = {BODY_PART: 4, DEVICE: 6}
"""The character that a key is about."""

_AS_QUALIFIER = {6: 7}
"""Some substances of the key are qualifiers of a general substance in the tables."""

_MARK = re.compile(r"\((?:R|tm)\)|[®™]", re.IGNORECASE)
_QUALIFIED = re.compile(r"(?P<label>.+?)(?: for (?P<operation>[A-Z]\w+))? in (?P<where>[A-Z].+?)")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A term as the key prints it, the label of the tables it is coded to, and the position of its character: 4 for a
    body part, 6 for a device or substance.

    A label may go on with "in" or "for" and the body system or operation it is meant for: "Cardiac Lead, Pacemaker for
    Insertion in Heart and Great Vessels".
    """

    term: str
    label: str
    position: int


class PcsKeys:
    """One frozen view of the keys, the terms of all their sources together."""

    def __init__(self, entries: tuple[KeyEntry, ...]) -> None:
        self.entries = entries
        self._by_term: dict[str, list[KeyEntry]] = defaultdict(list)
        for entry in entries:
            self._by_term[_folded(entry.term)].append(entry)

    def body_part(self, term: str) -> tuple[KeyEntry, ...]:
        """The body parts a term is coded to, one for each side; case, marks and punctuation do not count."""
        return tuple(entry for entry in self._by_term.get(_folded(term), ()) if entry.position == POSITIONS[BODY_PART])

    def device(self, term: str) -> tuple[KeyEntry, ...]:
        """The devices or substances a term is coded to; case, marks and punctuation do not count."""
        return tuple(entry for entry in self._by_term.get(_folded(term), ()) if entry.position == POSITIONS[DEVICE])


def places(entry: KeyEntry, tables: PcsTables) -> tuple[tuple[str, str], ...]:
    """The values a key entry stands for: (first three characters of a table, character), in their order.

    Where its label goes on with a body system or an operation, only the tables of those.
    """
    for position in (entry.position, _AS_QUALIFIER.get(entry.position, 0)):
        if found := tables.values_named(entry.label, position):
            return found
    match = _QUALIFIED.fullmatch(entry.label)
    return tuple(
        (prefix, char)
        for prefix, char in (tables.values_named(match["label"], entry.position) if match else ())
        if match and _is_meant(match, tables.table(prefix))
    )


def _is_meant(match: re.Match[str], table: PcsTable | None) -> bool:
    section, system, operation = (axis.values[0].label for axis in table.head) if table else ("", "", "")
    return match["where"] in {section, system} and match["operation"] in {None, operation}


def open_keys(day: date, definitions: PcsDefinitions | None) -> PcsKeys | None:
    """The keys for a day: those of the definitions, and those imported on their own; None where there are neither.

    Raises ReleaseError when an imported one is damaged.
    """
    entries = {
        KeyEntry(term, label, position): None
        for term, label, _, position in (definitions.key_entries() if definitions else ())
    }
    for kind, position in POSITIONS.items():
        if release := opened(kind, LAYOUT, day):
            rows = release.book.execute("SELECT term, label FROM term ORDER BY rowid")
            entries |= {KeyEntry(term, label, position): None for term, label in rows}
    return PcsKeys(tuple(entries)) if entries else None


def _folded(term: str) -> str:
    return _NOT_WORD.sub(" ", _MARK.sub("", term).casefold()).strip()
