"""The order of codes of the circulation: Guidelines I.C.9.a.4, I.C.9.a, I.C.9.b and I.C.9.e.5."""

from collections.abc import Iterator

from chartcode.coding.draft import After, Before, Draft
from chartcode.guidelines.linked import caused
from chartcode.guidelines.presumed import coded_as
from chartcode.rules.kernel import rule, since

_CEREBROVASCULAR = ("I60", "I61", "I62", "I63", "I65", "I66", "I67", "I69")
_HYPERTENSION = ("I10", "I11", "I12", "I13", "I15")
_BEHIND_STROKE = ("I10", "I15")
_RESISTANT = "I1A.0"
_INFARCTION = ("I21", "I22")
_CORONARY = ("I25.1", "I25.7", "I25.8")
_TYPE_2 = "I21.A1"


@rule("circulatory-order", citation="I.C.9", effective=since(2015, 10, 1))
def circulatory_order(draft: Draft) -> Iterator[After | Before]:
    """Cerebrovascular disease before its hypertension, the kind of hypertension before its resistance.

    An acute infarction before coronary disease, the cause of a type 2 infarction before it.
    """
    codes = [code for code in draft.order if code[0] == "I"]
    yield from _after(codes, _BEHIND_STROKE, _CEREBROVASCULAR)
    yield from _after(codes, (_RESISTANT,), _HYPERTENSION)
    if _TYPE_2 in codes:
        yield from _after_its_cause(draft)
    coronary = tuple(code for code in codes if code.startswith(_CORONARY))
    for code in reversed(codes):
        if coronary and code.startswith(_INFARCTION):
            yield Before(code, coronary)


def _after(codes: list[str], behind: tuple[str, ...], before: tuple[str, ...]) -> Iterator[After]:
    others = tuple(code for code in codes if code.startswith(before))
    yield from (After(code, others) for code in codes if others and code.startswith(behind))


def _after_its_cause(draft: Draft) -> Iterator[After]:
    effects = [decision.mention for _, decision in coded_as(draft, _TYPE_2)]
    causes = tuple(
        decision.code.value
        for _, decision in draft.coded()
        for effect in effects
        if decision.code.value != _TYPE_2 and caused(draft, effect=effect, cause=decision.mention)
    )
    if causes:
        yield After(_TYPE_2, causes)
