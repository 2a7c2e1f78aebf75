"""Coma scale and stroke scale: Guidelines I.C.18.e and I.C.18.i."""

import re
from collections.abc import Iterator

from chartcode.coding.draft import Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.words import around
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_EYES, _VERBAL, _MOTOR = "R40.21", "R40.22", "R40.23"
_TOTAL, _COMA, _STROKE_SCALE = "R40.24", "R40.20", "R29.7"
_SEDATED = re.compile(
    r"\bsedat(?:ed|ion)\b|\b(?:medically|chemically|drug)[- ]induced\b|\bpropofol\b|\bparaly[sz]ed\b|\bintubated for\b"
)


@rule("scales", citation="I.C.18.e, I.C.18.i", effective=since(2016, 10, 1))
def scales(draft: Draft) -> Iterator[NotCoded]:
    """The coma scale stands beside the diagnosis it measures: three scores, or a total where they are not complete.

    It is not given to a sedated patient nor alone; the stroke scale (R29.7-) only with an acute stroke (I63), and of
    several scores the first.
    """
    scored = coded_as(draft, "R40.2", _STROKE_SCALE)
    if not scored:
        return
    coma = [entry for entry in scored if entry[1].code.value.startswith("R40.2")]
    sedated = [entry for entry in coma if _SEDATED.search(around(draft, entry[1].mention).sentence)]
    yield from drop(sedated, Reason.NOT_REPORTABLE, "not while sedated or in an induced coma (I.C.18.e)")
    yield from _one_way([entry for entry in coma if entry not in sedated])
    yield from _beside_a_diagnosis(draft, coma)
    strokes = [entry for entry in scored if entry not in coma]
    if not draft.has("I63"):
        yield from drop(strokes, Reason.NOT_REPORTABLE, "only with an acute stroke (I.C.18.i)")
    else:
        yield from drop(strokes[1:] if _differ(strokes) else (), Reason.DUPLICATE, "the first score is reported")


def _one_way(coma: Found) -> Iterator[NotCoded]:
    """Three single scores make the total superfluous; fewer give way to it. Any score says more than coma alone."""
    single = [entry for entry in coma if entry[1].code.value.startswith((_EYES, _VERBAL, _MOTOR))]
    total = [entry for entry in coma if entry[1].code.value.startswith(_TOTAL)]
    complete = len({entry[1].code.value[:6] for entry in single}) == 3
    if complete:
        yield from drop(total, Reason.COMBINATION, "the three scores are reported")
    elif total:
        yield from drop(single, Reason.LESS_SPECIFIC, "the scores are not complete: the total is reported")
    if single or total:
        unscored = (entry for entry in coma if entry[1].code.value == _COMA)
        yield from drop(unscored, Reason.LESS_SPECIFIC, "the scale says more")


def _beside_a_diagnosis(draft: Draft, coma: Found) -> Iterator[NotCoded]:
    if not any(code[0] not in "RVWXYZ" for code in draft.codes()):
        scale = (entry for entry in coma if entry[1].code.value != _COMA)
        yield from drop(scale, Reason.NOT_REPORTABLE, "only beside the diagnosis it measures")


def _differ(found: Found) -> bool:
    return len({decision.code for _, decision in found}) > 1
