"""Body mass index goes with a weight diagnosis: Guidelines I.B.14 and I.C.21.c.3."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.model import Assertion, Reason
from chartcode.rules.kernel import rule, since

_WEIGHT_DIAGNOSES = ("E66", "E40", "E41", "E42", "E43", "E44", "E45", "E46", "R63.4", "R63.5", "R63.6", "R64", "F50")

_PREGNANCY = ("O", "Z33.1", "Z34", "Z3A")


@rule("body-mass-index", citation="I.B.14, I.C.21.c.3", effective=since(2016, 10, 1))
def body_mass_index(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """A BMI code is only ever secondary to a diagnosis such as obesity that the provider documents.

    The value itself may be written by any clinician, in any part of the chart. In pregnancy it is not coded
    (I.C.21.c.3).
    """
    coded = draft.codes()
    pregnant = any(code.startswith(_PREGNANCY) for code in coded)
    diagnosed = not pregnant and any(code.startswith(_WEIGHT_DIAGNOSES) for code in coded)
    for index, decision in enumerate(draft.decisions):
        code = decision.code.value
        if not code.startswith("Z68"):
            continue
        if decision.coded and not diagnosed:
            why = "not in pregnancy" if pregnant else "no weight diagnosis is documented"
            yield NotCoded(index, Reason.NOT_REPORTABLE, why)
        elif diagnosed and code not in coded and decision.assertion is Assertion.PRESENT:
            coded = coded | {code}
            yield AlsoCode(index, code, "the documented value of the weight diagnosis")
