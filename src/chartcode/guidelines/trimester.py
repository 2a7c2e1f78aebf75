"""The trimester: Guidelines I.C.15.a.3 to I.C.15.a.5."""

from collections.abc import Iterator

from chartcode.codesets.icd10cm.stages import UNSPECIFIED, stages
from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.obstetric import at_stage, is_pregnant, stage
from chartcode.guidelines.presumed import coded_as
from chartcode.guidelines.replaced import instead
from chartcode.model import Reason
from chartcode.rules.kernel import rule, since


@rule("trimester", citation="I.C.15.a.3, I.C.15.a.5", effective=since(2015, 10, 1))
def trimester(draft: Draft) -> Iterator[AlsoCode | NotCoded]:
    """An unspecified trimester stands only where the chart tells no weeks.

    A condition that occurs before the delivery has the trimester of its weeks where no code says childbirth.
    """
    open_ones = [
        (index, decision)
        for index, decision in coded_as(draft, "O")
        if stages(decision.code.bare, draft.releases.icd10cm).get(UNSPECIFIED) == decision.code.bare
    ]
    if not open_ones or not is_pregnant(draft):
        return
    when = stage(draft)
    for index, decision in open_ones:
        code = at_stage(decision.code.value, when, draft.releases.icd10cm)
        yield from instead(draft, index, code, "the stage that the chart tells", Reason.LESS_SPECIFIC)
