"""Hypertension before and in pregnancy: Guidelines I.C.15.c and I.C.15.d."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.obstetric import at_stage, stage
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since

_PREECLAMPSIA = ("O14.0", "O14.1", "O14.9")
_NAMED = ("O10", "O11", "O13", "O14", "O15")


@rule("pregnancy-hypertension", citation="I.C.15.c, I.C.15.d", effective=since(2015, 10, 1))
def pregnancy_hypertension(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """Hypertension known before the pregnancy is O10.-, the heart or kidney disease coded beside it.

    Pre-eclampsia on top of it is O11.- with O10.-; a hypertension of unsaid kind (O16.-) gives way to one of a said
    kind, and gestational hypertension (O13.-) to pre-eclampsia.
    """
    hypertension = coded_as(draft, "O1")
    if not hypertension:
        return
    if any(decision.code.value.startswith(_NAMED) for _, decision in hypertension):
        yield from drop(coded_as(draft, "O16"), Reason.LESS_SPECIFIC, "the chart names the kind of hypertension")
    eclampsia = coded_as(draft, *_PREECLAMPSIA)
    if eclampsia:
        yield from drop(coded_as(draft, "O13"), Reason.LESS_SPECIFIC, "the chart names pre-eclampsia")
    if eclampsia and draft.has("O10") and not draft.has("O11"):
        code = at_stage("O11.9", stage(draft), draft.releases.icd10cm)
        yield AlsoCode(eclampsia[0][0], code, "pre-eclampsia on top of hypertension known before")
    if eclampsia and draft.has("O10", "O11"):
        yield from drop(eclampsia, Reason.COMBINATION, "covered by O11.-")
