"""The record of a delivery: Guidelines I.C.15.b.4, I.C.15.b.5 and I.C.15.n."""

from collections.abc import Iterator

from chartcode.coding.draft import AlsoCode, Draft, NotCoded
from chartcode.guidelines.obstetric import ABORTIVE, DELIVERY, delivers, obstetric
from chartcode.guidelines.presumed import coded_as, drop
from chartcode.model import Assertion, Finding, Level, Reason
from chartcode.rules.kernel import rule, since

_BY_CESAREAN = "O82"
_STILLBIRTH = "O36.4"
_MULTIPLE = "O30"


@rule("delivery", citation="I.C.15.b.4, I.C.15.b.5, I.C.15.n", effective=since(2015, 10, 1))
def delivery(draft: Draft) -> Iterator[AlsoCode | NotCoded | Finding]:
    """The record of a delivery has an outcome (Z37.-), and no other record has.

    O80 is for a normal delivery of one live child: it stands with no other code of chapter 15, and Z37.0 is its only
    outcome. A cesarean without indication (O82) gives way to the indication. An outcome the chart does not tell is
    asked for.
    """
    outcomes = coded_as(draft, "Z37")
    normal = coded_as(draft, *DELIVERY[:2])
    if not delivers(draft):
        yield from drop((*outcomes, *normal), Reason.NOT_REPORTABLE, "no delivery in this encounter")
        return
    yield from drop(coded_as(draft, "O09"), Reason.NOT_REPORTABLE, "only before the delivery (I.C.15.b.2)")
    others = [code for code in obstetric(draft.codes()) if not code.startswith((*DELIVERY, *ABORTIVE, "O09"))]
    if others or any(decision.code.value != "Z37.0" for _, decision in outcomes):
        yield from drop(normal, Reason.EXCLUDED, "only where no other code of chapter 15 applies")
    elif draft.has(_BY_CESAREAN):
        yield from drop(coded_as(draft, "O80"), Reason.EXCLUDED, "the child was delivered by cesarean")
    if not outcomes:
        yield from _outcome(draft, others)


def _outcome(draft: Draft, others: list[str]) -> Iterator[AlsoCode | Finding]:
    """The outcome where the chart's words do not name it: of a normal delivery it is known."""
    told = next(
        (i for i, d in enumerate(draft.decisions) if d.assertion is Assertion.PRESENT and d.code.value[:3] in DELIVERY),
        None,
    )
    if told is None:
        return
    code = draft.decisions[told].code.value
    if code.startswith("Z37"):
        yield AlsoCode(told, code, "the outcome of the delivery")
    elif any(other.startswith(_STILLBIRTH) for other in others) and not draft.has(_MULTIPLE):
        yield AlsoCode(told, "Z37.1", "the outcome of the delivery")
    elif not others:
        yield AlsoCode(told, "Z37.0", "the only outcome of a normal delivery")
    else:
        yield AlsoCode(told, "Z37.9", "a delivery whose outcome the chart does not tell")
        message = "a delivery without a documented outcome: how many children, live or stillborn?"
        yield Finding("delivery", Level.QUERY, message, (draft.decisions[told].code,))
