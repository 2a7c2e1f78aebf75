"""Coronary atherosclerosis with angina: Guidelines I.C.9.b."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.presumed import coded_as, drop, kept_apart, of_another_cause
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_FORMS = {"I20.0": "0", "I20.1": "1", "I20.2": "2", "I20.9": "9"}
"""The last character of the combination code by form of angina; 8 for every other."""
_OTHER_FORM = "8"
_WITH_ANGINA = {"I25.10": "I25.11", "I25.810": "I25.70", "I25.811": "I25.75", "I25.812": "I25.76"}
"""Atherosclerosis without angina, and the code of the same vessel with it, less its last character."""
_COMBINED = ("I25.11", "I25.7")
_NAMES = r"cad|cahd|ashd|coronary (?:artery|heart) disease|coronary|atheroscler\w*"


@rule("coronary-angina", citation="I.C.9.b", effective=since(2015, 10, 1))
def coronary_angina(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Coronary atherosclerosis and angina are one combination code: the link is presumed, and no I20 stands beside it.

    Where the chart gives the angina another cause, each is coded alone.
    """
    angina = [
        (index, decision)
        for index, decision in coded_as(draft, "I20")
        if not kept_apart(draft, decision, _NAMES) and not of_another_cause(draft, decision, _NAMES)
    ]
    arteries = coded_as(draft, *_WITH_ANGINA)
    combined = coded_as(draft, *_COMBINED)
    if combined:
        yield from drop(angina + arteries, Reason.COMBINATION, f"covered by {combined[0][1].code.value}")
    elif angina and arteries:
        index, vessel = arteries[0]
        form = min(_FORMS.get(decision.code.value, _OTHER_FORM) for _, decision in angina)
        code = f"{_WITH_ANGINA[vessel.code.value]}{form}"
        yield AlsoCode(index, code, "coronary atherosclerosis with angina")
        yield from drop(angina + arteries, Reason.COMBINATION, f"covered by {code}")
