"""The draft: decisions while they are still being made, and the changes that rules may offer to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from chartcode.codesets import Releases
from chartcode.model import Assertion, Decision, Encounter, Finding, Reason, icd10cm


@dataclass(frozen=True, slots=True)
class Draft:
    """The ledger on its way: frozen, every step gives a new one.

    `order` is the order to report codes in; `bar` the confidence from which on words count as read at all.
    """

    encounter: Encounter
    releases: Releases
    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...] = ()
    order: tuple[str, ...] = ()
    bar: float = 0.0
    poa: tuple["Poa", ...] = ()
    _codes: frozenset[str] | None = field(default=None, init=False, repr=False, compare=False)

    def coded(self) -> Iterator[tuple[int, Decision]]:
        """The decisions that still stand as coded, with their place in the ledger."""
        for index, decision in enumerate(self.decisions):
            if decision.reason is None:
                yield index, decision

    def codes(self) -> frozenset[str]:
        """The dotted codes that stand as coded."""
        if self._codes is None:
            # Every rule asks, and the draft never changes: looked up once, then remembered.
            object.__setattr__(self, "_codes", frozenset(decision.code.value for _, decision in self.coded()))
        return cast(frozenset[str], self._codes)

    def has(self, *prefixes: str) -> bool:
        """Whether a coded decision's code starts with one of the dotted prefixes."""
        return any(code.startswith(prefixes) for code in self.codes())


@dataclass(frozen=True, slots=True)
class NotCoded:
    """A change: the decision at `index` is not coded, for this reason."""

    index: int
    reason: Reason
    note: str = ""


@dataclass(frozen=True, slots=True)
class AlsoCode:
    """A change: the words of the decision at `index` need this further code too, dotted."""

    index: int
    code: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CodeAfterAll:
    """A change: the decision at `index` is coded after all."""

    index: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class InOrder:
    """A change: the codes, dotted, are reported in this order; codes it does not name follow as they stand."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """A change to the order: the dotted code stands before those others (all where none is named), itself moved only
    where it does not already."""

    code: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class After:
    """A change to the order: the dotted code stands right after the last of those others, where it stood before it."""

    code: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Poa:
    """A change: the dotted code is reported with this present-on-admission indicator (`Line.poa`), `note` says why."""

    code: str
    indicator: str
    note: str = ""


Change = NotCoded | CodeAfterAll | AlsoCode | InOrder | Before | After | Poa | Finding


def apply(draft: Draft, changes: Iterable[Change], citation: str) -> Draft:
    """The draft with a rule's changes made and the rule cited on every decision it touched.

    A decision keeps the code its words have; a further code stands in a decision of its own, marked as derived. A
    further code that is not valid on the day is not added.
    """
    changes = tuple(changes)
    if not changes:
        return draft
    decisions = list(draft.decisions)
    findings = list(draft.findings)
    order = draft.order
    indicators = {poa.code: poa for poa in draft.poa}
    for change in changes:
        match change:
            case Finding():
                findings.append(replace(change, citation=change.citation or citation))
            case Poa():
                indicators[change.code] = change
            case InOrder(codes):
                order = codes
            case Before(code, others):
                order = _before(order, code, others)
            case After(code, others):
                order = _after(order, code, others)
            case AlsoCode(index, code, note) if draft.releases.icd10cm.is_billable(code.replace(".", "")):
                source = decisions[index]
                decisions.append(
                    replace(source, code=icd10cm(code), reason=None, guidelines=(citation,), note=note, derived=True)
                )
            case NotCoded(index, reason, note):
                decisions[index] = _touched(decisions[index], reason, citation, note)
            case CodeAfterAll(index, note):
                decisions[index] = _touched(decisions[index], None, citation, note)
    poa = tuple(indicators.values())
    return replace(draft, decisions=tuple(decisions), findings=tuple(findings), order=order, poa=poa)


def _before(order: tuple[str, ...], code: str, others: tuple[str, ...]) -> tuple[str, ...]:
    places = [at for at, other in enumerate(order) if other != code and (not others or other in others)]
    if code not in order or not places or order.index(code) < places[0]:
        return order
    rest = [other for other in order if other != code]
    return (*rest[: places[0]], code, *rest[places[0] :])


def _after(order: tuple[str, ...], code: str, others: tuple[str, ...]) -> tuple[str, ...]:
    places = [at for at, other in enumerate(order) if other != code and other in others]
    if code not in order or not places or order.index(code) > places[-1]:
        return order
    rest = [other for other in order if other != code]
    return (*rest[: places[-1]], code, *rest[places[-1] :])


def _touched(decision: Decision, reason: Reason | None, citation: str, note: str) -> Decision:
    return replace(decision, reason=reason, guidelines=(*decision.guidelines, citation), note=note or decision.note)


UNSAID = {
    Assertion.NEGATED: Reason.NEGATED,
    Assertion.FAMILY: Reason.FAMILY,
    Assertion.OTHER_PERSON: Reason.OTHER_PERSON,
    Assertion.PLANNED: Reason.PLANNED,
    Assertion.HYPOTHETICAL: Reason.PLANNED,
    Assertion.CONDITIONAL: Reason.PLANNED,
}
"""Assertions under which no guideline of any setting codes a mention as a condition of the patient."""
