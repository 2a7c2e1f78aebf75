"""What coding returns: lines, the ledger of decisions, findings, queries, all in one frozen CodedEncounter."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chartcode.errors import InvalidValueError
from chartcode.model.codes import Code
from chartcode.model.encounter import Encounter
from chartcode.model.evidence import Evidence
from chartcode.model.finding import Finding
from chartcode.model.query import Query
from chartcode.model.reading import Assertion, Mention


class Scope(StrEnum):
    """Which decisions become lines: what a claim may report, or a code for every mention that was read."""

    CLAIM = "claim"
    MENTIONS = "mentions"


class Reason(StrEnum):
    """Why a mention is not coded."""

    NEGATED = "negated"
    PAST = "past"
    FAMILY = "family"
    OTHER_PERSON = "other person"
    POSSIBLE = "possible"
    PLANNED = "planned or hypothetical"
    INTEGRAL = "integral to a coded condition"
    COMBINATION = "covered by a combination code"
    LESS_SPECIFIC = "less specific than a coded one"
    EXCLUDED = "excluded by a note"
    NOT_REPORTABLE = "not reportable in this setting"
    DUPLICATE = "duplicate"
    NOT_VALID = "not valid on the date of service"
    TOO_WEAK = "too weak"
    MISREAD = "misread"
    NOT_STATED = "not stated by a provider"
    ELSE = "else"


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of the way through the book: what was looked up (`how`), where it led (`to`), and its wording."""

    how: str
    to: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A code to report. `order` counts from 1; `confidence` is the calibrated chance that a coder would agree."""

    code: Code
    title: str
    order: int
    confidence: float
    evidence: tuple[Evidence, ...]
    path: tuple[PathStep, ...] = ()
    guidelines: tuple[str, ...] = ()
    poa: str | None = None

    def __post_init__(self) -> None:
        if self.order < 1 or not 0 <= self.confidence <= 1:
            raise InvalidValueError(f"line {self.code} has order {self.order} and confidence {self.confidence}")
        if not self.evidence:
            raise InvalidValueError(f"line {self.code} has no evidence")


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one mention: coded (`reason` is None), or not coded with the reason.

    `code` is the code it got or would have got. `guidelines` cite the rules that changed it, `note` says why in words.
    `derived` marks a code that a guideline adds to what the words themselves say.
    """

    mention: Mention
    code: Code
    confidence: float
    reason: Reason | None = None
    guidelines: tuple[str, ...] = ()
    note: str = ""
    derived: bool = False

    @property
    def coded(self) -> bool:
        """Whether the mention supports a line."""
        return self.reason is None

    @property
    def assertion(self) -> Assertion:
        """What the chart says of the mention."""
        return self.mention.assertion


@dataclass(frozen=True, slots=True)
class CodedEncounter:
    """The answer: lines in order for the scope asked, and the whole ledger they were filtered from."""

    encounter: Encounter
    date: date
    scope: Scope
    releases: tuple[tuple[str, str], ...]
    lines: tuple[Line, ...]
    decisions: tuple[Decision, ...]
    findings: tuple[Finding, ...] = ()
    queries: tuple[Query, ...] = ()
