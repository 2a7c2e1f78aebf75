"""Evidence: words of the chart, quoted to the letter."""

from dataclasses import dataclass

from chartcode.errors import InvalidValueError
from chartcode.model.encounter import Encounter
from chartcode.model.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the chart that support a code: `text` is `note.text[span]` to the letter."""

    note_id: str
    span: Span
    text: str

    def __post_init__(self) -> None:
        if len(self.text) != self.span.end - self.span.start:
            raise InvalidValueError("evidence must quote its span to the letter")


def source_of(fact: Evidence, encounter: Encounter) -> str:
    """The note a fact stands in: its date and its type, else its id. Raises KeyError for a note of another
    encounter.
    """
    note = encounter.note(fact.note_id)
    return ", ".join(part for part in (note.date.isoformat() if note.date else "", note.type or note.note_id) if part)
