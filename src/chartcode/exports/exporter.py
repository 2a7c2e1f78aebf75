"""The shape of every exporter: a job goes in, the bytes of one file come out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from chartcode.errors import UsageError
from chartcode.exports.billing import BillingFacts
from chartcode.model import ICD10CM, CodedEncounter, Level, Line

Concepts = Mapping[tuple[str, str], tuple[int, int]]
"""OMOP concept ids, of the source and the standard one, by vocabulary (ICD10CM, ICD10PCS, HCPCS, CPT4) and code."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be exported, and all that is needed beside it. `made` is the moment of the export, with its zone.

    `secret` decides the surrogates of a de-identified export: the same secret gives the same ones. A job with open
    errors cannot exist unless it is `forced`: raises UsageError that names the rules.
    """

    coded: CodedEncounter
    made: datetime
    billing: BillingFacts | None = None
    forced: bool = False
    concepts: Concepts = field(default_factory=dict)
    secret: bytes = b""

    def __post_init__(self) -> None:
        if self.made.tzinfo is None:
            raise UsageError("the moment of an export needs a time zone")
        if self.open_errors and not self.forced:
            rules = ", ".join(dict.fromkeys(self.open_errors))
            raise UsageError(f"nothing is exported while errors are open ({rules}): mend them, or say --force")

    @property
    def open_errors(self) -> tuple[str, ...]:
        """The rules whose findings are errors, in order."""
        return tuple(finding.rule for finding in self.coded.findings if finding.level is Level.ERROR)

    @property
    def notice(self) -> str:
        """What every export must say of itself when it was forced: one line of ASCII
        that X12 can hold, else empty."""
        rules = ", ".join(dict.fromkeys(self.open_errors))
        return f"EXPORTED BY FORCE WITH OPEN ERRORS {rules}" if rules else ""

    @property
    def facts(self) -> BillingFacts:
        """The billing facts. Raises UsageError when there are none."""
        if self.billing is None:
            raise UsageError("this format needs what a claim says and a chart does not: give it with --billing FILE")
        return self.billing

    @property
    def diagnoses(self) -> tuple[Line, ...]:
        """The lines that are diagnoses, in order."""
        return tuple(line for line in self.coded.lines if isinstance(line.code, ICD10CM))

    @property
    def procedures(self) -> tuple[Line, ...]:
        """The lines that are procedures of any code set, in order."""
        return tuple(line for line in self.coded.lines if not isinstance(line.code, ICD10CM))

    @property
    def began(self) -> date:
        """The first day of the encounter."""
        return self.coded.encounter.admit or self.ended

    @property
    def ended(self) -> date:
        """The last day of the encounter; of a stay without a discharge, the day its codes are of."""
        return self.coded.encounter.discharge or self.coded.date

    def performed(self, line: Line) -> date:
        """The day of a procedure: from the billing facts, or that of an encounter of one day. Raises UsageError."""
        days = dict(self.billing.stay.procedure_days) if self.billing else {}
        if line.code.value in days:
            return days[line.code.value]
        if self.began == self.ended:
            return self.ended
        raise UsageError(f"the day of procedure {line.code} is not known: give it with --billing FILE, procedure_days")


@dataclass(frozen=True, slots=True)
class Format:
    """An exporter: its name on the command line, the ending of its file, and what makes the file.

    `text` files may go to a terminal. `every_scope` marks a format that may also hold codes of mentions that no claim
    may report; the others hold what is reported and nothing else.
    """

    name: str
    ending: str
    write: Callable[[Job], bytes]
    text: bool = True
    every_scope: bool = False
