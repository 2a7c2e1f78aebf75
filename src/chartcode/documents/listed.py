"""Statements as a note: what a source without any document says of problems and procedures, one line each."""

from chartcode.documents.compose import Composer
from chartcode.documents.document import Kind, Statement
from chartcode.documents.limits import Limits
from chartcode.documents.source import SourceMap
from chartcode.model import Note

_HEADINGS = {Kind.PROBLEM: "Problems:", Kind.PROCEDURE: "Procedures:"}
_NOT_SAID = frozenset(("refuted", "entered-in-error", "negated", "planned", "not-done", "preparation"))
"""Statuses of what is not so, or not yet."""


def listed(statements: tuple[Statement, ...], note_id: str, limits: Limits) -> tuple[Note, SourceMap]:
    """Problems and procedures in words. Raises UnfitDocumentError when no statement that holds has any."""
    composer = Composer(limits)
    for kind, heading in _HEADINGS.items():
        held = [one for one in statements if one.kind is kind and one.text and one.status not in _NOT_SAID]
        if held:
            composer.own(f"{heading}\n")
        for statement in held:
            composer.add(" ".join(statement.text.split()), statement.part)
            composer.own(f" ({statement.status})\n" if statement.status else "\n")
    return composer.note(note_id, type="problem list")
