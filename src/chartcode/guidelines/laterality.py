"""Both sides: Guidelines I.B.13."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.model import Reason, dotted
from chartcode.rules.kernel import rule, since


@rule("laterality", citation="I.B.13", effective=since(2015, 10, 1))
def laterality(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A condition of both sides has the bilateral code where there is one; where there is none, each side its own.

    A code of the unspecified side gives way to one that names the side.
    """
    release = draft.releases.icd10cm
    coded = {decision.code.bare: index for index, decision in draft.coded()}
    for bare, index in coded.items():
        sides = release.sides(bare)
        right, left, both = sides.get("right", ""), sides.get("left", ""), sides.get("bilateral", "")
        if both and ((bare == right and left in coded) or (both in coded and bare in {right, left})):
            yield from (
                NotCoded(i, Reason.COMBINATION, f"{dotted(both)} says both sides") for i in _of(draft, right, left)
            )
            if both not in coded:
                yield AlsoCode(index, dotted(both), "the right and the left side")
        elif bare == sides.get("unspecified") and (named := next((s for s in (both, right, left) if s in coded), "")):
            note = f"{dotted(named)} names the side"
            yield from (NotCoded(i, Reason.LESS_SPECIFIC, note) for i in _of(draft, bare))


def _of(draft: Draft, *bare: str) -> Iterator[int]:
    return (index for index, decision in draft.coded() if decision.code.bare in bare)
