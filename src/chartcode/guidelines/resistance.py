"""Resistance to antimicrobial drugs and MRSA: Guidelines I.C.1.c and I.C.1.e."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_MRSA = ("A41.02", "A49.02", "B95.62", "J15.212")
_METHICILLIN = ("Z16.10", "Z16.11")
_INFECTIONS = (
    "A", "B", "G0", "H", "I3", "I4", "I8", "J", "K", "L", "M", "N", "O", "P", "T8", "U07.1", "Z22",
)  # fmt: skip
"""Chapters and blocks in which an infection may be coded that a Z16 code belongs to."""


@rule("resistance", citation="I.C.1.c, I.C.1.e", effective=since(2015, 10, 1))
def resistance(draft: Draft) -> Iterator[NotCoded]:
    """Z16 follows an infection whose code does not say the resistance: never alone, never Z16.11 beside MRSA.

    Carrying MRSA (Z22.322) is no infection: the organism code that the same words gave is not reported.
    """
    resistant = coded_as(draft, "Z16")
    if resistant:
        mrsa = next((d.code.value for _, d in coded_as(draft, *_MRSA)), "")
        if not coded_as(draft, *_INFECTIONS):
            yield from drop(resistant, Reason.NOT_REPORTABLE, "no infection is reported that resists")
        elif mrsa:
            penicillin = (e for e in resistant if e[1].code.value.startswith(_METHICILLIN))
            yield from drop(penicillin, Reason.COMBINATION, f"{mrsa} says it")
