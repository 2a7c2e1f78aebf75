"""Lines: the ledger filtered for a scope, one line a code, in order."""

from collections.abc import Iterable, Iterator

from chartcode.coding.draft import Draft
from chartcode.coding.places import NAMED, TREATED
from chartcode.coding.specify import tabular_path
from chartcode.model import Decision, Evidence, Line, Mention, PathStep, Reason, Scope

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
    mentions = [_best_placed(draft, decision) if decision.derived else decision.mention for decision in group]
    poa = next((poa for poa in draft.poa if poa.code == code.value), None)
    admission = (PathStep("present on admission", poa.indicator, poa.note),) if poa else ()
    return Line(
        code=code,
        title=release.title(code.bare) or "",
        order=order,
        confidence=best.confidence,
        evidence=_evidence(draft, mentions),
        path=(*_steps(best, mentions[group.index(best)]), *tabular_path(code.bare, release), *admission),
        guidelines=tuple(dict.fromkeys(citation for decision in group for citation in decision.guidelines)),
        poa=poa.indicator if poa else None,
    )


def _steps(decision: Decision, mention: Mention) -> Iterator[PathStep]:
    """How the words led to the code: the phrase, then the detail said elsewhere or the guideline that adds it."""
    yield PathStep("phrase", mention.codes[0], mention.concept)
    if decision.derived:
        yield PathStep("guideline", decision.code.value, f"{', '.join(decision.guidelines)}: {decision.note}")
    elif decision.code.value not in mention.codes:
        yield PathStep("detail", decision.code.value, mention.side or "said elsewhere in the chart")


def _best_placed(draft: Draft, derived: Decision) -> Mention:
    """Where the chart says best what a derived code rests on: as a diagnosis, else as treated, else where it stands."""
    source = derived.mention
    same = [d.mention for d in draft.decisions if d.mention.codes == source.codes and d.assertion is source.assertion]
    return min(
        (source, *same), key=lambda mention: 0 if mention.section in NAMED else 1 if mention.section in TREATED else 2
    )


def _evidence(draft: Draft, mentions: Iterable[Mention]) -> tuple[Evidence, ...]:
    """The words behind a line, each place once, in the order of the chart."""
    text = {note.note_id: note.text for note in draft.encounter.notes}
    places = dict.fromkeys((mention.note_id, mention.span) for mention in mentions)
    return tuple(Evidence(note_id, span, text[note_id][span.start : span.end]) for note_id, span in places)
