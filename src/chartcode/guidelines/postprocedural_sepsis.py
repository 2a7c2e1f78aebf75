"""Sepsis due to a postprocedural infection: Guidelines I.C.1.d.5."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.linked import between
from chartcode.guidelines.systemic_infections import SEPSIS
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_SITES = ("T81.40", "T81.41", "T81.42", "T81.43", "T81.49", "O86.0")


@rule("postprocedural-sepsis", citation="I.C.1.d.5", effective=since(2018, 10, 1))
def postprocedural_sepsis(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """The site of the infection, T81.44- or O86.04 for the sepsis, its organism; shock is T81.12-, never R65.21.

    The words of one sentence tie the sepsis to the infection of the procedure.
    """
    coded = list(draft.coded())
    sites = [(i, d) for i, d in coded if d.code.value.startswith(_SITES)]
    sepsis = [(i, d) for i, d in coded if d.code.value.startswith(SEPSIS)]
    said = next((d.code.value for _, d in coded if d.code.value.startswith(("T81.44", "O86.04"))), "")
    tied = next((d for _, d in sites for _, s in sepsis if between(draft, d.mention, s.mention) is not None), None)
    if tied and not said:
        said = "O86.04" if tied.code.value[0] == "O" else f"T81.44X{tied.code.value[-1]}"
        yield AlsoCode(sepsis[0][0], said, "sepsis due to the infection of a procedure")
    if said and not sepsis:
        index = next(i for i, d in coded if d.code.value == said)
        yield AlsoCode(index, "A41.9", "the sepsis itself, organism not stated")
    if said.startswith("T81.44"):
        for index, decision in coded:
            if decision.code.value == "R65.21":
                yield NotCoded(index, Reason.COMBINATION, "shock of a postprocedural sepsis is T81.12-")
                yield AlsoCode(index, "T81.12XA", "septic shock of a postprocedural infection")
