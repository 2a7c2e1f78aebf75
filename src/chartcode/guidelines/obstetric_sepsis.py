"""Puerperal sepsis: Guidelines I.C.15.j and I.C.15.k."""

from collections.abc import Iterator
from functools import cache

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.obstetric import PUERPERIUM, is_pregnant, stage
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.guidelines.systemic_infections import PUERPERAL
from chartcode.guidelines.tables import rows
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_SEPSIS = ("A40", "A41")


@cache
def _organism_of() -> dict[str, str]:
    """Sepsis code -> the code of the organism that it names, where it names one."""
    named: dict[str, list[str]] = {}
    for organism, sepsis, *_ in rows("organisms"):
        named.setdefault(sepsis, []).append(organism)
    return {sepsis: all_of[0] for sepsis, all_of in named.items() if sepsis and len({o[:5] for o in all_of}) == 1}


@rule("obstetric-sepsis", citation="I.C.15.j, I.C.15.k", effective=since(2015, 10, 1))
def obstetric_sepsis(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Sepsis after childbirth is O85 with the organism (B95-B96), and no code of A40 or A41 beside it.

    Sepsis in pregnancy keeps its own code after the chapter 15 code; R65.2- follows where it is severe.
    """
    sepsis = coded_as(draft, *_SEPSIS)
    if not sepsis:
        return
    puerperal = draft.has(PUERPERAL)
    if not puerperal and is_pregnant(draft) and PUERPERIUM in stage(draft):
        yield AlsoCode(sepsis[0][0], PUERPERAL, "sepsis after childbirth")
        puerperal = True
    if puerperal:
        for index, decision in sepsis:
            organism = _organism_of().get(decision.code.value, "")
            if organism:
                yield AlsoCode(index, organism, "the organism of the puerperal sepsis")
        yield from drop(sepsis, Reason.EXCLUDED, "not for puerperal sepsis (I.C.15.k)")
