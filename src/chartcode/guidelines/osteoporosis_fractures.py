"""Osteoporosis with and without a current fracture: Guidelines I.C.13.c and I.C.13.d."""

import re
from collections.abc import Iterator
from functools import cache

from chartcode.codesets.icd10cm.release import IcdCmRelease
from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.tables import pairs
from chartcode.guidelines.words import around
from chartcode.model import Assertion, Decision, Finding, Level, Reason, dotted
from chartcode.rules.kernel import rule, since

_MINOR = ("W00", "W01", "W03", "W05", "W06", "W07", "W08", "W18", "W19", "W22")
_MAJOR = ("V", "W09", "W10", "W11", "W12", "W13", "W14", "W15", "W16", "W17", "W20", "W3", "W5", "X9", "Y0", "Y3")
_FRAGILITY = re.compile(
    r"\bfragility\b|\bosteoporotic\b|\bground[- ]level\b|\bfrom standing\b|\bminor (?:fall|trauma)\b|\bpathologic"
)
_TUMOR = re.compile(r"metasta|\bmets?\b|malignan|neoplas|cancer|myeloma|lytic|tumou?r")
_OPEN_SITE = "M80.00X"
_ENCOUNTER = {"A": "A", "B": "A", "C": "A", "D": "D", "E": "D", "F": "D", "G": "G", "H": "G", "J": "G"}
"""The 7th character of a traumatic fracture and that of a pathological one; K, P and S are the same."""


@rule("osteoporosis-fractures", citation="I.C.13.d", effective=since(2015, 10, 1))
def osteoporosis_fractures(draft: Draft) -> Iterator[AlsoCode | NotCoded | Finding]:
    """A patient with osteoporosis whose bone broke in a minor fall, or in none, has M80.- and no traumatic fracture.

    M81 is for osteoporosis without a current fracture; healed ones are Z87.310 beside it. A fracture in a violent
    accident stays an injury; one whose cause the chart does not tell is asked about.
    """
    known = coded_as(draft, "M80", "M81")
    if not known:
        return
    sites = [
        (entry, site)
        for entry in coded_as(draft, "S", "M84.4", "M48.5")
        if (site := _site(entry[1].code.value)) and not _TUMOR.search(around(draft, entry[1].mention).sentence)
    ]
    cause = _cause(draft)
    pathological = [(entry, site) for entry, site in sites if cause == "minor" or entry[1].code.value[0] == "M"]
    for (index, decision), site in pathological:
        yield AlsoCode(index, _named(decision, site, draft.releases.icd10cm), "a fracture of a bone with osteoporosis")
    if pathological:
        note = "an osteoporotic fracture is no injury and says its osteoporosis"
        yield from drop((entry for entry, _ in pathological), Reason.COMBINATION, note)
        yield from drop(coded_as(draft, _OPEN_SITE), Reason.LESS_SPECIFIC, "the site of the fracture is known")
    elif sites and not cause:
        codes = (sites[0][0][1].code, known[0][1].code)
        message = f"{codes[0]} with osteoporosis, cause not told: a fracture of fragile bone (M80.-) or an injury?"
        yield Finding("osteoporosis-fractures", Level.QUERY, message, codes)
    if pathological or draft.has("M80"):
        yield from drop(coded_as(draft, "M81"), Reason.EXCLUDED, "only without a current fracture")


@cache
def _table() -> tuple[tuple[str, str], ...]:
    return pairs("osteoporosis_fractures")


def _site(code: str) -> str:
    return next((site for prefix, site in _table() if code.startswith(prefix)), "")


def _cause(draft: Draft) -> str:
    """ "minor" where the chart tells a fall from no height or names the fracture so, "major" where it tells a violent
    accident; empty where it tells neither."""
    told = {d.code.value for d in draft.decisions if d.assertion is Assertion.PRESENT and d.code.value[0] in "VWXY"}
    if any(code.startswith(_MAJOR) for code in told):
        return "major"
    said = any(_FRAGILITY.search(note.text.lower()) for note in draft.encounter.notes)
    return "minor" if said or any(code.startswith(_MINOR) for code in told) else ""


def _named(decision: Decision, site: str, release: IcdCmRelease) -> str:
    """The dotted M80.0- code of this site, on the side and with the 7th character of the fracture's own code."""
    code = decision.code
    seventh = _ENCOUNTER.get(code.value[-1], code.value[-1]) if code.value[-1].isalpha() else "A"
    bare = f"{site.replace('.', '')}{seventh}"
    own = release.sides(code.bare)
    side = next((name for name, sibling in own.items() if sibling == code.bare), "")
    sibling = release.sides(bare).get(side)
    return dotted(sibling) if sibling else dotted(bare)
