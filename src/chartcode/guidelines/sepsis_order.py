"""The order of sepsis, the infection it starts from and the organs it harms: Guidelines I.C.1.d.3 to I.C.1.d.6."""

from collections.abc import Iterator

from chartcode.coding.draft import Draft, InOrder
from chartcode.guidelines.present_on_admission import ABSENT, indicator_of
from chartcode.guidelines.stay import open_stay
from chartcode.guidelines.systemic_infections import (
    AFTER_PROCEDURE,
    POSTPROCEDURAL_INFECTION,
    SEPSIS,
    SEVERE,
    local_infections,
    organ_failures,
    other_causes,
)
from chartcode.model import Finding, Level, Setting
from chartcode.rules.kernel import rule, since


@rule("sepsis-order", citation="I.C.1.d.3, I.C.1.d.4, I.C.1.d.5", effective=since(2015, 10, 1))
def sepsis_order(draft: Draft) -> Iterator[InOrder | Finding]:
    """Sepsis before the localized infection, unless it arose after admission; R65.2- after it, then the organs.

    A sepsis due to a procedure follows the code of the postprocedural infection. Where sepsis stands beside a condition
    that is no infection (trauma, a burn, pancreatitis) either may be principal: the finding asks a person.
    """
    codes = draft.order
    sepsis = _of(codes, *SEPSIS)
    if not sepsis:
        return
    after = _of(codes, *AFTER_PROCEDURE)
    sites = tuple(code for code in _of(codes, *POSTPROCEDURAL_INFECTION) if code not in after)
    together = (*sites, *after, *sepsis, *_of(codes, *SEVERE), *_of(codes, *organ_failures()))
    local = tuple(code for code in _of(codes, *local_infections()) if code not in together)
    rest = tuple(code for code in codes if code not in together)
    if local and _arose_later(draft, sepsis):
        place = rest.index(local[-1]) + 1
    else:
        first = min(codes.index(code) for code in (*together, *local))
        place = sum(code not in together for code in codes[:first])
    yield InOrder((*rest[:place], *together, *rest[place:]))
    yield from _asked(draft, sepsis)


def _of(codes: tuple[str, ...], *prefixes: str) -> tuple[str, ...]:
    return tuple(code for code in codes if code.startswith(prefixes))


def _arose_later(draft: Draft, sepsis: tuple[str, ...]) -> bool:
    """Whether the sepsis of a stay was not present on admission."""
    if draft.encounter.setting is not Setting.INPATIENT:
        return False
    stay = open_stay(draft)
    return all(indicator_of(code, draft, stay, is_principal=False)[0] == ABSENT for code in sepsis)


def _asked(draft: Draft, sepsis: tuple[str, ...]) -> Iterator[Finding]:
    others = _of(draft.order, *other_causes())
    if others and draft.encounter.setting is Setting.INPATIENT:
        both = tuple(d.code for _, d in draft.coded() if d.code.value in (*sepsis, *others))
        message = f"{sepsis[0]} or {others[0]} as principal: which one, by the circumstances of admission (I.C.1.d.6)?"
        yield Finding("sepsis-order", Level.QUERY, message, tuple(dict.fromkeys(both)))
