"""Where a reference of the book leads: "see Fracture, ankle", "see category Z77", "see Table of Neoplasms, lip"."""

import re
from dataclasses import dataclass, replace

from chartcode.codesets import Releases
from chartcode.codesets.icd10cm.find_term import find_terms
from chartcode.codesets.icd10cm.terms import Part, Term, Terms, open_terms

_NODE = re.compile(r"(?:sub)?categor(?:y|ies)\s+([A-Z][0-9A][0-9A-Z](?:\.[0-9A-Z]{1,4})?)", re.IGNORECASE)
_BARE_NODE = re.compile(r"([A-Z][0-9A][0-9A-Z](?:\.[0-9A-Z]{1,4})?)\.?-?")
_DRUGS = "table of drugs and chemicals"
_NEOPLASMS = "table of neoplasms"
_DIRECTION = re.compile(
    r"\bby (?:type|site|drug|substance|disorder|specific|provider).*|^(?:as\b|categor|with \d).*", re.IGNORECASE
)
"""What tells how to go on from a term ("by site") and names none."""
_DISEASES = "index to diseases and injuries,"
_BEHAVIOR = frozenset(
    ("malignant", "primary", "secondary", "benign", "in situ", "uncertain behavior", "unspecified behavior")
)
"""Parts of a reference to the Neoplasm Table that name a column of it."""
_PLACES = {
    Part.INDEX: (Part.INDEX, Part.EXTERNAL),
    Part.EXTERNAL: (Part.EXTERNAL, Part.INDEX),
    Part.NEOPLASM: (Part.INDEX,),
    Part.DRUG: (Part.DRUG,),
}
"""Where the term of a reference is looked for, by the part that the reference stands in."""
_MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class Target:
    """A term of a part of the book by its number, or a node of the Tabular List (`part` is None) by its bare code.

    `behavior` is what a reference to the Neoplasm Table says of the column: "malignant", "uncertain behavior".
    """

    part: Part | None
    number: int = 0
    node: str = ""
    behavior: tuple[str, ...] = ()


def target(kind: str, text: str, part: Part, releases: Releases) -> Target | None:
    """Where a reference that stands in `part` leads; None where it names no term, or one of a part not imported."""
    node = _NODE.search(text) or (_BARE_NODE.fullmatch(text) if kind in {"see category", "subcategory"} else None)
    if text.lower().startswith(_DRUGS):
        return _find(Part.DRUG, _said(text)[1:], releases)
    if node is not None:
        bare = node.group(1).replace(".", "")
        return Target(None, node=bare) if releases.icd10cm.kind(bare) else None
    if text.lower().startswith(_DISEASES):
        return target(kind, text[len(_DISEASES) :].strip(), Part.INDEX, releases)
    said = _said(text)
    if text.lower().startswith((_NEOPLASMS, "neoplasm,")):
        sites = [site for site in said[1:] if site.lower() not in _BEHAVIOR]
        behavior = tuple(word.lower() for word in said[1:] if word.lower() in _BEHAVIOR)
        row = _find(Part.NEOPLASM, sites or ["neoplasm"], releases)
        return replace(row, behavior=behavior) if row else _find(part, said, releases)
    found = (_find(place, said, releases) for place in _PLACES[part])
    return next((at for at in found if at is not None), None)


def chain(start: Target, releases: Releases) -> tuple[Target, ...]:
    """The targets that "see" leads to from a term without a code, one after the other; circles are cut."""
    found: list[Target] = []
    at: Target | None = start
    while at is not None and at not in found and len(found) < _MOST_STEPS:
        found.append(at)
        at = _seen(at, releases)
    return tuple(found[1:])


def _seen(at: Target, releases: Releases) -> Target | None:
    term = term_of(at, releases)
    if at.part is None or term is None or term.code or term.cells:
        return None
    leads = (target(kind, text, at.part, releases) for kind, text in term.references if kind != "see also")
    return next((found for found in leads if found is not None), None)


def term_of(at: Target, releases: Releases) -> Term | None:
    """The term a target names; None for a node of the Tabular List."""
    terms = open_terms(at.part, releases.day) if at.part is not None else None
    return terms.branch(at.number, 0)[0] if terms is not None else None


def cell_of(at: Target, term: Term) -> tuple[str, str] | None:
    """The (head of the column, code) of a table's row that a target with a behavior means; "malignant" alone means
    the primary. None where it names no column, or the row has no code there."""
    heads = ((head, code) for head, code in term.cells if all(word in head.lower() for word in at.behavior))
    return next(heads, None) if at.behavior else None


def _said(text: str) -> list[str]:
    parts = (_DIRECTION.sub("", part.strip()).strip() for part in text.split(","))
    return [part for part in parts if part]


def _find(part: Part, said: list[str], releases: Releases) -> Target | None:
    terms: Terms | None = open_terms(part, releases.day)
    found = find_terms(" ".join(said), terms) if terms is not None and said else ()
    return Target(part, found[0]) if found else None
