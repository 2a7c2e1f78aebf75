"""Elements of a CDA document by their names without namespaces, with their paths, codes and times."""

import datetime
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from chartcode.documents.stamps import day_of

Element: TypeAlias = etree._Element

SYSTEMS = {
    "2.16.840.1.113883.6.90": "ICD-10-CM",
    "2.16.840.1.113883.6.4": "ICD-10-PCS",
    "2.16.840.1.113883.6.103": "ICD-9-CM",
    "2.16.840.1.113883.6.96": "SNOMED CT",
    "2.16.840.1.113883.6.12": "CPT",
    "2.16.840.1.113883.6.285": "HCPCS",
    "2.16.840.1.113883.6.1": "LOINC",
}
"""Code systems by their object identifiers, as HL7 registers them."""


def name_of(element: Element) -> str:
    """The local name; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def find_all(element: Element, path: str) -> Iterator[Element]:
    """The elements below it at a path of local names."""
    first, _, rest = path.partition("/")
    for child in element:
        if name_of(child) == first:
            if rest:
                yield from find_all(child, rest)
            else:
                yield child


def find(element: Element, path: str) -> Element | None:
    """The first element at a path of local names."""
    return next(find_all(element, path), None)


def path_of(element: Element) -> str:
    """The element's path from the root, each name with its number among its like."""
    steps = []
    here = element
    while (parent := here.getparent()) is not None:
        name = name_of(here)
        before = here.xpath("count(preceding-sibling::*[local-name() = $name])", name=name)
        steps.append(f"{name}[{int(before) + 1}]")
        here = parent
    return "/".join(("", name_of(here), *reversed(steps)))


def time_at(element: Element | None, path: str) -> datetime.date | None:
    """The day of the time stamp in the `value` at a path, if there is one that can be read."""
    found = find(element, path) if element is not None else None
    return day_of(found.get("value") or "") if found is not None else None


def words_of(element: Element | None) -> str:
    """What a code says in words: its display name, or the original text, which may lie in the narrative."""
    if element is None:
        return ""
    if shown := element.get("displayName"):
        return str(shown)
    original = find(element, "originalText")
    if original is None:
        return ""
    return _line(original) or _referred(original)


def _referred(original: Element) -> str:
    """The narrative that a text refers to by the ID of its element."""
    reference = find(original, "reference")
    target = (reference.get("value") or "").removeprefix("#") if reference is not None else ""
    if not target:
        return ""
    return next(map(_line, original.xpath("//*[@ID = $target]", target=target)), "")


def _line(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
