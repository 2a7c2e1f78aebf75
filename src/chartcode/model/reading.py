"""What reading finds in a note: sections, sentences, mentions and what the chart says of them."""

from dataclasses import dataclass
from enum import StrEnum

from chartcode.errors import InvalidValueError
from chartcode.model.span import Span


class SectionKind(StrEnum):
    """The part of a note a heading opens. UNKNOWN keeps text under a heading nobody listed; PREAMBLE has none."""

    PREAMBLE = "preamble"
    CHIEF_COMPLAINT = "chief complaint"
    HISTORY_OF_PRESENT_ILLNESS = "history of present illness"
    INTERVAL_HISTORY = "interval history"
    PAST_MEDICAL_HISTORY = "past medical history"
    PAST_SURGICAL_HISTORY = "past surgical history"
    PROBLEM_LIST = "problem list"
    FAMILY_HISTORY = "family history"
    SOCIAL_HISTORY = "social history"
    GYN_OB_HISTORY = "gynecologic and obstetric history"
    MEDICATIONS = "medications"
    ALLERGIES = "allergies"
    IMMUNIZATIONS = "immunizations"
    REVIEW_OF_SYSTEMS = "review of systems"
    VITALS = "vitals"
    PHYSICAL_EXAM = "physical exam"
    LABS = "labs"
    IMAGING = "imaging"
    RESULTS = "results"
    INDICATION = "indication"
    TECHNIQUE = "technique"
    FINDINGS = "findings"
    IMPRESSION = "impression"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    ASSESSMENT_AND_PLAN = "assessment and plan"
    HOSPITAL_COURSE = "hospital course"
    EMERGENCY_COURSE = "emergency department course"
    ADMITTING_DIAGNOSIS = "admitting diagnosis"
    PRINCIPAL_DIAGNOSIS = "principal diagnosis"
    DISCHARGE_DIAGNOSIS = "discharge diagnosis"
    SECONDARY_DIAGNOSIS = "secondary diagnosis"
    PREOPERATIVE_DIAGNOSIS = "preoperative diagnosis"
    POSTOPERATIVE_DIAGNOSIS = "postoperative diagnosis"
    PROCEDURE = "procedure"
    OPERATIVE_FINDINGS = "operative findings"
    PATHOLOGY = "pathology"
    CONSULTATION = "consultation"
    DISPOSITION = "disposition"
    INSTRUCTIONS = "instructions"
    SIGNATURE = "signature"
    UNKNOWN = "unknown"


class Assertion(StrEnum):
    """What the chart says of a mention (ConText, Harkema 2009; the last four are ours)."""

    PRESENT = "present"
    NEGATED = "negated"
    POSSIBLE = "possible"
    PAST = "past"
    FAMILY = "family"
    OTHER_PERSON = "other person"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a note under one heading. `heading` is empty for the preamble; `body` is where its text begins."""

    kind: SectionKind
    span: Span
    heading: str = ""
    body: int = 0


@dataclass(frozen=True, slots=True)
class Fit:
    """How well the words of a note fit a phrase of the vocabulary.

    `words` matched; `rarity`: the sum over them of minus log10 of the share of phrases that hold the word; `gap`: words
    skipped inside the match; `commas` crossed; `shared`: words that another mention uses too; `source`: 0 lexicon,
    1 title, 2 inclusion term, 3 Index, 4 general term; `expanded`: abbreviations read;
    `misspelt`: words read as the word they are one slip away from.
    """

    words: int
    rarity: float
    gap: int
    commas: int
    shared: int
    source: int
    expanded: int
    misspelt: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a note that names something codable.

    `span` runs from the first to the last matched word; `pieces` are the matched words themselves. `concept` is the
    phrase as the vocabulary has it, `codes` what that phrase means with nothing more said (dotted, in order). `cue` are
    the words that decided the assertion. `side` is the laterality said of it. `problem` marks a line that is a problem
    and no more: an entry of a problem list, a heading of an assessment. `needs` is what the phrase asks of the patient.
    `episode` is empty, subsequent or sequela: what the sentence says of an injury's encounter.
    """

    note_id: str
    span: Span
    pieces: tuple[Span, ...]
    concept: str
    codes: tuple[str, ...]
    assertion: Assertion
    section: SectionKind
    fit: Fit
    cue: Span | None = None
    side: str = ""
    problem: bool = False
    needs: str = ""
    episode: str = ""

    def __post_init__(self) -> None:
        if not self.pieces or not self.codes:
            raise InvalidValueError("a mention needs words and a code")
