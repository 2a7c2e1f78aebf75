"""The order of injuries and of external causes: Guidelines I.C.19.b, I.C.19.d, I.C.19.f and I.C.20.f."""

from collections.abc import Iterator

from chartcode.coding.draft import After, Before, Draft, InOrder
from chartcode.rules.kernel import rule, since

_MALTREATMENT = ("T74", "T76")
_SUPERFICIAL = ("S00", "S10", "S20", "S30", "S40", "S50", "S60", "S70", "S80", "S90")
_NERVE_OR_VESSEL = (
    "S14",
    "S15",
    "S24",
    "S25",
    "S34",
    "S35",
    "S44",
    "S45",
    "S54",
    "S55",
    "S64",
    "S65",
    "S74",
    "S75",
    "S84",
    "S85",
    "S94",
    "S95",
)
_BURNS = ("T20", "T21", "T22", "T23", "T24", "T25")
_DEGREES = "37261540"
"""The degree characters of burns and corrosions, the highest degree first."""

_PERSONAL = (
    "X92",
    "X93",
    "X94",
    "X95",
    "X96",
    "X97",
    "X98",
    "X99",
    "Y00",
    "Y01",
    "Y02",
    "Y03",
    "Y04",
    "Y05",
    "Y07",
    "Y08",
    "Y09",
)
_CATACLYSM = ("X30", "X31", "X32", "X33", "X34", "X35", "X36", "X37", "X38", "X39")
_CAUSES = (
    _PERSONAL,
    ("Y38",),
    _CATACLYSM,
    ("V",),
    ("W", "X", "Y0", "Y1", "Y2", "Y3"),
    ("Y6", "Y7", "Y8"),
    ("Y92",),
    ("Y93",),
    ("Y99",),
    ("Y9",),
)


@rule("injury-order", citation="I.C.19.b, I.C.19.d, I.C.19.f, I.C.20.f", effective=since(2015, 10, 1))
def injury_order(draft: Draft) -> Iterator[InOrder | Before | After]:
    """Maltreatment before the injuries of it, burns by their degree, what is superficial after the other injuries.

    Nerves and vessels follow the primary injury. External causes stand at the end: maltreatment, terrorism, cataclysm,
    transport, then the others.
    """
    codes = draft.order
    if not any(code[0] in "ST" for code in codes):
        return
    external = [code for code in codes if code[0] in "VWXY"]
    burns = [code for code in codes if code.startswith(_BURNS)]
    ranked = iter(sorted(burns, key=lambda code: _DEGREES.index(code[4])))
    body = [next(ranked) if code in burns else code for code in codes if code not in external]
    yield InOrder((*body, *sorted(external, key=_rank)))
    injuries = tuple(code for code in body if code[0] == "S")
    deep = tuple(code for code in injuries if not code.startswith(_SUPERFICIAL))
    for code in injuries:
        if code.startswith(_NERVE_OR_VESSEL):
            yield After(code, tuple(c for c in deep if c[1] == code[1] and not c.startswith(_NERVE_OR_VESSEL)))
        elif code.startswith(_SUPERFICIAL):
            yield After(code, deep)
    conditions = tuple(code for code in body if not code.startswith(_MALTREATMENT))
    yield from (Before(code, conditions) for code in body if code.startswith(_MALTREATMENT))


def _rank(code: str) -> int:
    return next((place for place, prefixes in enumerate(_CAUSES) if code.startswith(prefixes)), len(_CAUSES))
