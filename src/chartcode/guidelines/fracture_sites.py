"""One fracture, one code: Guidelines I.C.19.a, I.C.19.c and I.C.21.c.7."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.coding.places import ACUTE, NAMED
from chartcode.guidelines.fractures import FRACTURES
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_AFTERCARE = ("Z47", "Z48", "Z51.89")
_AFTER = frozenset("DEFGHJKMNPQRS")
_LENGTH = 8
_BONE, _PART, _SIDE = 5, 5, 6
"""Where a dotted fracture code names its bone (up to), the part of it, and its side or finger (at)."""


@rule("fracture-sites", citation="I.C.19.a, I.C.19.c", effective=since(2015, 10, 1))
def fracture_sites(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A fracture that the chart tells twice is one code: of the part that is named, at one encounter.

    "Fracture of the left middle finger" and "of the middle phalanx" are one. An aftercare Z code never stands beside an
    injury whose 7th character says the aftercare.
    """
    broken = [entry for entry in coded_as(draft, *FRACTURES) if len(entry[1].code.value) == _LENGTH]
    for index, decision in broken:
        yield from _named_part(draft, index, decision.code.value, broken)
    yield from _one_encounter(draft, broken)
    injuries = broken or coded_as(draft, "S", "T")
    if any(len(d.code.value) == _LENGTH and d.code.value[-1] in _AFTER for _, d in injuries):
        yield from drop(coded_as(draft, *_AFTERCARE), Reason.EXCLUDED, "the 7th character says the aftercare")


def _named_part(draft: Draft, index: int, code: str, broken: Found) -> Iterator[AlsoCode | NotCoded]:
    """A code of an unspecified part gives way to the part named; of part and side named apart, one code has both."""
    same_bone = [d.code.value for _, d in broken if d.code.value[:_BONE] == code[:_BONE] and d.code.value != code]
    if code[_PART] == "0":
        whole = next((c for c in same_bone if c[_PART] != "0" and c[_SIDE] == code[_SIDE]), "")
        part = next((c for c in same_bone if c[_PART] != "0" and c[_SIDE] == "9"), "")
        if whole:
            yield NotCoded(index, Reason.LESS_SPECIFIC, f"{whole} says more")
        elif part and code[_SIDE] != "9":
            both = f"{part[:_SIDE]}{code[_SIDE]}{code[-1]}"
            yield from instead(draft, index, both, "the part and the side that the chart names", Reason.LESS_SPECIFIC)
    elif code[_SIDE] == "9" and any(c[_PART] == "0" and c[_SIDE] != "9" for c in same_bone):
        yield NotCoded(index, Reason.LESS_SPECIFIC, "the chart names the side")


def _one_encounter(draft: Draft, broken: Found) -> Iterator[NotCoded]:
    """Of one fracture at two encounters the one where the provider names it, else that of the setting."""
    by_fracture: dict[str, Found] = {}
    for entry in broken:
        by_fracture.setdefault(entry[1].code.value[:-1], []).append(entry)
    active = draft.encounter.setting in ACUTE
    for found in by_fracture.values():
        kept = max(found, key=lambda e: (e[1].mention.section in NAMED, (e[1].code.value[-1] in "ABC") == active))
        others = [entry for entry in found if entry[1].code != kept[1].code]
        yield from drop(others, Reason.DUPLICATE, f"{kept[1].code} is the encounter for this fracture")
