"""Parser of the official ICD-10-PCS definitions XML, which also carries the body part, device and substance keys.

File layout (CMS, `icd10pcs_definitions.xsd`): `section` elements, in them an `axis` for each character that has
definitions, in it `terms`: one or more `title` (labels of the tables, where a device key needs it followed by "in" and
its body system), then of `definition`, `explanation` and `includes` what there is. `includes` are examples of an
operation, and synonyms of a body part, device or substance: the keys. `deviceAggregation` says which general device
value takes the place of a specific one in body systems and operations that lack it.
"""

from dataclasses import dataclass
from typing import BinaryIO
from xml.etree.ElementTree import Element

from chartcode.codesets.imports.xml import text_of, tree
from chartcode.errors import ReleaseError

ROOT = "ICD10PCS.definitions"


@dataclass(frozen=True, slots=True)
class Term:
    """What a section says of labels on an axis: its character and position, the labels, and their meaning, with ""
    and () where there is none."""

    section: str
    position: int
    titles: tuple[str, ...]
    definition: str
    explanation: str
    includes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A specific device, the operation and the body systems it is meant for, and the general value (character and
    label) that stands for it elsewhere."""

    device: str
    operation: str
    body_systems: tuple[str, ...]
    char: str
    label: str


@dataclass(frozen=True, slots=True)
class DefinitionsFile:
    """The year the file states, its sections (character, title), terms and device aggregations."""

    version: str
    sections: tuple[tuple[str, str], ...]
    terms: tuple[Term, ...]
    aggregates: tuple[Aggregate, ...]


def read_definitions(source: BinaryIO) -> DefinitionsFile:
    """The terms of a file. Raises ReleaseError when it is no such file, is cut, or holds none."""
    root = tree(source)
    if root.tag != ROOT:
        raise ReleaseError(f"it is no file of ICD-10-PCS definitions: its root element should be {ROOT}")
    sections = root.findall("section")
    terms = tuple(
        _term(section.get("code", ""), axis, term)
        for section in sections
        for axis in section.findall("axis")
        for term in axis.findall("terms")
    )
    if not terms or any(not term.section or not term.titles for term in terms):
        raise ReleaseError("it is damaged: it holds no terms, or terms without a section or a title")
    return DefinitionsFile(
        text_of(root.find("version")),
        tuple((section.get("code", ""), text_of(section.find("title"))) for section in sections),
        terms,
        tuple(map(_aggregate, root.findall("deviceAggregation/aggregate"))),
    )


def _term(section: str, axis: Element, element: Element) -> Term:
    position = axis.get("pos", "")
    if not position.isdecimal():
        raise ReleaseError("it is damaged: an axis has no position")
    return Term(
        section=section,
        position=int(position),
        titles=_texts(element, "title"),
        definition=text_of(element.find("definition")),
        explanation=text_of(element.find("explanation")),
        includes=_texts(element, "includes"),
    )


def _aggregate(element: Element) -> Aggregate:
    parent = element.find("parent")
    return Aggregate(
        device=text_of(element.find("device")),
        operation=text_of(element.find("operation")),
        body_systems=_texts(element, "bodySys"),
        char=parent.get("value", "") if parent is not None else "",
        label=text_of(parent),
    )


def _texts(element: Element, tag: str) -> tuple[str, ...]:
    return tuple(text_of(child) for child in element.findall(tag))
