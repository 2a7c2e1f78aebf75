"""The page of a code: all that the book and the sets beside it say of it on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from chartcode.book.changed import Changed, changed
from chartcode.book.facts import Fact, Said, diagnosis_facts, procedure_facts
from chartcode.book.nodes import node_named
from chartcode.codesets import Releases
from chartcode.codesets.icd10cm.release import IcdCmRelease, Instruction
from chartcode.errors import ReleaseError
from chartcode.model import CPT, HCPCS, ICD10PCS, dotted

if TYPE_CHECKING:
    from chartcode.codesets.hcpcs.entry import HcpcsEntry
    from chartcode.codesets.icd10pcs.release import PcsRelease

SYSTEMS = ("icd10cm", "icd10pcs", "hcpcs", "cpt")
"""The code sets a page can be of, in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A code, block or chapter as it is written, with its title; empty where no release at hand has one."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Character:
    """A character of an ICD-10-PCS code: position, what is called so there, its label, and what is said of it."""

    position: int
    axis: str
    char: str
    label: str
    definition: str
    includes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that is known of a code on a day.

    `valid` are the spans of days, first and last, on which it is or was valid, the last None where no end is known;
    empty where a longer code is needed, or where the code set does not say.
    `above` leads down to it, `siblings` stand beside it, `below` under it. `notes` name in `at` the node they stand at;
    inherited ones too. `sevenths` are the 7th characters it takes or has. `characters` are of ICD-10-PCS. `changed` is
    None where the year before is not known. `needs` tells what to import for more.
    """

    system: str
    release: str
    day: date
    code: str
    title: str
    billable: bool
    valid: tuple[tuple[date, date | None], ...]
    above: tuple[Entry, ...] = ()
    notes: tuple[Instruction, ...] = ()
    sevenths: tuple[Said, ...] = ()
    siblings: tuple[Entry, ...] = ()
    below: tuple[Entry, ...] = ()
    characters: tuple[Character, ...] = ()
    facts: tuple[Fact, ...] = ()
    changed: Changed | None = None
    needs: tuple[str, ...] = ()


def page(text: str, releases: Releases, system: str = "") -> Page | None:
    """The page of the ICD-10-CM code, category, block or chapter, or the code of another set, that a text names.

    Codes may be written in any case and without their dot. `system`, one of SYSTEMS, asks that set only: E0781 is a
    HCPCS code and, without its dot, also a diagnosis. None where no set has the code on any day. Raises ReleaseError
    where the text has the shape of a code of a set that has to be imported.
    """
    asked = (system,) if system else SYSTEMS
    node = node_named(text, releases.icd10cm) if "icd10cm" in asked else None
    if node is not None:
        return _diagnosis(node, releases.icd10cm)
    code = text.strip().upper()
    if "icd10pcs" in asked and ICD10PCS.pattern.fullmatch(code) and releases.icd10pcs.validity(code):
        return _procedure(code, releases.icd10pcs)
    if "hcpcs" in asked and HCPCS.pattern.fullmatch(code):
        return _service(code, releases.day)
    return _cpt(code, releases.day) if "cpt" in asked and CPT.pattern.fullmatch(code) else None


def _diagnosis(node: str, release: IcdCmRelease) -> Page:
    above = release.ancestors(node)
    billable = release.is_billable(node)
    return Page(
        system=release.system,
        release=release.name,
        day=release.day,
        code=dotted(node),
        title=release.title(node) or "",
        billable=billable,
        valid=_spans(release.validity(node)),
        above=_entries(reversed(above), release),
        notes=tuple(Instruction(note.kind, note.text, dotted(note.at)) for note in release.instructions(node)),
        sevenths=tuple(Said(char, meaning) for char, meaning in release.sevenths(node)),
        siblings=_entries((other for other in release.children(above[0]) if other != node), release) if above else (),
        below=_entries(release.children(node) or release.now_divided_into(node), release),
        facts=diagnosis_facts(node, release.day) if billable else (),
        changed=changed(node, release),
    )


def _procedure(code: str, release: "PcsRelease") -> Page:
    billable = release.is_billable(code)
    beside = (other for other in release.billable_codes(code[:-1]) if other != code)
    return Page(
        system=release.system,
        release=release.name,
        day=release.day,
        code=code,
        title=release.title(code) or "",
        billable=billable,
        valid=_spans(release.validity(code)),
        siblings=tuple(Entry(other, release.title(other) or "") for other in beside),
        characters=tuple(
            Character(
                axis.position,
                axis.title,
                axis.char,
                axis.label,
                axis.meaning.definition if axis.meaning else "",
                axis.meaning.includes if axis.meaning else (),
            )
            for axis in release.axes(code) or ()
        ),
        facts=procedure_facts(code, release.day) if billable else (),
        needs=tuple(line for part, line in release.missing().items() if part in {"tables", "definitions"}),
    )


def _service(code: str, day: date) -> Page | None:
    from chartcode.codesets.hcpcs.release import MISSING, open_hcpcs

    release = open_hcpcs(day)
    if release is None:
        raise ReleaseError(MISSING)
    entry = release.code(code)
    if entry is None:
        return None
    valid = ((entry.added, entry.terminated),) if entry.added else ()
    facts = (Fact("HCPCS", release.name, _said_of(entry)),)
    return Page(release.system, release.name, day, code, entry.long, entry.in_force(day), valid, facts=facts)


def _said_of(entry: "HcpcsEntry") -> tuple[Said, ...]:
    fields = {
        "short title": entry.short,
        "coverage": entry.coverage,
        "pricing": ", ".join(entry.pricing),
        "coverage issues": ", ".join(entry.coverage_issues),
        "statute": entry.statute,
        "see": ", ".join(entry.cross_references),
        "BETOS": entry.betos,
    }
    return tuple(Said(name, text) for name, text in fields.items() if text)


def _cpt(code: str, day: date) -> Page | None:
    from chartcode.codesets.cpt.release import MISSING, open_cpt

    release = open_cpt(day)
    if release is None:
        raise ReleaseError(MISSING)
    title = release.descriptor(code)
    return Page(release.system, release.name, day, code, title, True, ()) if title is not None else None


def _entries(nodes: Iterable[str], release: IcdCmRelease) -> tuple[Entry, ...]:
    return tuple(Entry(dotted(node), release.title(node) or "") for node in nodes)


def _spans(spans: Iterable[tuple[int, int]]) -> tuple[tuple[date, date], ...]:
    return tuple((_date(first), _date(last)) for first, last in spans)


def _date(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)
