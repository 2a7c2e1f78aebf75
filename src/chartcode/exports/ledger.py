"""The ledger seen from outside: which line each decision stands behind."""

from chartcode.model import CodedEncounter, Scope


def line_orders(coded: CodedEncounter) -> tuple[int | None, ...]:
    """For each decision, the order of the line it stands behind, or None.

    On a claim that is every coded decision. In the scope "mentions" a decision that is not coded may stand behind a
    line too, and a code that only a guideline adds has none.
    """
    if coded.scope is Scope.CLAIM:
        lines = {line.code: line.order for line in coded.lines}
        return tuple(lines.get(decision.code) if decision.coded else None for decision in coded.decisions)
    behind = {
        (line.code, evidence.note_id, evidence.span): line.order for line in coded.lines for evidence in line.evidence
    }
    return tuple(
        behind.get((decision.code, decision.mention.note_id, decision.mention.span)) for decision in coded.decisions
    )
