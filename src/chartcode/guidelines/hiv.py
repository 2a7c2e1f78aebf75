"""HIV disease, HIV status and HIV in pregnancy: Guidelines I.C.1.a.2 and I.C.15.f."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.linked import caused
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.tables import pairs
from chartcode.model import Finding, Level, Reason
from chartcode.rules.kernel import rule, since


def illnesses(*kinds: str) -> tuple[str, ...]:
    """Prefixes of what HIV brings about, of these kinds: `illness` (it defines AIDS), `manifestation`."""
    return tuple(condition for condition, kind in pairs("hiv_related") if kind in kinds)


@rule("hiv", citation="I.C.1.a.2", effective=since(2015, 10, 1))
def hiv(draft: Draft) -> Iterator[AlsoCode | NotCoded | Finding]:
    """B20 and Z21 never stand together: whoever has HIV disease once, or an illness due to HIV, has B20 from then on.

    Z21 beside an illness that defines AIDS, with no words to link them, is asked about. R75 stands with neither.
    """
    status, disease = coded_as(draft, "Z21"), coded_as(draft, "B20")
    if status and not disease:
        related = coded_as(draft, *illnesses("illness", "manifestation"))
        linked = any(caused(draft, effect=d.mention, cause=s.mention) for _, d in related for _, s in status)
        if linked:
            yield AlsoCode(status[0][0], "B20", "an illness due to HIV")
            yield from drop(status, Reason.COMBINATION, "an illness due to HIV is HIV disease (B20)")
        elif defining := coded_as(draft, *illnesses("illness")):
            code = defining[0][1].code
            message = f"HIV positive (Z21) and {code.value}: is the illness HIV-related (B20) or not?"
            yield Finding("hiv", Level.QUERY, message, (status[0][1].code, code))
    if disease:
        yield from drop(status, Reason.COMBINATION, "HIV disease (B20) is documented")
    if status or disease:
        yield from drop(coded_as(draft, "R75"), Reason.EXCLUDED, "HIV is confirmed")
