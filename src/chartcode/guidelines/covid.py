"""COVID-19 and its pneumonia: Guidelines I.C.1.g.1."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.linked import said_apart
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_OPEN_PNEUMONIA = ("J18.9", "J12.9", "J12.89")


@rule("covid", citation="I.C.1.g.1", effective=since(2021, 1, 1))
def covid(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Confirmed COVID-19 is U07.1; its pneumonia is J12.82.

    The Index lists pneumonia "in" COVID-19, so the link is presumed (I.A.15) for a pneumonia of no other organism.
    Contact, screening and history codes do not stand beside the disease; "post COVID-19" may, after a new infection.
    """
    disease = coded_as(draft, "U07.1")
    if disease:
        lungs = [
            (index, lung)
            for index, lung in coded_as(draft, *_OPEN_PNEUMONIA)
            if not any(said_apart(draft, lung.mention, cause.mention) for _, cause in disease)
        ]
        if lungs:
            yield AlsoCode(lungs[0][0], "J12.82", "pneumonia in COVID-19")
            yield from drop(lungs, Reason.COMBINATION, "covered by J12.82")
        yield from drop(coded_as(draft, "Z20.822", "Z11.52", "Z86.16"), Reason.EXCLUDED, "COVID-19 is confirmed")
    elif coded_as(draft, "U09.9"):
        yield from drop(coded_as(draft, "Z86.16"), Reason.EXCLUDED, "U09.9 says it")
