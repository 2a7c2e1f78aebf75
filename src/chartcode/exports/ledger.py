"""The ledger seen from outside: which line each decision stands behind."""

from chartcode.model import CodedEncounter, Scope


def line_orders(coded: CodedEncounter) -> tuple[int | None, ...]:
    """For each decision, the order of the line it stands behind, or None.

    In the scope "mentions" a decision that is not coded may stand behind a line too.
    """
    lines = {line.code: line.order for line in coded.lines}
    shown = {
        (line.code, evidence.note_id, evidence.span)
        for line in (coded.lines if coded.scope is Scope.MENTIONS else ())
        for evidence in line.evidence
    }
    return tuple(
        lines.get(decision.code)
        if decision.reason is None or (decision.code, decision.mention.note_id, decision.mention.span) in shown
        else None
        for decision in coded.decisions
    )
