"""A document: what a reader makes of one file, its notes, where they came from, and the facts of the encounter."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from chartcode.documents.source import SourceMap
from chartcode.errors import InvalidValueError, UnfitDocumentError
from chartcode.model import Encounter, Note, Setting, Sex


class Format(StrEnum):
    """The formats that are read. The value is the name of the reader's module."""

    TEXT = "text"
    PDF = "pdf"
    SCAN = "scan"
    DOCX = "docx"
    RTF = "rtf"
    HTML = "html"
    CCDA = "ccda"
    FHIR = "fhir"
    HL7V2 = "hl7v2"


class Kind(StrEnum):
    """What a structured statement is about."""

    PROBLEM = "problem"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Statement:
    """A problem or procedure that the source states in its structured part, beside or instead of text.

    `code` and `system` are the sender's, as sent: they are never taken for codes of ours. `status` is the sender's
    word, such as "active", "refuted" or "planned"; `part` the element that holds it.
    """

    kind: Kind
    text: str
    part: str
    code: str = ""
    system: str = ""
    status: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a source says of the encounter as a whole; None and empty where it does not."""

    setting: Setting | None = None
    admit: datetime.date | None = None
    discharge: datetime.date | None = None
    sex: Sex = Sex.UNKNOWN
    birth_date: datetime.date | None = None
    disposition: str = ""
    statements: tuple[Statement, ...] = ()


_STAYS = frozenset((Setting.INPATIENT, Setting.SNF, Setting.HOME_HEALTH, Setting.HOSPICE))


def period(
    setting: Setting | None, start: datetime.date | None, end: datetime.date | None
) -> tuple[datetime.date | None, datetime.date | None]:
    """(admit, discharge) of an encounter: a visit has only the date of service, which stands as its discharge.

    Where the setting is not said, an encounter of more than one day is a stay.
    """
    stay = setting in _STAYS if setting else bool(start and end and start != end)
    return (start, end) if stay else (None, start or end)


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read: its notes, a source map for each, and the facts of the encounter."""

    format: Format
    notes: tuple[Note, ...]
    sources: tuple[SourceMap, ...]
    facts: Facts = Facts()

    def __post_init__(self) -> None:
        if not self.notes or len(self.notes) != len(self.sources):
            raise InvalidValueError("a document has at least one note, and a source map for each")

    def source(self, note_id: str) -> SourceMap:
        """The source map of a note. Raises KeyError when the document has no note of that id."""
        for note, source in zip(self.notes, self.sources, strict=True):
            if note.note_id == note_id:
                return source
        raise KeyError(note_id)

    def encounter(self, name: str) -> Encounter:
        """The document as an encounter of that id; one that says no date has the date of its latest note.

        Raises UnfitDocumentError when the facts contradict each other, such as a discharge before the admission.
        """
        facts = self.facts
        dates = [note.date for note in self.notes if note.date]
        try:
            return Encounter(
                id=name,
                notes=self.notes,
                setting=facts.setting or Setting.OUTPATIENT,
                admit=facts.admit,
                discharge=facts.discharge or (None if facts.admit else max(dates, default=None)),
                sex=facts.sex,
                birth_date=facts.birth_date,
                disposition=facts.disposition,
            )
        except InvalidValueError:
            raise UnfitDocumentError(
                f"{name} has dates that contradict each other (birth, admission, discharge): correct the document"
            ) from None


def gathered(format: Format, note_id: str, found: Sequence[tuple[Note, SourceMap]], facts: Facts) -> Document:
    """A document of several notes: the first has the id of the document, the others that with #2, #3 and so on."""
    ids = (note_id if number == 1 else f"{note_id}#{number}" for number in range(1, len(found) + 1))
    return Document(
        format,
        tuple(replace(note, note_id=name) for name, (note, _) in zip(ids, found, strict=True)),
        tuple(source for _, source in found),
        facts,
    )
