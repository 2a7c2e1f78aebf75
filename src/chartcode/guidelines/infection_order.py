"""The order of HIV disease, COVID-19, organisms and resistance: Guidelines I.C.1.a to I.C.1.c and I.C.1.g."""

from collections.abc import Iterator

from chartcode.coding.draft import After, Before, Draft
from chartcode.guidelines.hiv import illnesses
from chartcode.guidelines.organisms import AGENTS
from chartcode.rules.kernel import rule, since

_OF_COVID = (
    "J12.8", "J20.8", "J21.8", "J22", "J40", "J80", "J96.0", "J96.9", "J98.8", "R", "M35.81", "I40", "I26", "G93.3",
    "K52.8", "A08.39", "D65", "D68", "J01", "J02", "J04", "J06.9", "J15", "J18",
)  # fmt: skip


@rule("infection-order", citation="I.C.1.a.2, I.C.1.b, I.C.1.c, I.C.1.g.1", effective=since(2015, 10, 1))
def infection_order(draft: Draft) -> Iterator[Before | After]:
    """B20 before an HIV-related illness and U07.1 before its manifestations; U09.9 after what COVID-19 left behind.

    An organism (B95-B97) and a resistance (Z16) follow the infection; neither ever leads.
    """
    codes = draft.order
    for leader, others in (("B20", illnesses("illness", "manifestation")), ("U07.1", _OF_COVID)):
        if leader in codes and (after := tuple(code for code in codes if code.startswith(others))):
            yield Before(leader, after)
    diseases = tuple(code for code in codes if code[0] not in "UVWXYZ" and not code.startswith(AGENTS))
    if "U09.9" in codes and diseases:
        yield After("U09.9", diseases)
    agents = tuple(code for code in codes if code.startswith(AGENTS))
    for agent in agents:
        yield After(agent, diseases[:1])
    for resistance in (code for code in codes if code.startswith("Z16")):
        yield After(resistance, agents or diseases[:1])
