"""Diabetes in pregnancy: Guidelines I.C.15.g, I.C.15.h and I.C.15.i."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import Found, coded_as, drop
from chartcode.guidelines.replaced import instead
from chartcode.model import Assertion, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_KNOWN_BEFORE = ("O24.0", "O24.1", "O24.3", "O24.8")
_CONTROL = ("Z79.4", "Z79.84")
_DIET, _INSULIN, _ORAL, _OPEN = "0", "4", "5", "9"


@rule("pregnancy-diabetes", citation="I.C.15.g, I.C.15.h, I.C.15.i", effective=since(2016, 10, 1))
def pregnancy_diabetes(draft: Draft) -> Iterator[AlsoCode | NotCoded | Finding]:
    """Gestational diabetes is O24.4-, its control in the last character, and no Z79.4 or Z79.84 beside it.

    Diet with insulin is insulin controlled, diet with tablets controlled by tablets. Abnormal glucose (O99.81-) gives
    way to it. Diabetes of an unsaid kind (O24.9-) gives way to one of a said kind; where both a gestational and an
    earlier diabetes stand, a person is asked.
    """
    diabetes = coded_as(draft, "O24")
    if not diabetes:
        return
    gestational = [entry for entry in diabetes if entry[1].code.value.startswith("O24.4")]
    before = [entry for entry in diabetes if entry[1].code.value.startswith(_KNOWN_BEFORE)]
    if gestational or before:
        yield from drop(coded_as(draft, "O24.9"), Reason.LESS_SPECIFIC, "the chart names the kind of diabetes")
    yield from drop(coded_as(draft, "O99.81"), Reason.INTEGRAL, "part of the diabetes reported")
    if gestational and before:
        codes = tuple(dict.fromkeys(decision.code for _, decision in (*gestational, *before)))
        message = "gestational diabetes and diabetes known before the pregnancy are both documented: which one is it?"
        yield Finding("pregnancy-diabetes", Level.QUERY, message, codes)
    elif gestational:
        yield from drop(coded_as(draft, *_CONTROL), Reason.NOT_REPORTABLE, "not with gestational diabetes (I.C.15.i)")
        yield from _controlled(draft, gestational)


def _controlled(draft: Draft, gestational: Found) -> Iterator[AlsoCode | NotCoded]:
    """One code, of the strongest control that its own words or a drug of the chart tell."""
    said = {decision.code.value[-1] for _, decision in gestational if len(decision.code.value) == 7}
    present = {d.code.value for d in draft.decisions if d.assertion is Assertion.PRESENT}
    if "Z79.4" in present:
        said.add(_INSULIN)
    elif "Z79.84" in present:
        said.add(_ORAL)
    control = next((digit for digit in (_INSULIN, _ORAL, _DIET) if digit in said), _OPEN)
    for index, decision in gestational:
        note = "the control of the gestational diabetes"
        yield from instead(draft, index, decision.code.value[:6] + control, note, Reason.LESS_SPECIFIC)
