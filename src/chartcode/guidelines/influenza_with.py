"""Influenza with pneumonia: Guidelines I.A.15 and I.C.10.c."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.linked import said_apart
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_FLU = {"J09.X2": ("J09.X1", "J09.X1"), "J10.1": ("J10.00", "J10.08"), "J11.1": ("J11.00", "J11.08")}
"""Influenza with other respiratory manifestations, and the same with an unspecified and with a specified pneumonia."""
_UNSPECIFIED = ("J18.9", "J12.9")
_SPECIFIED = ("J12.0", "J12.1", "J12.2", "J12.3", "J12.8", "J13", "J14", "J15", "J16", "J18.0", "J18.1", "J18.8")


@rule("influenza-with", citation="I.A.15, I.C.10.c", effective=since(2016, 10, 1))
def influenza_with(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Influenza and pneumonia are one code: the Index lists pneumonia under influenza "with", so the link is presumed.

    A pneumonia of a stated kind keeps its own code beside it; unspecified pneumonia does not. Novel and other
    identified viruses (J09, J10) need the provider's word, J11 does not. The virus that is named stands.
    """
    named, unnamed = coded_as(draft, "J09", "J10"), coded_as(draft, "J11")
    flu = [entry for entry in named or unnamed if entry[1].code.value in _FLU]
    with_unknown = coded_as(draft, "J11.00")
    lungs = [
        (index, lung)
        for index, lung in coded_as(draft, *_UNSPECIFIED, *_SPECIFIED)
        if not any(said_apart(draft, lung.mention, cause.mention) for _, cause in (*named, *unnamed))
    ]
    specified = [d for _, d in lungs if d.code.value.startswith(_SPECIFIED)]
    if flu and (lungs or (named and with_unknown)):
        index, influenza = flu[0]
        code = _FLU[influenza.code.value][bool(specified)]
        yield AlsoCode(index, code, "influenza with pneumonia")
        yield from drop(flu, Reason.COMBINATION, f"covered by {code}")
        unspecified = (e for e in lungs if e[1].code.value in _UNSPECIFIED)
        yield from drop(unspecified, Reason.COMBINATION, f"covered by {code}")
    if named:
        yield from drop(unnamed, Reason.LESS_SPECIFIC, "the virus is named")
