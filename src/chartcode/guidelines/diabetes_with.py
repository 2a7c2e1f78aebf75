"""Diabetes with its complications: Guidelines I.A.15 and I.C.4.a."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.model import Decision, Reason
from chartcode.rules.kernel import rule, since

_WITH = (
    (("N18",), "22"),
    (("G62.9", "G63"), "42"),
    (("G60.9",), "42"),
    (("H35.00", "H36"), "319"),
    (("H26.9", "H25.9"), "36"),
    (("K31.84",), "43"),
    (("L97", "L98.4"), "622"),
    (("I73.9", "I70.20"), "51"),
    (("R73.9",), "65"),
    (("E16.2",), "649"),
)
"""Conditions listed under "Diabetes, with" in the Alphabetic Index, and the characters of the combination code."""

_KEPT = ("N18", "L97", "L98.4", "K31.84", "I70.20")
"""Conditions whose own code still follows the combination code (use additional code)."""


@rule("diabetes-with", citation="I.A.15, I.C.4.a", effective=since(2016, 10, 1))
def diabetes_with(draft: Draft) -> Iterator[NotCoded | AlsoCode]:
    """Diabetes and a condition the Index lists under "with" are linked unless the chart says otherwise.

    The combination code takes the place of diabetes without complications; chronic kidney disease and ulcers keep
    their own code after it.
    """
    plain = [(i, d) for i, d in draft.coded() if d.code.value in {"E11.9", "E10.9", "E13.9"}]
    if not plain:
        return
    category = plain[0][1].code.value[:3]
    codes = []
    for prefixes, ending in _WITH:
        linked = [(i, d) for i, d in draft.coded() if d.code.value.startswith(prefixes)]
        if linked:
            codes.append(f"{category}.{_named(ending, linked)}")
            yield from (NotCoded(i, Reason.COMBINATION, f"covered by {codes[-1]}") for i, d in linked if not _kept(d))
    for code in codes:
        yield AlsoCode(plain[0][0], code, "diabetes with a condition presumed linked")
    if codes:
        yield from (NotCoded(index, Reason.COMBINATION, f"covered by {codes[0]}") for index, _ in plain)


def _named(ending: str, linked: list[tuple[int, Decision]]) -> str:
    """A neuropathy is a polyneuropathy (42) where the chart calls it peripheral or of many nerves, else unspecified."""
    said = " ".join(decision.mention.concept.lower() for _, decision in linked)
    return "40" if ending == "42" and "periph" not in said and "poly" not in said else ending


def _kept(decision: Decision) -> bool:
    return decision.code.value.startswith(_KEPT)
