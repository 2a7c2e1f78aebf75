"""Lines: the ledger filtered for a scope, one line a code, in order."""

from collections.abc import Iterable

from chartcode.coding.draft import Draft
from chartcode.coding.specify import tabular_path
from chartcode.model import Decision, Evidence, Line, PathStep, Reason, Scope

_NEVER = frozenset((Reason.TOO_WEAK, Reason.MISREAD, Reason.NOT_VALID))
"""Reasons that leave nothing to code in any scope: words not read well enough, a code that is not valid."""


def of(draft: Draft, scope: Scope) -> tuple[Line, ...]:
    """The lines of a draft. A claim has what is coded, in the ledger's order; "mentions" has a code for every mention
    that was read well enough, whatever the reason against it, the surest first."""
    by_code: dict[str, list[Decision]] = {}
    for decision in draft.decisions:
        if _in_scope(decision, scope, draft.bar) and draft.releases.icd10cm.is_billable(decision.code.bare):
            by_code.setdefault(decision.code.value, []).append(decision)
    groups: Iterable[list[Decision]] = by_code.values()
    if scope is Scope.MENTIONS:
        groups = sorted(groups, key=lambda group: -max(decision.confidence for decision in group))
    else:
        place = {code: i for i, code in enumerate(draft.order)}
        groups = sorted(groups, key=lambda group: place.get(group[0].code.value, len(place)))
    return tuple(_line(draft, group, order) for order, group in enumerate(groups, 1))


def _in_scope(decision: Decision, scope: Scope, bar: float) -> bool:
    if scope is Scope.CLAIM:
        return decision.coded
    return not decision.derived and decision.reason not in _NEVER and decision.confidence >= bar


def _line(draft: Draft, group: list[Decision], order: int) -> Line:
    best = max(group, key=lambda decision: decision.confidence)
    code = best.code
    release = draft.releases.icd10cm
    mention = best.mention
    steps = [PathStep("phrase", mention.codes[0], mention.concept)]
    if code.value not in mention.codes and not best.derived:
        steps.append(PathStep("detail", code.value, mention.side or "said elsewhere in the chart"))
    return Line(
        code=code,
        title=release.title(code.bare) or "",
        order=order,
        confidence=best.confidence,
        evidence=_evidence(draft, group),
        path=(*steps, *tabular_path(code.bare, release)),
        guidelines=tuple(dict.fromkeys(citation for decision in group for citation in decision.guidelines)),
    )


def _evidence(draft: Draft, group: list[Decision]) -> tuple[Evidence, ...]:
    """The words behind a line, each place once, in the order of the chart."""
    text = {note.note_id: note.text for note in draft.encounter.notes}
    places = dict.fromkeys((decision.mention.note_id, decision.mention.span) for decision in group)
    return tuple(Evidence(note_id, span, text[note_id][span.start : span.end]) for note_id, span in places)
